import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision } from '@zongheng/event-store';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';

/** An event as it goes over the wire. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  /** JSON, in UTF-8, as it was encoded before: nothing can go wrong with it any more. */
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface AppendRequest {
  /** By it the answer is found. */
  readonly correlation: string;
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
  /** After this the server must not begin it any more. */
  readonly until: Date;
}

/** One message holds about so much at most; larger appends come in several. */
const messageBytesMax = 2 * 1024 * 1024;

/** The messages of one append; the server takes it up with the last. */
export function messagesOf(request: AppendRequest): readonly BatchAppendReq[] {
  const correlation = new shared.UUID();
  correlation.setString(request.correlation);
  const messages: BatchAppendReq[] = [];
  let message = started(messages, correlation);
  message.setOptions(optionsOf(request));
  let bytes = 0;
  for (const event of request.events) {
    const size = event.data.length + event.metadata.length;
    if (bytes > 0 && bytes + size > messageBytesMax) {
      message = started(messages, correlation);
      bytes = 0;
    }
    message.addProposedMessages(proposedOf(event));
    bytes += size;
  }
  message.setIsFinal(true);
  return messages;
}

function started(messages: BatchAppendReq[], correlation: InstanceType<typeof shared.UUID>): BatchAppendReq {
  const message = new streams.BatchAppendReq();
  message.setCorrelationId(correlation);
  messages.push(message);
  return message;
}

function optionsOf({ stream, expected, until }: AppendRequest): BatchAppendReq.Options {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(utf8.encode(stream));
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(identifier);
  options.setDeadline(timestamp.Timestamp.fromDate(until));
  if (expected === 'no-stream') options.setNoStream(new empty.Empty());
  else options.setStreamPosition(String(expected));
  return options;
}

const utf8 = new TextEncoder();

function proposedOf({ id, type, data, metadata }: ProposedEvent): BatchAppendReq.ProposedMessage {
  const uuid = new shared.UUID();
  uuid.setString(id);
  const message = new streams.BatchAppendReq.ProposedMessage();
  message.setId(uuid);
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  message.setData(data);
  message.setCustomMetadata(metadata);
  return message;
}
