import type { ContractVoided } from '@zongheng/contracts-events';
import { idOf, type Policy, type RecordedOf } from '@zongheng/kernel';

/** The number of the contract, and the id of the number's stream. */
export interface NumberHeld {
  readonly number: string;
  readonly stream: string;
}

/** When a contract is voided, its number is free again: most are voided because they were recorded wrongly, and are then recorded right. */
export const releaseNumber: Policy<RecordedOf<typeof ContractVoided>, NumberHeld> = {
  name: 'numbers-of-voided-contracts-are-free',
  meaning: { zh: '协议作废后，其编号可再用', en: 'The number of a voided contract is free again' },
  handles: ['ContractVoided'],
  react: (event, { number, stream }) => [
    { command: 'ReleaseContractNumber', id: stream, body: { number, contract: idOf(event.stream) }, on: event.businessDate },
  ],
};
