import type { Fact, RecordedEvent } from '@zongheng/kernel';
import type { AggregateDefinition } from './aggregate.ts';

/** How many commands a stream remembers by their keys; a retry that comes after so many others is decided anew. */
export const echoesMax = 256;

/** A command that a stream remembers: where its events stand, so that a retry is answered with the same. */
export interface CommandEcho {
  /** `<Type>:<key>`. */
  readonly mark: string;
  readonly hash: string;
  /** The revision of its first event … */
  readonly revision: number;
  /** … and how many there are. */
  readonly count: number;
}

/** An aggregate folded up to a revision. A value: every fold makes a new one. */
export interface Folded<State = unknown> {
  readonly state: State;
  /** -1 where the stream has no events. */
  readonly revision: number;
  /** Null until the first event. */
  readonly orderingKey: string | null;
  readonly echoes: readonly CommandEcho[];
  /** The revision of the last snapshot known; -1 where there is none. */
  readonly snapshotRevision: number;
}

export function emptyFold<State>(definition: AggregateDefinition<State>): Folded<State> {
  return { state: definition.decider.initialState(), revision: -1, orderingKey: null, echoes: [], snapshotRevision: -1 };
}

/** Folds events read from the store, in order. */
export function foldRecorded<State>(
  definition: AggregateDefinition<State>,
  from: Folded<State>,
  events: readonly RecordedEvent[],
): Folded<State> {
  const last = events.at(-1);
  if (!last) return from;
  const echoes = [...from.echoes];
  let state = from.state;
  for (const event of events) {
    state = definition.decider.evolve(state, event);
    addEcho(echoes, event);
  }
  const orderingKey = from.orderingKey ?? last.orderingKey;
  return { ...from, state, echoes: echoes.slice(-echoesMax), revision: last.revision, orderingKey };
}

/** Folds the facts of a command that is being appended. */
export function foldDecided<State>(
  from: Folded<State>,
  state: State,
  orderingKey: string,
  facts: readonly Fact[],
  echo: CommandEcho,
): Folded<State> {
  return {
    state,
    revision: from.revision + facts.length,
    orderingKey,
    echoes: remembered(from.echoes, echo),
    snapshotRevision: from.snapshotRevision,
  };
}

/** The command that a stream remembers under a mark. Looked for from the newest: retries follow soon. */
export function echoOf(folded: Folded, mark: string): CommandEcho | null {
  for (let index = folded.echoes.length - 1; index >= 0; index -= 1) {
    const echo = folded.echoes[index];
    if (echo?.mark === mark) return echo;
  }
  return null;
}

/** All events of one command stand together: the next one of the same mark belongs to the echo before it. */
function addEcho(echoes: CommandEcho[], event: RecordedEvent): void {
  if (!event.command) return;
  const { key: mark, hash } = event.command;
  const last = echoes.at(-1);
  if (last?.mark === mark && last.revision + last.count === event.revision) {
    echoes[echoes.length - 1] = { ...last, count: last.count + 1 };
  } else {
    echoes.push({ mark, hash, revision: event.revision, count: 1 });
  }
}

function remembered(echoes: readonly CommandEcho[], echo: CommandEcho): readonly CommandEcho[] {
  return echoes.length < echoesMax ? [...echoes, echo] : [...echoes.slice(1 - echoesMax), echo];
}
