import { contracts } from '@zongheng/contracts-views';
import { customerReference } from '@zongheng/customers-events';
import { idOf } from '@zongheng/kernel';
import type { PolicyReads } from '@zongheng/nest-kit';
import { ownerOn } from '@zongheng/organisation-events';
import { binding, type PolicyBinding } from '@zongheng/policy';
import type { Condition } from '@zongheng/read-store';
import { type CustomerContracts, followCustomer } from './follow-customer.ts';
import { followOwner, type OwnedContracts } from './follow-owner.ts';
import { contractAggregate } from '../commands/contract.aggregate.ts';
import { numberStreamIdOf } from '../commands/number.commands.ts';
import { handOver } from './hand-over.ts';
import { type NumberHeld, releaseNumber } from './release-number.ts';

/** What is terminated or voided stays where it is. */
const goesOn: Condition = { field: 'status', op: 'in', values: ['draft', 'signed', 'suspended'] };

/** The policies of contracts, each with how it gathers what it must know. */
export function contractsPolicies(reads: PolicyReads): readonly PolicyBinding[] {
  return [
    binding({
      policy: followOwner,
      reads: (event) => (event.type === 'EmployeeTransferred' ? [contracts.name] : []),
      async *gather(event): AsyncGenerator<OwnedContracts> {
        if (event.type === 'EmployeeTransferred') yield* ownedBy(reads, idOf(event.stream));
        else yield { contracts: [], ownerUnit: (await ownerOn(reads.streams, event.data.after.owner, event.businessDate))?.unit ?? null };
      },
    }),
    binding({
      policy: releaseNumber,
      async *gather(event): AsyncGenerator<NumberHeld | null> {
        if (event.type === 'ContractRenamed') {
          const { number } = event.data.from;
          yield number === event.data.to.number ? null : { number, stream: numberStreamIdOf(number) };
          return;
        }
        const held = await reads.streams.load(contractAggregate, idOf(event.stream));
        if (held) yield { number: held.state.number, stream: numberStreamIdOf(held.state.number) };
      },
    }),
    binding({ policy: handOver, reads: () => [contracts.name], gather: (event) => ownedBy(reads, idOf(event.stream)) }),
    binding({
      policy: followCustomer,
      reads: (event) => (event.type === 'CustomerDetailsChanged' ? [contracts.name] : []),
      async *gather(event): AsyncGenerator<CustomerContracts> {
        if (event.type !== 'CustomerDetailsChanged') {
          yield { contracts: [], stands: (await reads.streams.load(customerReference, event.data.after.customer))?.state ?? null };
          return;
        }
        const mine: Condition = { field: 'customer', op: 'eq', value: idOf(event.stream) };
        for await (const ids of reads.documents.keysOf(contracts, [mine, goesOn])) yield { contracts: ids, stands: null };
      },
    }),
  ];
}

async function* ownedBy(reads: PolicyReads, owner: string): AsyncGenerator<OwnedContracts> {
  const mine: Condition = { field: 'owner', op: 'eq', value: owner };
  for await (const ids of reads.documents.keysOf(contracts, [mine, goesOn])) yield { contracts: ids, ownerUnit: null };
}
