import { type BusinessDate, type Decision, isRefusal, type Refusal } from '@zongheng/kernel';
import type { OpportunityFact } from '@zongheng/sales-events';
import { faultOfLines, linesOf, sameLines, type Valuation } from '../lines.ts';
import { andByItself } from './by-itself.ts';
import type { RevalueOpportunity } from './commands.ts';
import { notChangeable } from './guards.ts';
import { type Deal, dealOf, evolve } from './state.ts';

export function revalue(deal: Deal, command: RevalueOpportunity): Decision<OpportunityFact> {
  const no = notChangeable(deal, command);
  if (no) return no;
  const valued = revalued(deal, command.on, command.value, command.reason);
  if (isRefusal(valued) || valued.facts.length === 0) return isRefusal(valued) ? valued : [];
  return andByItself(deal.state, valued.facts, command);
}

/** A deal as it is once it is valued anew, and the fact that says so; none where it is worth that already, or nothing is given. */
export interface Valued {
  readonly deal: Deal;
  readonly facts: readonly OpportunityFact[];
}

/** Values a deal, or refuses the lines. */
export function revalued(deal: Deal, on: BusinessDate, value: Valuation | null, reason: string | null): Valued | Refusal {
  if (value === null) return { deal, facts: [] };
  const { cell, opened } = deal;
  const no = faultOfLines(value.lines, on, cell.lines);
  if (no) return no;
  const lines = linesOf(value.lines);
  if (cell.currency === value.currency && sameLines(cell.lines, lines)) return { deal, facts: [] };
  const data = { from: cell, to: { ...cell, currency: value.currency, lines }, opened, reason };
  const fact: OpportunityFact = { type: 'OpportunityRevalued', businessDate: on, data };
  return { deal: dealOf(evolve(deal.state, fact)) ?? deal, facts: [fact] };
}
