import { ContractRenewed, ContractSigned, ContractVoided, type Movement, type RecordedContractEvent } from '@zongheng/contracts-events';
import type { BusinessDate, CustomerId, EmployeeId, UnitId } from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import { changesContracts, contractsAfter } from './contract-measures.ts';
import { noMeasures } from './customer-changes.ts';

const day = (text: string): BusinessDate => text as BusinessDate;
const after: Movement['after'] = {
  customer: 'port' as CustomerId,
  owner: 'li' as EmployeeId,
  unit: 'east' as UnitId,
  region: null,
  segment: null,
  opportunity: null,
  currency: 'CNY',
  status: 'signed',
  productLine: 'vpn',
  begins: day('2026-04-01'),
  ends: day('2027-03-31'),
};
const moved = { effective: day('2026-04-01'), before: null, after, out: [], in: [] };
const movement = (step: Movement['step'], date: string): Movement => ({ date: day(date), step, disposition: null, ...moved });

describe('the contracts of a customer', () => {
  const recorded = recorder();
  const signed = recorded(ContractSigned, 'ht', '2026-03-05', { number: 'HT-1', title: '专线', ...moved });
  const renewed = recorded(ContractRenewed, 'ht', '2026-06-05', { reason: null, ...moved });
  const countedOf = (...events: readonly RecordedContractEvent[]) => {
    const { contracts, renewals } = events.reduce(contractsAfter, noMeasures);
    return { contracts, renewals };
  };

  it('are counted when they are signed, and each time that one is renewed', () => {
    expect(countedOf(signed, renewed)).toEqual({ contracts: 1, renewals: 1 });
    expect([signed, renewed].map(changesContracts)).toEqual([true, true]);
  });

  it('are not counted where they turned out to be void', () => {
    const retracted = [movement('signed', '2026-03-05'), movement('renewed', '2026-06-05')];
    const voided = recorded(ContractVoided, 'ht', '2026-07-01', { reason: '重复', before: after, retracted, stated: [] });
    expect(countedOf(signed, renewed, voided)).toEqual({ contracts: 0, renewals: 0 });
  });
});
