import { customerDecider } from '@zongheng/customers-domain';
import { defineAggregate } from '@zongheng/nest-kit';

export const customerAggregate = defineAggregate({
  category: 'customer',
  decider: customerDecider,
  orderingKey: (_first, id) => id,
  customerId: (_state, id) => id,
  snapshot: {},
});
