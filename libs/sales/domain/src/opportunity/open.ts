import { type BusinessDate, datesInOrder, type Decision, isRefusal, type Refusal } from '@zongheng/kernel';
import { amountOf, type Cell, type OpportunityFact, type Stage } from '@zongheng/sales-events';
import { ownerGone } from '../facts.ts';
import { faultOfLines, linesOf } from '../lines.ts';
import { refuse } from '../refusals.ts';
import { firstStage, rankOf, stageEnteredBy } from '../stage-order.ts';
import { andByItself } from './by-itself.ts';
import type { OpenOpportunity, RegisterOpportunity } from './commands.ts';
import { notChangeable } from './guards.ts';
import { cellIn, into } from './stage-change.ts';
import { type Deal, dealOf, type OpportunityState } from './state.ts';
import { revalued } from './value.ts';
import { missing, wayTo } from './way.ts';

export function open(state: OpportunityState, command: OpenOpportunity): Decision<OpportunityFact> {
  const there = dealOf(state);
  if (there) return refuse('SALES.OPPORTUNITY.EXISTS', `it was opened on ${there.opened}`);
  const { on, title, reference, note, pipeline, customer } = command;
  const stage = firstStage(pipeline);
  if (isRefusal(stage)) return stage;
  const no = faultOfOpening(state, command);
  if (no) return no;
  const data = { title, to: openingCell(stage, command), first: true as const, reference, note };
  const known = { on, pipeline, customerIdentified: customer.identified };
  return andByItself(state, [{ type: 'OpportunityOpened', businessDate: on, data }], known);
}

function faultOfOpening(state: OpportunityState, command: OpenOpportunity): Refusal | null {
  return (
    datesInOrder(command, state.last) ??
    ownerGone(command.owner, command.on, '/owner') ??
    faultOfLines(command.value.lines, command.on) ??
    closeBeforeOpening(command.expectedClose, command.on)
  );
}

function openingCell(stage: Stage, { pipeline, on, customer, owner, source, expectedClose, value }: OpenOpportunity): Cell {
  return {
    pipeline: pipeline.id,
    stage: stage.stage,
    status: stage.status,
    since: on,
    customer: customer.id,
    owner: owner.id,
    unit: owner.unit,
    region: customer.region,
    segment: customer.segment,
    source,
    expectedClose,
    currency: value.currency,
    lines: linesOf(value.lines),
    reason: null,
    competitor: null,
  };
}

/** Refuses a deal that is expected to close before it was opened. Null where it is not. */
export function closeBeforeOpening(expectedClose: BusinessDate | null, opened: BusinessDate): Refusal | null {
  if (expectedClose === null || expectedClose >= opened) return null;
  const found = `it is expected to close on ${expectedClose}, and was opened on ${opened}`;
  return refuse('SALES.OPPORTUNITY.CLOSE_BEFORE_OPENING', found, { field: '/expectedClose' });
}

/** Registration is the way to its stage with an amount in hand; a deal that is there or beyond is registered. */
export function register(deal: Deal, command: RegisterOpportunity): Decision<OpportunityFact> {
  const { on, pipeline, value } = command;
  const stage = stageEnteredBy(pipeline, 'registration');
  if (!stage) return refuse('SALES.OPPORTUNITY.NO_REGISTRATION', `the pipeline ${pipeline.id} has no stage of registration`);
  if (deal.cell.status === 'open' && rankOf(pipeline, deal.cell.stage) >= rankOf(pipeline, stage.stage)) return [];
  const no = notChangeable(deal, command);
  if (no) return no;
  const valued = revalued(deal, on, value, null);
  if (isRefusal(valued)) return valued;
  const skipped = wayTo(valued.deal, stage, command);
  if (isRefusal(skipped)) return skipped;
  if (amountOf(valued.deal.cell) === 0) return missing(deal.cell.stage, 'amount');
  const data = { ...into(valued.deal, cellIn(valued.deal.cell, stage, on), pipeline), skipped, reason: command.reason };
  return andByItself(deal.state, [...valued.facts, { type: 'OpportunityAdvanced', businessDate: on, data }], command);
}
