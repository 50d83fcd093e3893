import type { BusinessDate, Instant } from './calendar.ts';
import type { Label } from './label.ts';
import type { Static, TSchema } from './schema.ts';

/** What a decider decides and what every fold reads: a past-tense fact with the calendar date it counts for. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
  readonly businessDate: BusinessDate;
  /** The instant it happened, where known; `businessDate` is what it counts for. */
  readonly occurredAt?: Instant;
}

/** The command that recorded an event: its idempotency key and the hash of its body, by which a retry is recognised. */
export interface CommandMark {
  readonly key: string;
  readonly hash: string;
}

/** What the writer adds to a fact before it is appended. */
export interface NewEvent<Type extends string = string, Data = unknown> extends Fact<Type, Data> {
  readonly id: string;
  readonly schemaVersion: number;
  /** Set by the stream's first event for ever: its customer's id, or its own. Decides the shard. */
  readonly orderingKey: string;
  readonly customerId?: string;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly command?: CommandMark;
  /** The trace in which it came about, as W3C's `traceparent`: for those who look where time goes, and for no fold. */
  readonly traceparent?: string;
}

/** An event as the log holds it. */
export interface RecordedEvent<Type extends string = string, Data = unknown> extends NewEvent<Type, Data> {
  readonly stream: string;
  /** 0 for a stream's first event, then without gaps. */
  readonly revision: number;
  /** The global order: rises along the log, with gaps allowed; the first is above 0. */
  readonly position: number;
  /** When we learned it; never runs backwards along positions. */
  readonly recordedAt: Instant;
}

/** Turns the data of one version into that of the next. */
export type Upcaster = (data: never) => unknown;

/** The one place that says what an event is. TypeScript's type, the JSON Schema and the documentation come from it. */
export interface EventDefinition<Type extends string = string, Data extends TSchema = TSchema> {
  readonly type: Type;
  /** The current schema version; golden files of the older ones are replayed through `upcasters`. */
  readonly version: number;
  /** The category of the streams that own it (`opportunity` owns `opportunity-…`): no other stream may record it. */
  readonly stream: string;
  readonly meaning: Label;
  /** Whether it puts right what was recorded wrongly: what it adds to a figure is a correction then, and nothing new. */
  readonly isCorrection?: boolean;
  readonly data: Data;
  /** By the version it starts from: `{ 1: v1 → v2 }`. */
  readonly upcasters?: Readonly<Record<number, Upcaster>>;
}

/** Declares an event. Renaming `type` is a change of the storage format: never do it casually. */
export function defineEvent<const Type extends string, Data extends TSchema>(
  definition: EventDefinition<Type, Data>,
): EventDefinition<Type, Data> {
  return definition;
}

/** The fact of a definition (or of a union of definitions). */
export type FactOf<Definition> = Definition extends EventDefinition<infer Type, infer Data> ? Fact<Type, Static<Data>> : never;

/** The recorded event of a definition (or of a union of definitions). */
export type RecordedOf<Definition> = Definition extends EventDefinition<infer Type, infer Data> ? RecordedEvent<Type, Static<Data>> : never;

/** The category of a stream name: `opportunity` of `opportunity-7f…`. */
export function categoryOf(stream: string): string {
  const dash = stream.indexOf('-');
  return dash < 0 ? stream : stream.slice(0, dash);
}

/** The name of a stream: `streamOf('opportunity', id)`. A category has no dash. */
export function streamOf(category: string, id: string): string {
  return `${category}-${id}`;
}

/** The id behind the category. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
