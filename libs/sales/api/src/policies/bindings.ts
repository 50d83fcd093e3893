import { customerReference } from '@zongheng/customers-events';
import { idOf } from '@zongheng/kernel';
import type { PolicyReads } from '@zongheng/nest-kit';
import { ownerOn } from '@zongheng/organisation-events';
import { binding, type PolicyBinding } from '@zongheng/policy';
import type { Condition } from '@zongheng/read-store';
import { opportunities, tasks, visits } from '@zongheng/sales-views';
import { type CustomerDeals, followCustomer } from './follow-customer.ts';
import { followOwner, type OwnedWork } from './follow-owner.ts';
import { followPipeline, type StrandedDeals } from './follow-pipeline.ts';
import { handOver } from './hand-over.ts';

const isOpen: Condition = { field: 'status', op: 'eq', value: 'open' };
const viewsOfWork = [opportunities.name, visits.name, tasks.name];
const nothing: OwnedWork = { opportunities: [], visits: [], tasks: [], ownerUnit: null };

/** The policies of sales, each with how it gathers what it must know. */
export function salesPolicies(reads: PolicyReads): readonly PolicyBinding[] {
  const workOf = (owner: string) => ownedWork(reads, owner);
  return [
    binding({
      policy: followOwner,
      reads: (event) => (event.type === 'EmployeeTransferred' ? viewsOfWork : []),
      async *gather(event) {
        if (event.type === 'EmployeeTransferred') yield* workOf(idOf(event.stream));
        else yield { ...nothing, ownerUnit: (await ownerOn(reads.streams, event.data.to.owner, event.businessDate))?.unit ?? null };
      },
    }),
    binding({ policy: handOver, reads: () => viewsOfWork, gather: (event) => workOf(idOf(event.stream)) }),
    binding({
      policy: followCustomer,
      reads: (event) => (event.type === 'CustomerDetailsChanged' ? [opportunities.name] : []),
      async *gather(event): AsyncGenerator<CustomerDeals> {
        if (event.type !== 'CustomerDetailsChanged') {
          yield { opportunities: [], stands: (await reads.streams.load(customerReference, event.data.to.customer))?.state ?? null };
          return;
        }
        const mine: Condition = { field: 'customer', op: 'eq', value: idOf(event.stream) };
        for await (const ids of reads.documents.keysOf(opportunities, [mine, isOpen])) yield { opportunities: ids, stands: null };
      },
    }),
    binding({
      policy: followPipeline,
      reads: () => [opportunities.name],
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

async function* ownedWork(reads: PolicyReads, owner: string): AsyncGenerator<OwnedWork> {
  const mine: Condition = { field: 'owner', op: 'eq', value: owner };
  const planned: Condition = { field: 'status', op: 'eq', value: 'planned' };
  const unfinished: Condition = { field: 'status', op: 'in', values: ['open', 'blocked'] };
  for await (const ids of reads.documents.keysOf(opportunities, [mine, isOpen])) yield { ...nothing, opportunities: ids };
  for await (const ids of reads.documents.keysOf(visits, [mine, planned])) yield { ...nothing, visits: ids };
  for await (const ids of reads.documents.keysOf(tasks, [mine, unfinished])) yield { ...nothing, tasks: ids };
}
