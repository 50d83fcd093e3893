import type { PolicyReads } from '@zongheng/nest-kit';
import type { PolicyBinding } from '@zongheng/policy';
import { accounts } from '@zongheng/receivables-views';
import { accountsFollow, type CountedAccounts, countedUnder, type CustomerChange, customerOf } from './accounts-follow.ts';

/** The policies of receivables, each with how it gathers what it must know. */
export function receivablesPolicies({ documents }: Pick<PolicyReads, 'documents'>): readonly PolicyBinding[] {
  const follows: PolicyBinding<CustomerChange, CountedAccounts> = {
    policy: accountsFollow,
    reads: () => [accounts.name],
    async *gather(event) {
      const customer = customerOf(event);
      // Their own account is asked even where no view shows it yet: what is not there follows nobody.
      yield { accounts: [customer] };
      for await (const keys of documents.keysOf(accounts, [{ field: 'customer', op: 'eq', value: countedUnder(event) }])) {
        yield { accounts: keys.filter((key) => key !== customer) };
      }
    },
  };
  // The runner meets only the events that a policy handles: what is narrow here is wide for it.
  return [follows as unknown as PolicyBinding];
}
