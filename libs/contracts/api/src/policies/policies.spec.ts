import type { CustomerId, EmployeeId, RegionId, UnitId } from '@zongheng/kernel';
import { policySpecification, recorder } from '@zongheng/kernel/testing';
import { ContractRenamed, ContractSigned, ContractVoided, type Standing } from '@zongheng/contracts-events';
import { EmployeeLeft, EmployeeTransferred } from '@zongheng/organisation-events';
import { followCustomer } from './follow-customer.ts';
import { followOwner } from './follow-owner.ts';
import { handOver } from './hand-over.ts';
import { releaseNumber } from './release-number.ts';

const east = 'east' as UnitId;
const west = 'west' as UnitId;
const owned = { contracts: ['k1', 'k2'], ownerUnit: null };
const standing = {
  status: 'signed',
  owner: 'li' as EmployeeId,
  unit: east,
  customer: 'ningbo' as CustomerId,
  region: 'ningbo' as RegionId,
  segment: null,
} as Standing;
const signed = recorder()(ContractSigned, 'k9', '2026-03-01', {
  number: 'HT-9',
  title: '扩容',
  effective: recorder()(ContractVoided, 'x', '2026-04-01', { reason: 'x', before: standing, retracted: [], stated: [] }).businessDate,
  before: null,
  after: standing,
  out: [],
  in: [],
});

describe('contracts follow their owner', () => {
  const transfer = (unit: UnitId) =>
    recorder()(EmployeeTransferred, 'li', '2026-03-01', { from: { unit: east, role: 'rep' }, to: { unit, role: 'sales-manager' } });

  it('to another unit, each by a command of its own; not where only the role changed', () => {
    const event = transfer(west);
    const body = { cause: 'employee-transferred', owner: 'li' };
    policySpecification(followOwner)
      .when(event, owned)
      .then(
        { command: 'ReclassifyContract', id: 'k1', body, on: event.businessDate },
        { command: 'ReclassifyContract', id: 'k2', body, on: event.businessDate },
      );
    expect(followOwner.react(transfer(east), owned)).toEqual([]);
  });

  it('also where one was signed at the very moment of the transfer, and was counted in the old unit', () => {
    policySpecification(followOwner)
      .when(signed, { contracts: [], ownerUnit: 'west' })
      .then({ command: 'ReclassifyContract', id: 'k9', body: { cause: 'employee-transferred', owner: 'li' }, on: signed.businessDate });
    expect(followOwner.react(signed, { contracts: [], ownerUnit: 'east' })).toEqual([]);
    expect(followOwner.react(signed, { contracts: [], ownerUnit: null })).toEqual([]);
  });

  it('to the successor of who leaves', () => {
    const event = recorder()(EmployeeLeft, 'li', '2026-03-01', {
      unit: east,
      successor: 'wang' as EmployeeId,
      successorUnit: west,
      reason: null,
    });
    const body = { from: 'li', to: 'wang', reason: 'li → wang' };
    policySpecification(handOver)
      .when(event, owned)
      .then(
        { command: 'HandOverContract', id: 'k1', body, on: event.businessDate },
        { command: 'HandOverContract', id: 'k2', body, on: event.businessDate },
      );
  });
});

describe('contracts follow their customer', () => {
  it('where one was signed while the customer moved', () => {
    policySpecification(followCustomer)
      .when(signed, { contracts: [], stands: { region: 'hangzhou', segment: null } })
      .then({ command: 'ReclassifyContract', id: 'k9', body: { cause: 'customer-changed', customer: 'ningbo' }, on: signed.businessDate });
    expect(followCustomer.react(signed, { contracts: [], stands: { region: 'ningbo', segment: null } })).toEqual([]);
    expect(followCustomer.react(signed, { contracts: [], stands: null })).toEqual([]);
  });
});

it('the number of a voided contract is let go', () => {
  const event = recorder()(ContractVoided, 'k9', '2026-03-01', { reason: '重复登记', before: standing, retracted: [], stated: [] });
  policySpecification(releaseNumber)
    .when(event, { number: 'HT-9', stream: 'abc' })
    .then({ command: 'ReleaseContractNumber', id: 'abc', body: { number: 'HT-9', contract: 'k9' }, on: event.businessDate });
});

it('the number that a contract went by wrongly is let go, and nothing where only its title was wrong', () => {
  const from = { number: 'HT-9', title: '扩容' };
  const event = recorder()(ContractRenamed, 'k9', '2026-03-01', { reason: '录入有误', from, to: { ...from, number: 'HT-8' } });
  policySpecification(releaseNumber)
    .when(event, { number: 'HT-9', stream: 'abc' })
    .then({ command: 'ReleaseContractNumber', id: 'abc', body: { number: 'HT-9', contract: 'k9' }, on: event.businessDate });
  expect(releaseNumber.react(event, null)).toEqual([]);
});
