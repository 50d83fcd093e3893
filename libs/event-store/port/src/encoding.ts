import { jsonText, type NewEvent } from '@zongheng/kernel';
import { StoreError } from './errors.ts';
import type { ExpectedRevision } from './event-store.ts';

/** An event's data and metadata may be so large together, as JSON in UTF-8. */
export const eventBytesMax = 1_048_576;
/** An append may hold so many events. */
export const appendEventsMax = 10_000;
/** The name of a stream or a type, and an ordering key, may have so many UTF-16 code units. */
export const nameLengthMax = 256;

/** An event as a store keeps it: two JSON texts beside the columns that reads filter and order by. */
export interface EncodedEvent {
  readonly type: string;
  readonly meta: string;
  readonly data: string;
}

/** What of an event stands in its metadata: all but data, type, ordering key and what the log adds. */
export type EventMeta = Omit<NewEvent, 'type' | 'data' | 'orderingKey'>;

/**
 * The events of one append as JSON, when they can be recorded at all.
 * @throws StoreError STORE.INVALID | STORE.TOO_LARGE
 */
export function encodeAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): EncodedEvent[] {
  checkName('stream', stream);
  if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new StoreError('STORE.INVALID', `${stream}: the expected revision ${expected}`, "say 'no-stream', or the revision read");
  }
  const first = events[0];
  if (first === undefined) throw new StoreError('STORE.INVALID', `${stream}: an append without events`, 'append at least one');
  if (events.length > appendEventsMax) {
    throw new StoreError(
      'STORE.TOO_LARGE',
      `${stream}: ${events.length} events in one append`,
      `append at most ${appendEventsMax} at once`,
    );
  }
  checkName('ordering key', first.orderingKey);
  return events.map((event) => {
    if (event.orderingKey !== first.orderingKey) throw foreignOrderingKey(stream, event.orderingKey, first.orderingKey);
    return encodeEvent(stream, event);
  });
}

/** A stream keeps the ordering key of its first event for ever. */
export function foreignOrderingKey(stream: string, given: string, fixed: string): StoreError {
  return new StoreError(
    'STORE.INVALID',
    `${stream}: the ordering key ${given} was given, the stream's is ${fixed}`,
    "a stream keeps its first event's",
  );
}

function encodeEvent(stream: string, event: NewEvent): EncodedEvent {
  checkName('type', event.type);
  const data = asJson(stream, event.type, event.data);
  const meta = metaText(event);
  if (exceeds(data, meta)) {
    throw new StoreError(
      'STORE.TOO_LARGE',
      `${stream}: an event ${event.type} of ${Buffer.byteLength(data) + Buffer.byteLength(meta)} bytes`,
      `an event has at most ${eventBytesMax}; keep documents elsewhere and record where`,
    );
  }
  return { type: event.type, meta, data };
}

/** The metadata as JSON, written by hand: its members are known, and half of what encoding an event costs would be asking for them. */
function metaText(event: NewEvent): string {
  const { id, schemaVersion, businessDate, occurredAt, customerId, actor, correlationId, causationId, command, traceparent } = event;
  let text = `{"id":${jsonText(id)},"schemaVersion":${schemaVersion},"businessDate":${jsonText(businessDate)}`;
  if (occurredAt !== undefined) text += `,"occurredAt":${jsonText(occurredAt)}`;
  if (customerId !== undefined) text += `,"customerId":${jsonText(customerId)}`;
  text += `,"actor":${jsonText(actor)},"correlationId":${jsonText(correlationId)}`;
  if (causationId !== undefined) text += `,"causationId":${jsonText(causationId)}`;
  if (command !== undefined) text += `,"command":{"key":${jsonText(command.key)},"hash":${jsonText(command.hash)}}`;
  if (traceparent !== undefined) text += `,"traceparent":${jsonText(traceparent)}`;
  return `${text}}`;
}

function asJson(stream: string, type: string, value: unknown): string {
  let text: string | undefined;
  let cause: unknown;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    cause = error;
  }
  if (text !== undefined) return text;
  const reason = cause instanceof Error ? cause.message : `a ${typeof value}`;
  throw new StoreError('STORE.INVALID', `${stream}: an event ${type} that JSON cannot say (${reason})`, 'record plain JSON values', cause);
}

/** Counts bytes only where the number of characters leaves it open. */
function exceeds(data: string, meta: string): boolean {
  const units = data.length + meta.length;
  return units > eventBytesMax || (units * 3 > eventBytesMax && Buffer.byteLength(data) + Buffer.byteLength(meta) > eventBytesMax);
}

/** Names stand in keys and in URLs: no empty ones, no NUL, no half characters, which UTF-8 could not give back. */
function checkName(kind: string, name: string): void {
  if (name.length > 0 && name.length <= nameLengthMax && !name.includes('\0') && name.isWellFormed()) return;
  throw new StoreError(
    'STORE.INVALID',
    `the ${kind} ${JSON.stringify(name.slice(0, 80))}`,
    `it has 1 to ${nameLengthMax} characters, none of them NUL or half of one`,
  );
}
