import type { BusinessDate, CommandMark, Instant, RecordedEvent } from '@zongheng/kernel';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import { FeedError } from './errors.ts';

/** Says that a partition holds everything up to a position, though its last event is before it. */
export const markType = 'PositionReached';

/** What every message of the topic says of its place. */
export interface Place {
  readonly epoch: string;
  readonly position: number;
  /** The position before it in its partition; 0 for its first. Tells whoever reads whether something is missing in between. */
  readonly previous: number;
}

export interface Received extends Place {
  /** Null for a mark. */
  readonly event: RecordedEvent | null;
}

const source = '/zongheng';
const contentType = 'application/json; charset=utf-8';

/** An event as a CloudEvent in Kafka's binary mode: its data is the value, all else are headers. */
export function eventMessage(event: RecordedEvent, { epoch, previous }: Omit<Place, 'position'>): Message {
  const { occurredAt, customerId, causationId, command, traceparent } = event;
  return {
    key: event.orderingKey,
    value: JSON.stringify(event.data),
    timestamp: String(Date.parse(event.recordedAt)),
    headers: {
      ...placeHeaders({ epoch, previous, position: event.position }),
      ce_id: event.id,
      ce_type: event.type,
      ce_time: event.recordedAt,
      ce_subject: event.stream,
      ce_partitionkey: event.orderingKey,
      ce_revision: String(event.revision),
      ce_schemaversion: String(event.schemaVersion),
      ce_businessdate: event.businessDate,
      ce_actor: event.actor,
      ce_correlationid: event.correlationId,
      ...(occurredAt === undefined ? {} : { ce_occurredat: occurredAt }),
      ...(customerId === undefined ? {} : { ce_customerid: customerId }),
      ...(causationId === undefined ? {} : { ce_causationid: causationId }),
      ...(command === undefined ? {} : { ce_commandkey: command.key, ce_commandhash: command.hash }),
      ...(traceparent === undefined ? {} : { ce_traceparent: traceparent }),
    },
  };
}

/** A mark as a CloudEvent, so that every reader of CloudEvents can leave it out by its type. */
export function markMessage(place: Place, at: Instant): Message {
  return {
    key: null,
    value: '{}',
    timestamp: String(Date.parse(at)),
    headers: { ...placeHeaders(place), ce_id: `${markType} ${place.position}`, ce_type: markType, ce_time: at },
  };
}

function placeHeaders({ epoch, position, previous }: Place): IHeaders {
  return {
    'content-type': contentType,
    ce_specversion: '1.0',
    ce_source: source,
    ce_epoch: epoch,
    ce_position: String(position),
    ce_previous: String(previous),
  };
}

/** @throws FeedError FEED.MESSAGE for what the relay has not written. */
export function received(message: KafkaMessage, topic: string): Received {
  const read = headersOf(message, topic);
  const place = { epoch: read('epoch'), position: number(read('position')), previous: number(read('previous')) };
  return { ...place, event: read('type') === markType ? null : eventOf(message, read, place) };
}

function headersOf({ headers = {}, offset }: KafkaMessage, topic: string): (name: string) => string {
  return (name) => {
    const value = headers[`ce_${name}`];
    if (value !== undefined) return String(value);
    const remedy = 'the topic is written by the relay alone: publish into a new one, and find out who else writes here';
    throw new FeedError('FEED.MESSAGE', `the message at offset ${offset} of ${topic} has no header ce_${name}`, remedy);
  };
}

function eventOf({ headers = {}, value }: KafkaMessage, read: (name: string) => string, { position }: Place): RecordedEvent {
  const optional = (name: string): string | undefined => headers[`ce_${name}`]?.toString();
  const command = commandOf(optional('commandkey'), optional('commandhash'));
  const occurredAt = optional('occurredat');
  const customerId = optional('customerid');
  const causationId = optional('causationid');
  const traceparent = optional('traceparent');
  return {
    id: read('id'),
    type: read('type'),
    schemaVersion: number(read('schemaversion')),
    stream: read('subject'),
    revision: number(read('revision')),
    position,
    recordedAt: read('time') as Instant,
    businessDate: read('businessdate') as BusinessDate,
    ...(occurredAt === undefined ? {} : { occurredAt: occurredAt as Instant }),
    orderingKey: read('partitionkey'),
    ...(customerId === undefined ? {} : { customerId }),
    actor: read('actor'),
    correlationId: read('correlationid'),
    ...(causationId === undefined ? {} : { causationId }),
    ...(command === undefined ? {} : { command }),
    ...(traceparent === undefined ? {} : { traceparent }),
    data: JSON.parse(value?.toString() ?? 'null') as unknown,
  };
}

function commandOf(key: string | undefined, hash: string | undefined): CommandMark | undefined {
  return key === undefined || hash === undefined ? undefined : { key, hash };
}

const number = (text: string): number => Number(text);
