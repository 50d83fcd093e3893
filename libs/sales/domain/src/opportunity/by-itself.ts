import { type BusinessDate, isRefusal } from '@zongheng/kernel';
import { amountOf, type OpportunityFact, type Stage } from '@zongheng/sales-events';
import type { PipelineFacts } from '../facts.ts';
import { rankOf } from '../stage-order.ts';
import { cellIn, into } from './stage-change.ts';
import { type Deal, dealOf, evolve, type OpportunityState } from './state.ts';
import { wayTo } from './way.ts';

interface Known {
  readonly on: BusinessDate;
  readonly pipeline: PipelineFacts;
  readonly customerIdentified: boolean;
}

/**
 * The facts, and after them the stages the deal goes on to by itself now that more is known of it: that of registration once it has an
 * amount, that of assignment once it is assigned. Only ever to the next stage: nothing is skipped in silence.
 */
export function andByItself(state: OpportunityState, facts: readonly OpportunityFact[], known: Known): OpportunityFact[] {
  const all = [...facts];
  let current = facts.reduce(evolve, state);
  for (let steps = 0; steps < known.pipeline.stages.length; steps += 1) {
    const deal = dealOf(current);
    const next = deal && nextByItself(deal, known);
    if (!next) break;
    const change = into(deal, cellIn(deal.cell, next, known.on), known.pipeline);
    const fact: OpportunityFact = { type: 'OpportunityAdvanced', businessDate: known.on, data: { ...change, skipped: [], reason: null } };
    all.push(fact);
    current = evolve(current, fact);
  }
  return all;
}

function nextByItself(deal: Deal, { pipeline, customerIdentified }: Known): Stage | null {
  if (deal.cell.status !== 'open') return null;
  const next = pipeline.stages[rankOf(pipeline, deal.cell.stage) + 1];
  if (!next?.entry) return null;
  const happened = next.entry === 'registration' ? amountOf(deal.cell) > 0 : next.entry === 'assignment' && deal.state.assigned;
  const way = happened && wayTo(deal, next, { pipeline, customerIdentified, reason: null });
  return way && !isRefusal(way) ? next : null;
}
