import { type BusinessDate, earliestDate } from '@zongheng/kernel';
import type { Cell, Movement, Standing } from '@zongheng/contracts-events';

/** How many movements a contract may have; ending it, what follows from elsewhere, and corrections may use the reserve above. */
export const movementsMax = 200;
/** The most that ever stand in a history: what one correction can take back. */
export const movementsReserve = 400;

/** A contract as its stream tells it: plain JSON. */
export interface ContractState {
  readonly phase: 'unknown' | 'draft' | 'signed' | 'voided' | 'abandoned';
  readonly number: string;
  readonly title: string;
  /** How it stands; null before it is drafted or signed. */
  readonly standing: Standing | null;
  /** What a draft proposes; null once it is signed, and where there was none. */
  readonly proposed: Cell | null;
  /** Every movement that counts, oldest first, corrections included. */
  readonly history: readonly Movement[];
  /** The business date of the last fact. */
  readonly last: BusinessDate;
}

export const unknownContract: ContractState = {
  phase: 'unknown',
  number: '',
  title: '',
  standing: null,
  proposed: null,
  history: [],
  last: earliestDate,
};

/** A contract that is drafted or signed, and how it stands. */
export interface StandingContract {
  readonly state: ContractState;
  readonly standing: Standing;
}
