import { datesInOrder, type Decision, isRefusal } from '@zongheng/kernel';
import { amountOf, type OpportunityFact } from '@zongheng/sales-events';
import { refuse } from '../refusals.ts';
import { closingStage, openStage, rankOf } from '../stage-order.ts';
import type { AdvanceOpportunity, LoseOpportunity, MoveOpportunityBack, ReopenOpportunity, WinOpportunity } from './commands.ts';
import { full, notChangeable, notClosable } from './guards.ts';
import { cellIn, into } from './stage-change.ts';
import { type Deal, movementsMax } from './state.ts';
import { revalued } from './value.ts';
import { wayTo } from './way.ts';

export function advance(deal: Deal, command: AdvanceOpportunity): Decision<OpportunityFact> {
  const { pipeline, to, on, reason } = command;
  const { cell } = deal;
  if (cell.status === 'open' && cell.stage === to) return [];
  const no = notChangeable(deal, command);
  if (no) return no;
  const target = openStage(pipeline, to, '/to');
  if (isRefusal(target)) return target;
  if (rankOf(pipeline, to) < rankOf(pipeline, cell.stage)) {
    return refuse('SALES.OPPORTUNITY.STAGE_NOT_LATER', `it stands in ${cell.stage}, and ${to} comes before`, { field: '/to' });
  }
  const skipped = wayTo(deal, target, command);
  if (isRefusal(skipped)) return skipped;
  const data = { ...into(deal, cellIn(cell, target, on), pipeline), skipped, reason };
  return [{ type: 'OpportunityAdvanced', businessDate: on, data }];
}

export function moveBack(deal: Deal, command: MoveOpportunityBack): Decision<OpportunityFact> {
  const { pipeline, to, on, reason } = command;
  const { cell } = deal;
  if (cell.status === 'open' && cell.stage === to) return [];
  const no = notChangeable(deal, command);
  if (no) return no;
  const target = openStage(pipeline, to, '/to');
  if (isRefusal(target)) return target;
  if (rankOf(pipeline, to) >= rankOf(pipeline, cell.stage)) {
    return refuse('SALES.OPPORTUNITY.STAGE_NOT_EARLIER', `it stands in ${cell.stage}, and ${to} does not come before`, { field: '/to' });
  }
  const data = { ...into(deal, cellIn(cell, target, on), pipeline), reason };
  return [{ type: 'OpportunityMovedBack', businessDate: on, data }];
}

/** Won needs an amount and an identified customer, and leaves open stages as an advance does. */
export function win(deal: Deal, command: WinOpportunity): Decision<OpportunityFact> {
  const { pipeline, on, value, reason, customerIdentified } = command;
  if (deal.cell.status === 'won' && deal.cell.since === on) return [];
  const no = notClosable(deal, command);
  if (no) return no;
  const stage = closingStage(pipeline, 'won');
  if (isRefusal(stage)) return stage;
  const valued = revalued(deal, on, value, reason);
  if (isRefusal(valued)) return valued;
  if (amountOf(valued.deal.cell) === 0) return refuse('SALES.OPPORTUNITY.AMOUNT_MISSING', 'its lines sum to zero');
  if (!customerIdentified) return refuse('SALES.OPPORTUNITY.CUSTOMER_UNIDENTIFIED', `the customer ${deal.cell.customer} is a prospect`);
  const skipped = wayTo(valued.deal, stage, command);
  if (isRefusal(skipped)) return skipped;
  const data = { ...into(valued.deal, cellIn(valued.deal.cell, stage, on), pipeline), reason };
  return [...valued.facts, { type: 'OpportunityWon', businessDate: on, data }];
}

/** A deal can be lost from anywhere: nothing need be known but why. */
export function lose(deal: Deal, command: LoseOpportunity): Decision<OpportunityFact> {
  const { pipeline, on, reason, competitor, note } = command;
  const { cell } = deal;
  if (cell.status === 'lost' && cell.since === on && cell.reason === reason && cell.competitor === competitor) return [];
  const no = notClosable(deal, command);
  if (no) return no;
  const stage = closingStage(pipeline, 'lost');
  if (isRefusal(stage)) return stage;
  const data = { ...into(deal, { ...cellIn(cell, stage, on), reason, competitor }, pipeline), note };
  return [{ type: 'OpportunityLost', businessDate: on, data }];
}

export function reopen(deal: Deal, command: ReopenOpportunity): Decision<OpportunityFact> {
  const { pipeline, to, on, reason } = command;
  const { cell, state } = deal;
  if (cell.status === 'open') return refuse('SALES.OPPORTUNITY.NOT_CLOSED', `it stands in ${cell.stage} since ${cell.since}`);
  const no = datesInOrder(command, state.last) ?? full(deal, movementsMax);
  if (no) return no;
  const target = openStage(pipeline, to, '/to');
  if (isRefusal(target)) return target;
  const data = { ...into(deal, cellIn(cell, target, on), pipeline), reason };
  return [{ type: 'OpportunityReopened', businessDate: on, data }];
}
