import { type BusinessDate, datesInOrder, type Decision, isRefusal, type Refusal } from '@zongheng/kernel';
import { amountOf, type Cell, type Movement, type OpportunityFact } from '@zongheng/sales-events';
import { ownerGone } from '../facts.ts';
import { faultOfLines, linesOf, sameLines, type Valuation } from '../lines.ts';
import { refuse } from '../refusals.ts';
import type { CorrectOpportunity } from './commands.ts';
import { type HistoryEntry, movementsIn } from './history.ts';
import { closeBeforeOpening } from './open.ts';
import { sameJson } from './same-json.ts';
import { redated } from './stage-date.ts';
import { type Deal, movementsReserve } from './state.ts';
import { cellOn, type Repair, repairedSince } from './stretch.ts';
import { full } from './guards.ts';

/** A history as it should have been recorded, and since when it differs from the one that was. */
interface Truth {
  readonly since: BusinessDate;
  readonly history: readonly HistoryEntry[];
}

/** Takes back every movement that was recorded wrongly and states it anew. Nothing to record where the past was so already. */
export function correct(deal: Deal, command: CorrectOpportunity): Decision<OpportunityFact> {
  const no = datesInOrder(command, deal.state.last) ?? full(deal, movementsReserve);
  if (no) return no;
  const truth = truthOf(deal, command);
  if (isRefusal(truth)) return truth;
  const { retracted, stated } = difference(movementsIn(deal.state.history), movementsIn(truth.history));
  if (stated.length === 0) return [];
  const data = { corrects: command.corrects, since: truth.since, reason: command.reason, retracted, stated };
  return [{ type: 'OpportunityCorrected', businessDate: command.on, data }];
}

/** The movements in which two histories differ: what stands alike at the beginning and at the end is left alone. */
function difference(old: readonly Movement[], now: readonly Movement[]): { retracted: Movement[]; stated: Movement[] } {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && sameJson(old[start], now[start])) start += 1;
  let end = 0;
  while (end < shorter - start && sameJson(old[old.length - 1 - end], now[now.length - 1 - end])) end += 1;
  return { retracted: old.slice(start, old.length - end), stated: now.slice(start, now.length - end) };
}

function truthOf(deal: Deal, command: CorrectOpportunity): Truth | Refusal {
  switch (command.corrects) {
    case 'stage-date':
      return otherStageDate(deal, command);
    case 'loss':
      return otherLoss(deal, command);
    default:
      return repaired(deal, command);
  }
}

type Since = Extract<CorrectOpportunity, { since: BusinessDate }>;

function repaired(deal: Deal, command: Since): Truth | Refusal {
  const { since, on } = command;
  if (since < deal.opened || since > on) {
    const found = `it is corrected since ${since}; it was opened on ${deal.opened}, and the correction is of ${on}`;
    return refuse('SALES.OPPORTUNITY.CORRECTION_OUT_OF_RANGE', found, { field: '/since' });
  }
  const no = faultOf(deal, command);
  if (no) return no;
  const history = repairedSince(deal.state.history, since, repairBy(command, cellOn(deal.state.history, since) ?? deal.cell));
  const unpaid = history.some(({ cell }) => cell.status === 'won' && amountOf(cell) === 0);
  return unpaid
    ? refuse('SALES.OPPORTUNITY.AMOUNT_MISSING', 'the deal is won, and the lines sum to zero', { field: '/lines' })
    : { since, history };
}

function faultOf({ state, opened }: Deal, command: Since): Refusal | null {
  switch (command.corrects) {
    case 'lines':
      return faultOfLines(
        command.value.lines,
        command.since,
        state.history.flatMap(({ cell }) => cell.lines),
      );
    case 'owner':
      return ownerGone(command.owner, command.since, '/owner');
    case 'expected-close':
      return closeBeforeOpening(command.expectedClose, opened);
    case 'source':
    case 'region':
    case 'segment':
      return null;
  }
}

/** A region or segment belongs to the customer: the stretch ends where the deal goes to another one. A unit belongs to its owner. */
function repairBy(command: Since, wrong: Cell): Repair {
  switch (command.corrects) {
    case 'lines':
      return repairOfLines(command.value);
    case 'owner': {
      const { id: owner, unit } = command.owner;
      const isUnitAlone = wrong.owner === owner;
      return {
        same: (one, other) => one.owner === other.owner && (!isUnitAlone || one.unit === other.unit),
        put: (cell) => ({ ...cell, owner, unit }),
      };
    }
    case 'expected-close':
      return {
        same: (one, other) => one.expectedClose === other.expectedClose,
        put: (cell) => ({ ...cell, expectedClose: command.expectedClose }),
      };
    case 'source':
      return { same: (one, other) => one.source === other.source, put: (cell) => ({ ...cell, source: command.source }) };
    case 'region':
      return {
        same: (one, other) => one.customer === other.customer && one.region === other.region,
        put: (cell) => ({ ...cell, region: command.region }),
      };
    case 'segment':
      return {
        same: (one, other) => one.customer === other.customer && one.segment === other.segment,
        put: (cell) => ({ ...cell, segment: command.segment }),
      };
  }
}

function repairOfLines({ currency, lines: given }: Valuation): Repair {
  const lines = linesOf(given);
  return {
    same: (one, other) => one.currency === other.currency && sameLines(one.lines, other.lines),
    put: (cell) => ({ ...cell, currency, lines }),
  };
}

function otherStageDate({ state }: Deal, command: Extract<CorrectOpportunity, { corrects: 'stage-date' }>): Truth | Refusal {
  const { stage, recorded, date, on } = command;
  const history = redated(state.history, { stage, recorded, date, latest: on });
  return isRefusal(history) ? history : { since: recorded < date ? recorded : date, history };
}

function otherLoss({ state }: Deal, command: Extract<CorrectOpportunity, { corrects: 'loss' }>): Truth | Refusal {
  const { lossReason, competitor } = command;
  const last = state.history.findLast(({ cell }) => cell.status === 'lost')?.cell;
  if (!last) return refuse('SALES.OPPORTUNITY.NOT_LOST', 'it was never lost');
  const history = state.history.map((entry) =>
    entry.cell.status === 'lost' && entry.cell.since === last.since
      ? { ...entry, cell: { ...entry.cell, reason: lossReason, competitor } }
      : entry,
  );
  return { since: last.since, history };
}
