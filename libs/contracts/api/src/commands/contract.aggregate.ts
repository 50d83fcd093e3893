import { contractDecider } from '@zongheng/contracts-domain';
import { defineAggregate } from '@zongheng/nest-kit';

export const contractAggregate = defineAggregate({
  category: 'contract',
  decider: contractDecider,
  orderingKey: (first, id) => ('after' in first.data ? first.data.after.customer : id),
  customerId: (state) => state.standing?.customer,
  snapshot: {},
});
