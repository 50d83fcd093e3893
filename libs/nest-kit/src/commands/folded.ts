import type { RecordedEvent } from '@zongheng/kernel';
import type { AggregateDefinition } from './aggregate.ts';
import { Echoes } from './echoes.ts';

/** An aggregate folded up to a revision. A value, every fold makes a new one; only the echoes are one growing thing of its lane. */
export interface Folded<State = unknown> {
  readonly state: State;
  /** -1 where the stream has no events. */
  readonly revision: number;
  /** Null until the first event. */
  readonly orderingKey: string | null;
  readonly echoes: Echoes;
  /** The revision of the last snapshot known; -1 where there is none. */
  readonly snapshotRevision: number;
}

export function emptyFold<State>(definition: AggregateDefinition<State>): Folded<State> {
  return { state: definition.decider.initialState(), revision: -1, orderingKey: null, echoes: new Echoes(), snapshotRevision: -1 };
}

/** Folds events read from the store, in order. */
export function foldRecorded<State>(
  definition: AggregateDefinition<State>,
  from: Folded<State>,
  events: readonly RecordedEvent[],
): Folded<State> {
  const last = events.at(-1);
  if (!last) return from;
  let state = from.state;
  for (const event of events) {
    state = definition.decider.evolve(state, event);
    from.echoes.addEvent(event);
  }
  return { ...from, state, revision: last.revision, orderingKey: from.orderingKey ?? last.orderingKey };
}
