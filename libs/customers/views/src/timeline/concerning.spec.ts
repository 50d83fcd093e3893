import type { CustomerId, EmployeeId, RecordedEvent, UnitId } from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import { CustomerOwnerAssigned, CustomersMerged, RelationshipRecorded } from '@zongheng/customers-events';
import { channelOf, customersOf, departmentOf } from './concerning.ts';

/** An event of another context, with no more than what a timeline looks at. */
function event(stream: string, data: object, more: Partial<RecordedEvent> = {}): RecordedEvent {
  const assigned = recorder()(CustomerOwnerAssigned, 'x', '2026-01-05', {
    from: { owner: 'li' as EmployeeId, unit: 'east' as UnitId },
    to: { owner: 'li' as EmployeeId, unit: 'east' as UnitId },
    reason: null,
  });
  return { ...assigned, stream: stream as RecordedEvent['stream'], orderingKey: stream.slice(stream.indexOf('-') + 1), data, ...more };
}

describe('an event concerns', () => {
  it('the customer whose file or account it stands in', () => {
    expect(customersOf(event('customer-c1', {}))).toEqual(['c1']);
    expect(customersOf(event('account-c1', {}))).toEqual(['c1']);
    expect(customersOf(event('opportunity-o1', {}))).toEqual([]);
  });

  it('the customer it says it is about, whatever stream it stands in', () => {
    expect(customersOf(event('contract-k1', {}, { customerId: 'c1' as CustomerId }))).toEqual(['c1']);
  });

  it('both customers of a merge, and both of a relationship', () => {
    const recorded = recorder();
    const merge = { merged: 'c1' as CustomerId, into: 'c2' as CustomerId, reason: '同一企业' };
    expect(customersOf(recorded(CustomersMerged, 'main', '2026-02-01', merge))).toEqual(['c1', 'c2']);
    const relationship = { other: 'c4' as CustomerId, kind: 'parent', holds: true, note: null } as const;
    expect(customersOf(recorded(RelationshipRecorded, 'c3', '2026-02-01', relationship))).toEqual(['c3', 'c4']);
  });

  it('the customer a deal leaves and the one it goes to, each once', () => {
    const cells = { from: { customer: 'c1' }, to: { customer: 'c2' } };
    expect(customersOf(event('opportunity-o1', cells))).toEqual(['c1', 'c2']);
    expect(customersOf(event('opportunity-o1', { ...cells, to: { customer: 'c1' } }))).toEqual(['c1']);
  });

  it('all customers a task is for; the first also where it is named by the order the task stands in', () => {
    expect(customersOf(event('task-t1', { customers: ['c1', 'c2'] }, { orderingKey: 'c1' }))).toEqual(['c1', 'c2']);
    expect(customersOf(event('task-t1', {}, { orderingKey: 'c1' }))).toEqual(['c1']);
    expect(customersOf(event('task-t1', {}))).toEqual([]);
  });
});

describe('an action of a plan', () => {
  const subject = { kind: 'person', id: 'li', unit: 'east' };

  it('concerns every customer it is for, where it is planned and whatever becomes of it', () => {
    expect(customersOf(event('plan-p1', { terms: { customers: ['c1', 'c2'] } }))).toEqual(['c1', 'c2']);
    expect(customersOf(event('plan-p1', { customers: ['c1'] }))).toEqual(['c1']);
    expect(customersOf(event('plan-p1', { customers: [] }))).toEqual([]);
  });

  it('is told of the unit of whoever plans it', () => {
    expect(departmentOf(event('plan-p1', { of: { subject }, customers: ['c1'] }))).toBe('east');
  });
});

describe('of an event is told', () => {
  it('the channel that it names, that a visit is one, and else none', () => {
    expect(channelOf(event('customer-c1', { channel: 'letter' }))).toBe('letter');
    expect(channelOf(event('visit-v1', {}))).toBe('visit');
    expect(channelOf(event('customer-c1', { channel: 'pigeon' }))).toBeNull();
    expect(channelOf(event('customer-c1', {}))).toBeNull();
  });

  it('the department it names, before the unit it leaves the matter with, before the unit it was with', () => {
    const moved = { from: { unit: 'east' }, to: { unit: 'west' } };
    expect(departmentOf(event('customer-c1', { ...moved, department: 'desk' }))).toBe('desk');
    expect(departmentOf(event('opportunity-o1', moved))).toBe('west');
    expect(departmentOf(event('opportunity-o1', { from: { unit: 'east' } }))).toBe('east');
    expect(departmentOf(event('customer-c1', { ownership: { owner: 'li', unit: 'east' } }))).toBe('east');
    expect(departmentOf(event('customer-c1', { department: null }))).toBeNull();
  });
});
