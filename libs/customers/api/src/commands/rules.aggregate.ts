import { customerRulesDecider } from '@zongheng/customers-domain';
import { defineAggregate } from '@zongheng/nest-kit';

/** The rules of the context are decided in one stream. */
export const customerRulesAggregate = defineAggregate({
  category: 'customerRules',
  decider: customerRulesDecider,
  orderingKey: (_first, id) => id,
});
