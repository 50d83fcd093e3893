/** The protocol's messages, with the definitions that the client's package carries. */
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Outcome } from './wire-log.ts';
import type { WireRecord } from './wire-record.ts';

const ticksOfMs = 10_000n;

export function eventMessage(record: WireRecord): ReadResp {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent();
  event.setId(uuid(record.id));
  event.setStreamIdentifier(streamIdentifier(record.stream));
  event.setStreamRevision(String(record.revision));
  event.setCommitPosition(String(record.place));
  event.setPreparePosition(String(record.place));
  const metadata = event.getMetadataMap();
  metadata.set('type', record.type);
  metadata.set('content-type', record.contentType);
  metadata.set('created', String(BigInt(record.createdMs) * ticksOfMs));
  event.setData(record.data);
  event.setCustomMetadata(record.metadata);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(event);
  read.setCommitPosition(String(record.place));
  const message = new streams.ReadResp();
  message.setEvent(read);
  return message;
}

export function confirmationMessage(): ReadResp {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(crypto.randomUUID());
  const message = new streams.ReadResp();
  message.setConfirmation(confirmation);
  return message;
}

export function caughtUpMessage(): ReadResp {
  const message = new streams.ReadResp();
  message.setCaughtUp(new streams.ReadResp.CaughtUp());
  return message;
}

export function checkpointMessage(place: bigint): ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(place));
  checkpoint.setPreparePosition(String(place));
  const message = new streams.ReadResp();
  message.setCheckpoint(checkpoint);
  return message;
}

export function streamNotFoundMessage(stream: string): ReadResp {
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(streamIdentifier(stream));
  const message = new streams.ReadResp();
  message.setStreamNotFound(notFound);
  return message;
}

/** The answer to one append of a batch stream; the client finds what an error is by the type of its details. */
export function batchAnswer(
  correlation: UUID | undefined,
  stream: string,
  outcome: Outcome | 'not-ready' | 'denied' | 'timeout',
  sizeMax: number,
): BatchAppendResp {
  const message = new streams.BatchAppendResp();
  message.setCorrelationId(correlation);
  message.setStreamIdentifier(streamIdentifier(stream));
  if (outcome === 'not-ready') return failed(message, 'Server Is Not Ready', new empty.Empty(), 'google.protobuf.Empty');
  if (outcome === 'denied') return failed(message, 'Access Denied', new shared.AccessDenied(), 'event_store.client.AccessDenied');
  if (outcome === 'timeout') return failed(message, 'Timeout', new shared.Timeout(), 'event_store.client.Timeout');
  switch (outcome.kind) {
    case 'recorded': {
      const position = new shared.AllStreamPosition();
      position.setCommitPosition(String(outcome.place));
      position.setPreparePosition(String(outcome.place));
      const success = new streams.BatchAppendResp.Success();
      success.setCurrentRevision(String(outcome.revision));
      success.setPosition(position);
      message.setSuccess(success);
      return message;
    }
    case 'wrong': {
      const wrong = new shared.WrongExpectedVersion();
      if (outcome.current === null) wrong.setCurrentNoStream(new empty.Empty());
      else wrong.setCurrentStreamRevision(String(outcome.current));
      return failed(message, 'WrongExpectedVersion', wrong, 'event_store.client.WrongExpectedVersion');
    }
    case 'too-large': {
      const size = new shared.MaximumAppendSizeExceeded();
      size.setMaxappendsize(sizeMax);
      return failed(message, 'MaximumAppendSizeExceeded', size, 'event_store.client.MaximumAppendSizeExceeded');
    }
    case 'failed':
      return failed(message, outcome.words, new shared.Unknown(), 'event_store.client.Unknown');
  }
}

function failed(message: BatchAppendResp, words: string, details: { serializeBinary(): Uint8Array }, type: string): BatchAppendResp {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), type);
  const status = new statusMessages.Status();
  status.setMessage(words);
  status.setDetails(packed);
  message.setError(status);
  return message;
}

function uuid(text: string): UUID {
  const message = new shared.UUID();
  message.setString(text);
  return message;
}

function streamIdentifier(stream: string) {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  return identifier;
}
