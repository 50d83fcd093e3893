import { withAttributes } from '@zongheng/kernel';
import type { Movement, OpportunityFact } from '@zongheng/sales-events';
import { entryIn, movementsIn, passagesAfter } from './history.ts';
import { sameJson } from './same-json.ts';
import type { HistoryEntry, OpportunityState, Passage } from './state.ts';

const none: readonly string[] = [];

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
