import type { EmployeeId, UnitId } from '@zongheng/kernel';
import { policySpecification, recorder } from '@zongheng/kernel/testing';
import { EmployeeLeft, EmployeeTransferred } from '@zongheng/organisation-events';
import { customersFollowOwner } from './follow-owner.ts';

const east = 'east' as UnitId;
const west = 'west' as UnitId;

describe('customers follow their owner', () => {
  it('to another unit', () => {
    const event = recorder()(EmployeeTransferred, 'li', '2026-03-01', {
      from: { unit: east, role: 'rep' },
      to: { unit: west, role: 'rep' },
    });
    const body = { from: 'li', to: { owner: 'li', unit: 'west' } };
    policySpecification(customersFollowOwner)
      .when(event, { customers: ['c1', 'c2'] })
      .then(
        { command: 'HandOverCustomer', id: 'c1', body, on: event.businessDate },
        { command: 'HandOverCustomer', id: 'c2', body, on: event.businessDate },
      );
  });

  it('not where only the role changed', () => {
    const event = recorder()(EmployeeTransferred, 'li', '2026-03-01', {
      from: { unit: east, role: 'rep' },
      to: { unit: east, role: 'sales-manager' },
    });
    expect(customersFollowOwner.react(event, { customers: ['c1'] })).toEqual([]);
  });

  it('to the successor of who left', () => {
    const event = recorder()(EmployeeLeft, 'li', '2026-03-01', {
      unit: east,
      successor: 'wang' as EmployeeId,
      successorUnit: west,
      reason: null,
    });
    expect(customersFollowOwner.react(event, { customers: ['c1'] })).toEqual([
      { command: 'HandOverCustomer', id: 'c1', body: { from: 'li', to: { owner: 'wang', unit: 'west' } }, on: event.businessDate },
    ]);
  });
});
