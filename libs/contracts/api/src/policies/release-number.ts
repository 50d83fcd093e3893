import type { ContractRenamed, ContractVoided } from '@zongheng/contracts-events';
import { idOf, type Policy, type RecordedOf } from '@zongheng/kernel';

/** A number that the contract does not go by any more, and the id of its stream; null where it goes by the same still. */
export interface NumberHeld {
  readonly number: string;
  readonly stream: string;
}

type Left = RecordedOf<typeof ContractVoided | typeof ContractRenamed>;

/** When a contract is voided, or goes by another number, its number is free again: it was recorded wrongly, and is then recorded right. */
export const releaseNumber: Policy<Left, NumberHeld | null> = {
  name: 'numbers-of-voided-contracts-are-free',
  meaning: { zh: '协议作废或更正编号后，原编号可再用', en: 'The number of a contract that was voided or renumbered is free again' },
  handles: ['ContractVoided', 'ContractRenamed'],
  react: (event, held) =>
    held === null
      ? []
      : [
          {
            command: 'ReleaseContractNumber',
            id: held.stream,
            body: { number: held.number, contract: idOf(event.stream) },
            on: event.businessDate,
          },
        ],
};
