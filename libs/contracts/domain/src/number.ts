import { type Command, type Decider, notInFuture } from '@zongheng/kernel';
import type { ContractNumberFact } from '@zongheng/contracts-events';
import { refuse } from './refusals.ts';

/** A contract number as its stream tells it. */
export interface ContractNumberState {
  /** The contract it is reserved for; null while it is free. */
  readonly holder: string | null;
}

/** What became of the contract that a number is reserved for: recorded, closed before it was, or nothing yet. */
export type HolderStanding = 'recorded' | 'abandoned' | 'nothing';

export interface ReserveContractNumber extends Command<'ReserveContractNumber'> {
  readonly number: string;
  readonly contract: string;
  readonly holderStanding: HolderStanding;
}

export interface ReleaseContractNumber extends Command<'ReleaseContractNumber'> {
  readonly number: string;
  readonly contract: string;
  /** Whether the contract goes by this number: then it keeps it. */
  readonly isInUse: boolean;
}

/**
 * Whose a number is. Reserving comes before recording; a reservation whose contract never came is taken over only once that contract was
 * closed for good, so that whoever was slow can't finish later.
 */
export const contractNumberDecider: Decider<ContractNumberState, ReserveContractNumber | ReleaseContractNumber, ContractNumberFact> = {
  initialState: () => ({ holder: null }),
  evolve: (_, fact) => ({ holder: fact.type === 'ContractNumberReserved' ? fact.data.contract : null }),
  decide({ holder }, command) {
    const { number, contract, on: businessDate } = command;
    if (command.type === 'ReleaseContractNumber') {
      return holder === contract && !command.isInUse ? [{ type: 'ContractNumberReleased', businessDate, data: { number, contract } }] : [];
    }
    if (holder === contract) return [];
    const no = notInFuture(command);
    if (no) return no;
    if (holder !== null && command.holderStanding !== 'abandoned') {
      const isRecorded = command.holderStanding === 'recorded';
      return isRecorded
        ? refuse('CONTRACTS.NUMBER.TAKEN', `${number} is the contract ${holder}`, { field: '/number' })
        : refuse('CONTRACTS.NUMBER.PENDING', `${number} is being recorded as ${holder}`, { field: '/number' });
    }
    return [{ type: 'ContractNumberReserved', businessDate, data: { number, contract, after: holder } }];
  },
};
