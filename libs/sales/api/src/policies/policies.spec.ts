import { type CustomerId, type EmployeeId, type RegionId, type UnitId } from '@zongheng/kernel';
import { policySpecification, recorder } from '@zongheng/kernel/testing';
import { CustomerDetailsChanged } from '@zongheng/customers-events';
import { EmployeeLeft, EmployeeTransferred } from '@zongheng/organisation-events';
import { type Cell, OpportunityOpened, PipelineRevised, type Stage } from '@zongheng/sales-events';
import { followCustomer } from './follow-customer.ts';
import { followOwner } from './follow-owner.ts';
import { followPipeline } from './follow-pipeline.ts';
import { handOver } from './hand-over.ts';

const east = 'east' as UnitId;
const west = 'west' as UnitId;
const work = { opportunities: ['o1', 'o2'], visits: ['v1'], tasks: ['t1'], ownerUnit: null };
const cell = {
  owner: 'li' as EmployeeId,
  unit: east,
  customer: 'ningbo' as CustomerId,
  region: 'ningbo' as RegionId,
  segment: null,
} as Cell;
const opened = (to: Cell) =>
  recorder()(OpportunityOpened, 'o9', '2026-03-01', { title: '扩容', to, first: true, reference: null, note: null });

describe('work follows its owner', () => {
  it('to another unit, each piece by a command of its own', () => {
    const event = recorder()(EmployeeTransferred, 'li', '2026-03-01', {
      from: { unit: east, role: 'rep' },
      to: { unit: west, role: 'rep' },
    });
    const body = { from: 'li', to: 'li', reason: 'li: east → west' };
    const on = event.businessDate;
    policySpecification(followOwner)
      .when(event, work)
      .then(
        { command: 'ReclassifyOpportunity', id: 'o1', body: { cause: 'employee-transferred', owner: 'li' }, on },
        { command: 'ReclassifyOpportunity', id: 'o2', body: { cause: 'employee-transferred', owner: 'li' }, on },
        { command: 'HandOverVisit', id: 'v1', body, on },
        { command: 'HandOverTask', id: 't1', body, on },
      );
  });

  it('not where only the role changed', () => {
    const event = recorder()(EmployeeTransferred, 'li', '2026-03-01', {
      from: { unit: east, role: 'rep' },
      to: { unit: east, role: 'sales-manager' },
    });
    expect(followOwner.react(event, work)).toEqual([]);
  });

  it('also where a deal was opened at the very moment of the transfer, and was counted in the old unit', () => {
    const event = opened(cell);
    policySpecification(followOwner)
      .when(event, { ...work, ownerUnit: 'west' })
      .then({ command: 'ReclassifyOpportunity', id: 'o9', body: { cause: 'employee-transferred', owner: 'li' }, on: event.businessDate });
    expect(followOwner.react(event, { ...work, ownerUnit: 'east' })).toEqual([]);
  });
});

describe('a leaver’s work', () => {
  it('goes to the successor', () => {
    const event = recorder()(EmployeeLeft, 'li', '2026-03-01', {
      unit: east,
      successor: 'wang' as EmployeeId,
      successorUnit: west,
      reason: '退休',
    });
    const intents = handOver.react(event, work);
    expect(intents.map(({ command, id }) => `${command} ${id}`)).toEqual([
      'HandOverOpportunity o1',
      'HandOverOpportunity o2',
      'HandOverVisit v1',
      'HandOverTask t1',
    ]);
    expect(intents.every(({ body }) => body['to'] === 'wang' && body['from'] === 'li' && body['reason'] === '退休')).toBe(true);
  });
});

describe('deals follow their customer', () => {
  const details = { name: '海天', standing: 'identified' as const, segment: null, phone: null, email: null };
  const change = (from: string, to: string) =>
    recorder()(CustomerDetailsChanged, 'ningbo', '2026-03-01', {
      from: { ...details, region: from as RegionId },
      to: { ...details, region: to as RegionId },
    });

  it('to another region', () => {
    const event = change('ningbo', 'hangzhou');
    policySpecification(followCustomer)
      .when(event, { opportunities: ['o1'], stands: null })
      .then({
        command: 'ReclassifyOpportunity',
        id: 'o1',
        body: { cause: 'customer-changed', customer: 'ningbo' },
        on: event.businessDate,
      });
  });

  it('not where neither region nor segment changed', () => {
    expect(followCustomer.react(change('ningbo', 'ningbo'), { opportunities: ['o1'], stands: null })).toEqual([]);
  });

  it('also where a deal was opened while the customer moved', () => {
    expect(followCustomer.react(opened(cell), { opportunities: [], stands: { region: 'hangzhou', segment: null } })).toHaveLength(1);
    expect(followCustomer.react(opened(cell), { opportunities: [], stands: { region: 'ningbo', segment: null } })).toEqual([]);
  });
});

describe('deals in a stage that goes', () => {
  it('move where the revision says, and others stay', () => {
    const stages: Stage[] = [];
    const event = recorder()(PipelineRevised, 'p', '2026-03-01', {
      name: { zh: '默认', en: 'Default' },
      from: stages,
      to: stages,
      moves: [{ from: 'negotiation', to: 'bid' }],
      reason: '简化',
    });
    policySpecification(followPipeline)
      .when(event, {
        deals: [
          { id: 'o1', stage: 'negotiation' },
          { id: 'o2', stage: 'created' },
        ],
      })
      .then({
        command: 'ReclassifyOpportunity',
        id: 'o1',
        body: { cause: 'pipeline-revised', from: 'negotiation', to: 'bid' },
        on: event.businessDate,
      });
  });
});
