import { type AttributeValues, type BusinessDate, earliestDate } from '@zongheng/kernel';
import type { Cell, OpportunityFact, Reached } from '@zongheng/sales-events';

/** How many movements a deal may have; closing it, what follows from elsewhere, and corrections may use the reserve above. */
export const movementsMax = 1_000;
/** The most that ever stand in a history: what one correction can take back. */
export const movementsReserve = 2_000;

/**
 * One movement of a deal as it counts today, corrections included: on this date it came to stand in this cell. What it left is the cell of
 * the entry before it.
 */
export interface HistoryEntry {
  readonly date: BusinessDate;
  readonly cell: Cell;
  /** Whether it entered the cell's stage for the first time. */
  readonly first: boolean;
  /** Stages it had entered before and went beyond with this movement, for the first time. */
  readonly reached: readonly string[];
}

/** A stage that the deal has entered: how it first did, and whether it has gone beyond since. */
export interface Passage {
  readonly entry: Reached;
  readonly beyond: boolean;
}

type Assessed = Extract<OpportunityFact, { type: 'OpportunityAssessed' }>;
export interface Assessment {
  readonly on: BusinessDate;
  readonly data: Assessed['data'];
}

/** An opportunity as its stream tells it: plain JSON. */
export interface OpportunityState {
  readonly phase: 'unopened' | 'in-books' | 'voided';
  /** Every movement that counts, oldest first. */
  readonly history: readonly HistoryEntry[];
  readonly passages: readonly Passage[];
  /** Whether it was given to its owner by an assignment, and not by its opening alone. */
  readonly assigned: boolean;
  readonly attributes: AttributeValues;
  readonly assessment: Assessment | null;
  /** The business date of the last fact. */
  readonly last: BusinessDate;
}

export const unopened: OpportunityState = {
  phase: 'unopened',
  history: [],
  passages: [],
  assigned: false,
  attributes: {},
  assessment: null,
  last: earliestDate,
};

/** A deal that stands in the books: its state, the cell it is in now and the date it was opened. */
export interface Deal {
  readonly state: OpportunityState;
  readonly cell: Cell;
  readonly opened: BusinessDate;
}

/** The deal of a state; null before it is opened. */
export function dealOf(state: OpportunityState): Deal | null {
  const opening = state.history[0];
  const now = state.history[state.history.length - 1];
  return opening && now ? { state, cell: now.cell, opened: opening.date } : null;
}

/** The cell an opportunity stands in (or stood in when it was voided); null before it is opened. */
export function cellOf(state: OpportunityState): Cell | null {
  return state.history[state.history.length - 1]?.cell ?? null;
}
