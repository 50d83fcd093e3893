import type { Fold } from './decider.ts';
import type { Fact } from './event.ts';

/** A kind of stream as those see it who only look at it: folded into what they need to know. */
export interface ReferenceDefinition<State = unknown, F extends Fact = Fact> {
  /** The category of the streams: `customer` for `customer-<id>`. */
  readonly category: string;
  readonly fold: Fold<State, F>;
}

/** Where others’ streams are looked at while something is decided: folded, or null where there is no such stream. */
export interface ReferenceReader {
  load<State>(definition: ReferenceDefinition<State>, id: string): Promise<{ readonly state: State } | null>;
}

/**
 * Declares how others look at a context’s streams: by a fold over its facts, never by its decider. It stands beside the events it reads.
 * @throws Error for a category with a dash: the dash parts it from the id.
 */
export function reference<State, F extends Fact>(definition: ReferenceDefinition<State, F>): ReferenceDefinition<State, F> {
  requireCategory(definition.category);
  return definition;
}

/** @throws Error where a text is no category of streams. */
export function requireCategory(category: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(category)) throw new Error(`not a category of streams: ${category} (letters and digits, no dash)`);
}
