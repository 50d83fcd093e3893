import { contractEvents, movementsOf, type RecordedContractEvent } from '@zongheng/contracts-events';
import type { CustomerMeasures } from './customer-document.ts';

export const contractEventTypes: readonly RecordedContractEvent['type'][] = contractEvents.map(({ type }) => type);

/** What an event of a contract changes of a customer's measures; null where nothing, as with most of them. */
function changeOf(event: RecordedContractEvent): Pick<CustomerMeasures, 'contracts' | 'renewals'> | null {
  const counts = { signed: 0, renewed: 0 };
  for (const { sign, movement } of movementsOf(event)) {
    if (movement.step === 'signed' || movement.step === 'renewed') counts[movement.step] += sign;
  }
  return counts.signed === 0 && counts.renewed === 0 ? null : { contracts: counts.signed, renewals: counts.renewed };
}

export function changesContracts(event: RecordedContractEvent): boolean {
  return changeOf(event) !== null;
}

export function contractsAfter(measures: CustomerMeasures, event: RecordedContractEvent): CustomerMeasures {
  const { contracts = 0, renewals = 0 } = changeOf(event) ?? {};
  return { ...measures, contracts: measures.contracts + contracts, renewals: measures.renewals + renewals };
}
