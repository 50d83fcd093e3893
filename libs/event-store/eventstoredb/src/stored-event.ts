import type { Position } from '@eventstore/db-client';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type EncodedEvent, type EventMeta, StoreError } from '@zongheng/event-store';
import { type Instant, jsonText, type RecordedEvent } from '@zongheng/kernel';
import type { ProposedEvent } from './append-request.ts';
import type { StreamNames } from './names.ts';

/** An event of the database, as far as it is looked at here: so the client's subscriptions give it. */
export interface StoredEvent {
  readonly streamId: string;
  readonly id: string;
  readonly type: string;
  readonly revision: bigint;
  readonly position?: Position;
  readonly data: unknown;
  readonly metadata?: unknown;
}

/** An event as a read brings it. What others have written need not be JSON, and is not looked into. */
export function storedEvent(event: ReadResp.ReadEvent.RecordedEvent): StoredEvent {
  const place = BigInt(event.getCommitPosition());
  return {
    streamId: textOf(event.getStreamIdentifier()?.getStreamName_asU8()),
    id: event.getId()?.getString() ?? '',
    type: event.getMetadataMap().get('type') ?? '',
    revision: BigInt(event.getStreamRevision()),
    position: { commit: place, prepare: place },
    data: jsonOf(event.getData_asU8()),
    metadata: jsonOf(event.getCustomMetadata_asU8()),
  };
}

function textOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return undefined;
  }
}

/** What stands in an event's metadata: all that the database has no field for. */
type StoredMeta = EventMeta & { readonly orderingKey: string; readonly recordedAt: Instant };

const utf8 = new TextEncoder();

/**
 * An event as the database takes it. `id` is the database's, new with every append: the server takes one that it knows for a repetition, and two
 * writers who say the same at once must not both be told that they did it.
 */
export function proposedEvent(event: EncodedEvent, id: string, orderingKey: string, recordedAt: Instant): ProposedEvent {
  const metadata = `${event.meta.slice(0, -1)},"orderingKey":${jsonText(orderingKey)},"recordedAt":${jsonText(recordedAt)}}`;
  return { id, type: event.type, data: utf8.encode(event.data), metadata: utf8.encode(metadata) };
}

/** An event of this installation as the port knows it. @throws StoreError STORE.CORRUPT for one that this adapter has not written. */
export function recordedEvent(stored: StoredEvent, names: StreamNames): RecordedEvent {
  const { streamId, type, revision, data, metadata } = stored;
  if (!isMeta(metadata)) {
    throw new StoreError(
      'STORE.CORRUPT',
      `${streamId}: revision ${revision} has no metadata of ours`,
      'let nobody else write to these streams',
    );
  }
  return { ...metadata, type, stream: names.own(streamId), revision: Number(revision), position: positionOf(stored), data };
}

function isMeta(metadata: unknown): metadata is StoredMeta {
  return typeof metadata === 'object' && metadata !== null && 'orderingKey' in metadata && 'recordedAt' in metadata;
}

/**
 * Where an event stands in the whole log. The database says where the event's record begins in its files; we say twice that and one more, so that
 * "after this event" and "after all before it" (its position less one) both name that record: from a place between two the server cannot read.
 */
export function positionOf({ position, streamId }: Pick<StoredEvent, 'position' | 'streamId'>): number {
  if (position === undefined || position.commit > placeMax) {
    throw new StoreError('STORE.UNAVAILABLE', `${streamId}: an event without a position`, 'use EventStoreDB 22.10 or later');
  }
  return positionAt(position.commit);
}

export function positionAt(place: bigint): number {
  return Number(place) * 2 + 1;
}

const placeMax = BigInt((Number.MAX_SAFE_INTEGER - 1) / 2);

/** Where to read from, for what stands after a position: the record it names is read again, and left out where it is not above it. */
export function placeToReadFrom(after: number): bigint | 'start' {
  return after <= 0 ? 'start' : BigInt(Math.floor(after / 2));
}
