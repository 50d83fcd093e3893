import { type Command, type Decider, type Fact, type Fold, type ReferenceDefinition, requireCategory } from '@zongheng/kernel';

/** How an aggregate is kept: its streams, its decider, and what the writer must know to stamp its events. */
export interface AggregateDefinition<State = unknown, C extends Command = Command, F extends Fact = Fact> {
  /** The category of its streams: `opportunity` for `opportunity-<id>`. */
  readonly category: string;
  /** Its state is a plain JSON value, so that it can stand in a snapshot. */
  readonly decider: Decider<State, C, F>;
  /** What orders the stream for ever, asked once, of its first fact: its customer's id, or its own. */
  orderingKey(first: F, id: string): string;
  /** The customer an event belongs to, by the state after it; undefined where there is none. */
  customerId?(state: State, id: string): string | undefined;
  readonly snapshot?: SnapshotRule;
}

/** Long streams are not folded from their start each time. A snapshot is read while its decider's `stateVersion` is the same. */
export interface SnapshotRule {
  /** A snapshot is taken after so many events (500). */
  readonly every?: number;
}

/** Declares an aggregate. @throws Error for a category with a dash: the dash parts it from the id. */
export function defineAggregate<State, C extends Command, F extends Fact>(
  definition: AggregateDefinition<State, C, F>,
): AggregateDefinition<State, C, F> {
  requireCategory(definition.category);
  return definition;
}

/** What can be loaded while a command is prepared. */
export type Loadable<State> = ReferenceDefinition<State> | AggregateDefinition<State>;

/** The fold of either. */
export function foldIn<State>(loadable: Loadable<State>): Fold<State, Fact> {
  return 'decider' in loadable ? loadable.decider : loadable.fold;
}
