import type { BusinessDate, Instant } from './calendar.ts';
import { later } from './calendar.ts';
import type { Fact } from './event.ts';
import { isRefusal, type Refusal, refusing, type RefusalTable } from './refusal.ts';

/** What every command brings along, because the pure rooms have no clock: the date it counts for, today's date, the instant, who. */
export interface CommandContext {
  /** The business date of what the command records. */
  readonly on: BusinessDate;
  /** Today in the installation's time zone. */
  readonly today: BusinessDate;
  readonly now: Instant;
  readonly actor: string;
}

/** A command as a decider sees it. */
export interface Command<Type extends string = string> extends CommandContext {
  readonly type: Type;
}

/** What was decided: the facts to record (none: nothing to do, it is so already), or why not. */
export type Decision<F extends Fact = Fact> = readonly F[] | Refusal;

/** The whole of an aggregate: pure, in this order. */
export interface Decider<State, C extends Command, F extends Fact> {
  /** Raised with every change of the state's shape, or of what a fact makes of it: no snapshot of another one is read (1). */
  readonly stateVersion?: number;
  initialState(): State;
  evolve(state: State, fact: F): State;
  decide(state: State, command: C): Decision<F>;
}

/** Any pure fold of facts: what a decider is without `decide`. */
export interface Fold<State, F extends Fact> {
  initialState(): State;
  evolve(state: State, fact: F): State;
}

/** The state after some facts. */
export function foldOf<State, F extends Fact>(fold: Fold<State, F>, facts: Iterable<F>, from: State = fold.initialState()): State {
  let state = from;
  for (const fact of facts) state = fold.evolve(state, fact);
  return state;
}

/** The refusals that every context shares: about dates, and about what is not there or there already. */
export const kernelRefusals = {
  'DATE.IN_FUTURE': {
    kind: 'invalid',
    title: { zh: '日期在将来', en: 'Date in the future' },
    remedy: 'give a date that is today or earlier',
  },
  'DATE.BEFORE_LAST': {
    kind: 'conflict',
    title: { zh: '日期早于上一事实', en: 'Date before the last fact' },
    remedy: 'give the earliest date possible or a later one, or record a correction',
  },
} as const satisfies RefusalTable;

const refuse = refusing(kernelRefusals);

/** Refuses a fact dated after today. Null where the date is fine. */
export function notInFuture(command: CommandContext): Refusal | null {
  return command.on > command.today
    ? refuse('DATE.IN_FUTURE', `the date is ${command.on}, today is ${command.today}`, { field: '/on' })
    : null;
}

/** In one lifecycle dates do not run backwards. Null where the date is fine. */
export function notBefore(command: CommandContext, last: BusinessDate): Refusal | null {
  if (command.on >= last) return null;
  return refuse('DATE.BEFORE_LAST', `the date is ${command.on}, the last fact is of ${last}: the earliest date possible is ${last}`, {
    field: '/on',
  });
}

/** What every fact of a lifecycle must keep: it is not dated in the future, and not before the last one. Null where the date is fine. */
export function datesInOrder(command: CommandContext, last: BusinessDate): Refusal | null {
  return notInFuture(command) ?? notBefore(command, last);
}

/** The date of a fact that a policy records: the later of the date it takes effect and the stream's last. */
export function effectiveFrom(effective: BusinessDate, last: BusinessDate): BusinessDate {
  return later(effective, last);
}

/** The first refusal among checks, or null: `const no = firstRefusal(unitIsKnown(command), datesInOrder(command, last))`. */
export function firstRefusal(...checks: readonly (Refusal | null)[]): Refusal | null {
  return checks.find((check) => check !== null) ?? null;
}

/** The facts of a decision known not to be a refusal. @throws Error with the code where it is one. */
export function factsOf<F extends Fact>(decision: Decision<F>): readonly F[] {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.code}: ${decision.found}`);
  return decision;
}
