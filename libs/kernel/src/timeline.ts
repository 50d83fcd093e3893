import type { BusinessDate } from './calendar.ts';
import type { RecordedEvent } from './event.ts';

/** Something that counts from a business date on, recorded at a position. */
export interface Dated {
  readonly date: BusinessDate;
  readonly position: number;
}

/** Entries in the order in which they came to count: by date, and on one date as they were recorded. Never changed in place. */
export type Timeline<Entry extends Dated> = readonly Entry[];

/** A moment on both clocks: what was true on a date, as far as it was known at a position of the log. Null: without that bound. */
export interface Moment {
  readonly asOf: BusinessDate | null;
  readonly upTo: number | null;
}

/** Now, as far as it is known now. */
export const latest: Moment = { asOf: null, upTo: null };

/**
 * What others look things up in, held in memory: a pure fold of some events, and what it answers as of a moment on both clocks. The events
 * may come in any order and more than once. An answer holds for its moment; keep it for as many questions as concern that.
 */
export interface MomentFold<State, E extends RecordedEvent, Answer> {
  readonly handles: readonly E['type'][];
  initialState(): State;
  evolve(state: State, event: E): State;
  asOf(state: State, moment: Moment): Answer;
}

/** The timeline with an entry more, put where it counts; one whose position is there on that date already is not put in twice. */
export function withEntry<Entry extends Dated>(timeline: Timeline<Entry>, entry: Entry): Timeline<Entry> {
  let at = timeline.length;
  for (let before = timeline[at - 1]; before && comesAfter(before, entry); before = timeline[at - 1]) at -= 1;
  const before = timeline[at - 1];
  if (before?.position === entry.position && before.date === entry.date) return timeline;
  return [...timeline.slice(0, at), entry, ...timeline.slice(at)];
}

/** Whether an entry was known at a moment, its date apart. */
export function isKnown(entry: Dated, moment: Moment): boolean {
  return moment.upTo === null || entry.position <= moment.upTo;
}

/** Whether an entry counted by the date of a moment. */
export function isInForce(entry: Dated, moment: Moment): boolean {
  return moment.asOf === null || entry.date <= moment.asOf;
}

function comesAfter(one: Dated, other: Dated): boolean {
  return one.date === other.date ? one.position > other.position : one.date > other.date;
}
