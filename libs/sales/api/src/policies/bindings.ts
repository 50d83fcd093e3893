import { type CustomerFact, customerReference } from '@zongheng/customers-events';
import type { EventStore } from '@zongheng/event-store';
import { type BusinessDate, foldOf, idOf, type RecordedEvent, streamOf } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';
import { type EmployeeFact, employeeReference, postOn } from '@zongheng/organisation-events';
import type { PolicyBinding } from '@zongheng/policy';
import type { Condition } from '@zongheng/read-store';
import { opportunities, tasks, visits } from '@zongheng/sales-views';
import { type CustomerDeals, followCustomer } from './follow-customer.ts';
import { followOwner, type OwnedWork } from './follow-owner.ts';
import { followPipeline, type StrandedDeals } from './follow-pipeline.ts';
import { handOver } from './hand-over.ts';

/** What the policies of sales look things up in. */
export interface PolicyReads {
  readonly documents: Pick<ServedDocuments, 'keysOf'>;
  readonly log: Pick<EventStore, 'readStream'>;
}

const isOpen: Condition = { field: 'status', op: 'eq', value: 'open' };
const nothing: OwnedWork = { opportunities: [], visits: [], tasks: [], ownerUnit: null };

/** The policies of sales, each with how it gathers what it must know. */
export function salesPolicies(reads: PolicyReads): readonly PolicyBinding[] {
  const workOf = (owner: string) => ownedWork(reads, owner);
  return [
    binding({
      policy: followOwner,
      reads: [opportunities.name, visits.name, tasks.name],
      async *gather(event) {
        if (event.type === 'EmployeeTransferred') yield* workOf(idOf(event.stream));
        else yield { ...nothing, ownerUnit: await unitOf(reads, event.data.to.owner, event.businessDate) };
      },
    }),
    binding({ policy: handOver, reads: [opportunities.name, visits.name, tasks.name], gather: (event) => workOf(idOf(event.stream)) }),
    binding({
      policy: followCustomer,
      reads: [opportunities.name],
      async *gather(event): AsyncGenerator<CustomerDeals> {
        if (event.type !== 'CustomerDetailsChanged') {
          yield { opportunities: [], stands: await standsOf(reads, event.data.to.customer) };
          return;
        }
        const mine: Condition = { field: 'customer', op: 'eq', value: idOf(event.stream) };
        for await (const ids of reads.documents.keysOf(opportunities, [mine, isOpen])) yield { opportunities: ids, stands: null };
      },
    }),
    binding({
      policy: followPipeline,
      reads: [opportunities.name],
      async *gather(event): AsyncGenerator<StrandedDeals> {
        const inPipeline: Condition = { field: 'pipeline', op: 'eq', value: idOf(event.stream) };
        for (const { from: stage } of event.data.moves) {
          const where: Condition[] = [inPipeline, { field: 'stage', op: 'eq', value: stage }, isOpen];
          for await (const ids of reads.documents.keysOf(opportunities, where)) yield { deals: ids.map((id) => ({ id, stage })) };
        }
      },
    }),
  ];
}

/** The runner meets only the events that a policy handles: what is narrow here is wide for it. */
function binding<E extends RecordedEvent, Facts>(bound: PolicyBinding<E, Facts>): PolicyBinding {
  return bound as unknown as PolicyBinding;
}

async function* ownedWork(reads: PolicyReads, owner: string): AsyncGenerator<OwnedWork> {
  const mine: Condition = { field: 'owner', op: 'eq', value: owner };
  const planned: Condition = { field: 'status', op: 'eq', value: 'planned' };
  const unfinished: Condition = { field: 'status', op: 'in', values: ['open', 'blocked'] };
  for await (const ids of reads.documents.keysOf(opportunities, [mine, isOpen])) yield { ...nothing, opportunities: ids };
  for await (const ids of reads.documents.keysOf(visits, [mine, planned])) yield { ...nothing, visits: ids };
  for await (const ids of reads.documents.keysOf(tasks, [mine, unfinished])) yield { ...nothing, tasks: ids };
}

/** The unit an employee belongs to on a date; null where nobody joined under that id. */
async function unitOf({ log }: PolicyReads, employee: string, on: BusinessDate): Promise<string | null> {
  // An employee's stream holds nothing else.
  const facts = (await log.readStream(streamOf('employee', employee))) as readonly EmployeeFact[];
  return postOn(foldOf(employeeReference.fold, facts), on)?.unit ?? null;
}

/** The region and segment a customer is in now; null where there is no such file. */
async function standsOf({ log }: PolicyReads, customer: string): Promise<CustomerDeals['stands']> {
  // A customer's stream holds nothing else.
  const facts = (await log.readStream(streamOf('customer', customer))) as readonly CustomerFact[];
  return foldOf(customerReference.fold, facts);
}
