import { type AttributeValues, type BusinessDate, earliestDate, withAttributes } from '@zongheng/kernel';
import type { Cell, Movement, OpportunityFact } from '@zongheng/sales-events';
import { entryIn, type HistoryEntry, movementsIn, type Passage, passagesAfter } from './history.ts';
import { sameJson } from './same-json.ts';

/** How many movements a deal may have; closing it, what follows from elsewhere, and corrections may use the reserve above. */
export const movementsMax = 1_000;
/** The most that ever stand in a history: what one correction can take back. */
export const movementsReserve = 2_000;

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

/** Raised with every change of the state, or of what a fact makes of it. */
export const stateVersion = 1;

export const unopened: OpportunityState = {
  phase: 'unopened',
  history: [],
  passages: [],
  assigned: false,
  attributes: {},
  assessment: null,
  last: earliestDate,
};

const none: readonly string[] = [];

/** How each fact changes it. */
export function evolve(state: OpportunityState, fact: OpportunityFact): OpportunityState {
  const { businessDate: date } = fact;
  switch (fact.type) {
    case 'OpportunityOpened':
      return entered({ ...state, phase: 'in-books' }, { date, cell: fact.data.to, first: true, reached: none });
    case 'OpportunityAssigned': {
      const after = entered(state, staged(fact));
      return after.assigned ? after : { ...after, assigned: true };
    }
    case 'OpportunityAdvanced':
    case 'OpportunityMovedBack':
    case 'OpportunityReclassified':
    case 'OpportunityWon':
    case 'OpportunityLost':
    case 'OpportunityReopened':
      return entered(state, staged(fact));
    case 'ExpectedCloseChanged':
    case 'OpportunityMovedToCustomer':
    case 'OpportunityRevalued':
      return entered(state, { date, cell: fact.data.to, first: false, reached: none });
    case 'OpportunityAttributesSet':
      return { ...state, attributes: withAttributes(state.attributes, fact.data.set, fact.data.removed), last: date };
    case 'OpportunityAssessed':
      return { ...state, assessment: { on: date, data: fact.data }, last: date };
    case 'OpportunityCorrected':
      return { ...rewritten(state, fact.data.retracted, fact.data.stated), last: date };
    case 'OpportunityVoided':
      return { ...state, phase: 'voided', last: date };
  }
}

type Staged = Extract<OpportunityFact, { data: { from: unknown; first: boolean } }>;

function staged({ businessDate: date, data }: Staged): HistoryEntry {
  return { date, cell: data.to, first: data.first, reached: data.reached.length === 0 ? none : data.reached.map(({ stage }) => stage) };
}

function entered(state: OpportunityState, entry: HistoryEntry): OpportunityState {
  return { ...state, history: [...state.history, entry], passages: passagesAfter(state.passages, entry), last: entry.date };
}

/** The state after a correction: the block of movements taken back stands no more, those stated stand in its place. */
function rewritten(state: OpportunityState, retracted: readonly Movement[], stated: readonly Movement[]): OpportunityState {
  const at = placeOf(movementsIn(state.history), retracted);
  const block = stated.flatMap((movement) => (movement.in ? [entryIn({ ...movement, in: movement.in })] : []));
  const history = [...state.history.slice(0, at), ...block, ...state.history.slice(at + retracted.length)];
  let passages: readonly Passage[] = [];
  for (const entry of history) passages = passagesAfter(passages, entry);
  return { ...state, history, passages };
}

/** Where a block of movements begins; one that takes nothing back is added at the end. */
function placeOf(movements: readonly Movement[], block: readonly Movement[]): number {
  if (block.length === 0) return movements.length;
  for (let at = 0; at + block.length <= movements.length; at += 1) {
    if (block.every((movement, offset) => sameJson(movement, movements[at + offset]))) return at;
  }
  throw new Error('a correction takes back what was never recorded');
}

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
