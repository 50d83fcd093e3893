import { customers } from '@zongheng/customers-views';
import { idOf } from '@zongheng/kernel';
import type { PolicyReads } from '@zongheng/nest-kit';
import { binding, nothingMore, type PolicyBinding } from '@zongheng/policy';
import type { IdentityKeys } from '../identity-keys.ts';
import { customersFollowOwner } from './follow-owner.ts';
import { stageFollowsWonDeal } from './follow-won-deal.ts';
import { identityIsReleased } from './release-identity.ts';

/** The policies of customers, each with how it gathers what it must know. */
export function customersPolicies({ documents }: Pick<PolicyReads, 'documents'>, identityKeys: IdentityKeys): readonly PolicyBinding[] {
  return [
    binding({
      policy: customersFollowOwner,
      reads: () => [customers.name],
      async *gather(event) {
        for await (const keys of documents.keysOf(customers, [{ field: 'owner', op: 'eq', value: idOf(event.stream) }]))
          yield { customers: keys };
      },
    }),
    binding({ policy: stageFollowsWonDeal, gather: nothingMore }),
    binding({
      policy: identityIsReleased,
      async *gather({ data }) {
        yield { stream: identityKeys.streamIdOf(data.document, data.from ?? '') };
      },
    }),
  ];
}
