import type { PolicyReads } from '@zongheng/nest-kit';
import { binding, type PolicyBinding } from '@zongheng/policy';
import { accounts } from '@zongheng/receivables-views';
import { accountsFollow, countedUnder, customerOf } from './accounts-follow.ts';

/** The policies of receivables, each with how it gathers what it must know. */
export function receivablesPolicies({ documents }: Pick<PolicyReads, 'documents'>): readonly PolicyBinding[] {
  return [
    binding({
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
    }),
  ];
}
