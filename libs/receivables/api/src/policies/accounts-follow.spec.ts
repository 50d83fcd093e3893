import { CustomerDetailsChanged, CustomerOwnerAssigned, CustomersMerged, CustomersUnmerged } from '@zongheng/customers-events';
import { businessDate as date, type CustomerId, type EmployeeId, type RegionId, type UnitId } from '@zongheng/kernel';
import { policySpecification, recorder } from '@zongheng/kernel/testing';
import { accountsFollow, countedUnder, customerOf } from './accounts-follow.ts';

const li = { owner: 'li' as EmployeeId, unit: 'east' as UnitId };
const details = {
  name: '宁波港',
  standing: 'identified' as const,
  region: 'ningbo' as RegionId | null,
  segment: null,
  phone: null,
  email: null,
};
const spec = policySpecification(accountsFollow);
const accounts = { accounts: ['harbour', 'harbour-old'] };
const followed = (cause: string) =>
  accounts.accounts.map((id) => ({ command: 'ReclassifyAccount', id, body: { cause }, on: date('2026-03-01') }));

describe('accounts follow their customer', () => {
  it('to another owner, and to another unit of the same one', () => {
    const recorded = recorder();
    const wang = { owner: 'wang' as EmployeeId, unit: 'west' as UnitId };
    spec
      .when(recorded(CustomerOwnerAssigned, 'harbour', '2026-03-01', { from: li, to: wang, reason: null }), accounts)
      .then(...followed('owner-changed'));
    spec
      .when(recorded(CustomerOwnerAssigned, 'harbour', '2026-03-01', { from: li, to: { ...li, unit: wang.unit }, reason: null }), accounts)
      .then(...followed('employee-transferred'));
  });

  it('to another region, and not where only the name changed', () => {
    const recorded = recorder();
    const moved = { ...details, region: 'wenzhou' as RegionId };
    spec
      .when(recorded(CustomerDetailsChanged, 'harbour', '2026-03-01', { from: details, to: moved }), accounts)
      .then(...followed('customer-changed'));
    spec
      .when(recorded(CustomerDetailsChanged, 'harbour', '2026-03-01', { from: details, to: { ...details, name: '宁波舟山港' } }), accounts)
      .then();
  });

  it('into the file that theirs was merged into, and out of it again', () => {
    const recorded = recorder();
    const data = { merged: 'harbour' as CustomerId, into: 'port' as CustomerId, reason: '重复建档' };
    const merged = recorded(CustomersMerged, 'main', '2026-03-01', data);
    const apart = recorded(CustomersUnmerged, 'main', '2026-03-01', data);
    spec.when(merged, accounts).then(...followed('customers-merged'));
    spec.when(apart, accounts).then(...followed('customers-merged'));
    expect([customerOf(merged), countedUnder(merged), customerOf(apart), countedUnder(apart)]).toEqual([
      'harbour',
      'harbour',
      'harbour',
      'port',
    ]);
  });
});
