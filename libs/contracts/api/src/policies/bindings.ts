import { contracts } from '@zongheng/contracts-views';
import { type CustomerFact, customerReference } from '@zongheng/customers-events';
import type { EventStore } from '@zongheng/event-store';
import { type BusinessDate, foldOf, idOf, type RecordedEvent, streamOf } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';
import { type EmployeeFact, employeeReference, postOn } from '@zongheng/organisation-events';
import type { PolicyBinding } from '@zongheng/policy';
import type { Condition } from '@zongheng/read-store';
import { type CustomerContracts, followCustomer } from './follow-customer.ts';
import { followOwner, type OwnedContracts } from './follow-owner.ts';
import { handOver } from './hand-over.ts';

/** What the policies of contracts look things up in. */
export interface PolicyReads {
  readonly documents: Pick<ServedDocuments, 'keysOf'>;
  readonly log: Pick<EventStore, 'readStream'>;
}

/** What is terminated or voided stays where it is. */
const goesOn: Condition = { field: 'status', op: 'in', values: ['draft', 'signed', 'suspended'] };

/** The policies of contracts, each with how it gathers what it must know. */
export function contractsPolicies(reads: PolicyReads): readonly PolicyBinding[] {
  return [
    binding({
      policy: followOwner,
      reads: [contracts.name],
      async *gather(event): AsyncGenerator<OwnedContracts> {
        if (event.type === 'EmployeeTransferred') yield* ownedBy(reads, idOf(event.stream));
        else yield { contracts: [], ownerUnit: await unitOf(reads, event.data.after.owner, event.businessDate) };
      },
    }),
    binding({ policy: handOver, reads: [contracts.name], gather: (event) => ownedBy(reads, idOf(event.stream)) }),
    binding({
      policy: followCustomer,
      reads: [contracts.name],
      async *gather(event): AsyncGenerator<CustomerContracts> {
        if (event.type !== 'CustomerDetailsChanged') {
          yield { contracts: [], stands: await standsOf(reads, event.data.after.customer) };
          return;
        }
        const mine: Condition = { field: 'customer', op: 'eq', value: idOf(event.stream) };
        for await (const ids of reads.documents.keysOf(contracts, [mine, goesOn])) yield { contracts: ids, stands: null };
      },
    }),
  ];
}

/** The runner meets only the events that a policy handles: what is narrow here is wide for it. */
function binding<E extends RecordedEvent, Facts>(bound: PolicyBinding<E, Facts>): PolicyBinding {
  return bound as unknown as PolicyBinding;
}

async function* ownedBy(reads: PolicyReads, owner: string): AsyncGenerator<OwnedContracts> {
  const mine: Condition = { field: 'owner', op: 'eq', value: owner };
  for await (const ids of reads.documents.keysOf(contracts, [mine, goesOn])) yield { contracts: ids, ownerUnit: null };
}

/** The unit an employee belongs to on a date; null where nobody joined under that id. */
async function unitOf({ log }: PolicyReads, employee: string, on: BusinessDate): Promise<string | null> {
  // An employee's stream holds nothing else.
  const facts = (await log.readStream(streamOf('employee', employee))) as readonly EmployeeFact[];
  return postOn(foldOf(employeeReference.fold, facts), on)?.unit ?? null;
}

/** The region and segment a customer is in now; null where there is no such file. */
async function standsOf({ log }: PolicyReads, customer: string): Promise<CustomerContracts['stands']> {
  // A customer's stream holds nothing else.
  const facts = (await log.readStream(streamOf('customer', customer))) as readonly CustomerFact[];
  return foldOf(customerReference.fold, facts);
}
