import { datesInOrder, type Decision, effectiveFrom, notInFuture } from '@zongheng/kernel';
import {
  type CheckLine,
  isAdditive,
  isMetric,
  metrics,
  nextPeriod,
  periodEnd,
  type PlanFact,
  planIdOf,
  planNameOf,
  type Shortfall,
} from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import type { ClosePlan, ReceiveCarryOver, RollForward } from './commands.ts';
import { drafted } from './drafting.ts';
import type { ActionState, DraftedPlan, PlanState } from './state.ts';

/** Closes a plan with what its last check saw, which must be of its last day. */
export function closePlan(plan: DraftedPlan, command: ClosePlan): Decision<PlanFact> {
  if (plan.status === 'closed') return [];
  const no = datesInOrder(command, plan.last);
  if (no) return no;
  const last = periodEnd(plan.of.period);
  if (plan.seen === null || plan.seen.asOf < last) {
    const found = plan.seen === null ? 'it was never checked' : `its last check is as of ${plan.seen.asOf}, its last day is ${last}`;
    return refuse('PLANNING.PLAN.NOT_CHECKED', found);
  }
  const { lines } = plan.seen;
  const open = plan.actions.filter(goesOn).map(({ action }) => action);
  const data = { of: plan.of, check: plan.checks, lines, shortfall: shortfallOf(lines), open, note: command.note };
  return [{ type: 'PlanClosed', businessDate: command.on, data }];
}

/** What was not brought: plan less actual, of what is measured, adds up, and is the better the more there is. */
function shortfallOf(lines: readonly CheckLine[]): Shortfall[] {
  return lines.flatMap(({ aim, plan, actual }) => {
    if (actual === null || actual >= plan || !isMetric(aim.metric) || !isAdditive(aim.metric)) return [];
    return metrics[aim.metric].better === 'more' ? [{ aim, amount: plan - actual }] : [];
  });
}

/** Says what goes into the plan of the next period: every open action and correction, and the shortfall. */
export function rollForward(plan: DraftedPlan, command: RollForward): Decision<PlanFact> {
  if (plan.rolledInto !== null) return [];
  if (plan.status !== 'closed') return refuse('PLANNING.PLAN.NOT_CLOSED', `it is ${plan.status}`);
  const no = datesInOrder(command, plan.last);
  if (no) return no;
  const period = nextPeriod(plan.of.period);
  const into = planIdOf({ ...planNameOf(plan.of), period });
  if (command.nextClosed) return refuse('PLANNING.PLAN.NEXT_CLOSED', `${into} is closed`);
  const actions = plan.actions.filter(goesOn).map(({ action, terms, progress, blocked }) => ({ action, terms, progress, blocked }));
  const corrections = plan.corrections.filter(({ settled }) => settled === null).map(({ terms }) => terms);
  const data = { of: plan.of, into, period, actions, corrections, shortfall: [...plan.shortfall] };
  return [{ type: 'PlanRolledForward', businessDate: command.on, data }];
}

/** Takes over what the plan before left open, once; what has a name that is taken here gets another. */
export function receiveCarryOver(plan: PlanState, command: ReceiveCarryOver): Decision<PlanFact> {
  const { from, shortfall } = command;
  if (plan.received.includes(from)) return [];
  const businessDate = effectiveFrom(command.on, plan.last);
  const no = notInFuture(command);
  if (no) return no;
  if (plan.status === 'closed') return refuse('PLANNING.PLAN.CLOSED', `it was closed on ${plan.last} at the latest`);
  const actionNames = namesFor(
    command.actions.map(({ action }) => action),
    plan.actions.map(({ action }) => action),
  );
  const correctionNames = namesFor(
    command.corrections.map(({ correction }) => correction),
    plan.corrections.map(({ terms }) => terms.correction),
  );
  const nameOf = (names: ReadonlyMap<string, string>, name: string): string => names.get(name) ?? name;
  const actions = command.actions.map((each) => ({ ...each, action: nameOf(actionNames, each.action), origin: each.action }));
  const corrections = command.corrections.map((each) => ({
    ...each,
    correction: nameOf(correctionNames, each.correction),
    // An action that is over did not come along: the correction goes on without it.
    action: each.action === null ? null : (actionNames.get(each.action) ?? null),
    origin: each.correction,
  }));
  const drafts = plan.of === null ? [drafted(command.of, businessDate, 'carry-over', from)] : [];
  const data = { of: plan.of ?? command.of, from, actions, corrections, shortfall: [...shortfall] };
  return [...drafts, { type: 'CarryOverReceived', businessDate, data }];
}

/** A name for each that comes: its own where it is free, else the next free one that begins with it. */
function namesFor(coming: readonly string[], there: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(there);
  const names = new Map<string, string>();
  for (const name of coming) {
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name.slice(0, 90)}.${count}`;
    taken.add(free);
    names.set(name, free);
  }
  return names;
}

function goesOn({ status }: ActionState): boolean {
  return status === 'open' || status === 'blocked';
}
