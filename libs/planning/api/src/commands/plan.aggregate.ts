import { defineAggregate } from '@zongheng/nest-kit';
import { planDecider } from '@zongheng/planning-domain';

/** A plan is in an order of its own: it gathers what concerns many customers. */
export const planAggregate = defineAggregate({
  category: 'plan',
  decider: planDecider,
  orderingKey: (_first, id) => id,
  snapshot: {},
});
