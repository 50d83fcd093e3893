import { customers } from '@zongheng/customers-views';
import { idOf } from '@zongheng/kernel';
import type { PolicyReads } from '@zongheng/nest-kit';
import type { PolicyBinding } from '@zongheng/policy';
import { customersFollowOwner, type OwnedCustomers } from './follow-owner.ts';

/** The policies of customers, each with how it gathers what it must know. */
export function customersPolicies({ documents }: Pick<PolicyReads, 'documents'>): readonly PolicyBinding[] {
  const followsOwner: PolicyBinding<Parameters<typeof customersFollowOwner.react>[0], OwnedCustomers> = {
    policy: customersFollowOwner,
    reads: () => [customers.name],
    async *gather(event) {
      for await (const keys of documents.keysOf(customers, [{ field: 'owner', op: 'eq', value: idOf(event.stream) }]))
        yield { customers: keys };
    },
  };
  // The runner meets only the events that a policy handles: what is narrow here is wide for it.
  return [followsOwner as unknown as PolicyBinding];
}
