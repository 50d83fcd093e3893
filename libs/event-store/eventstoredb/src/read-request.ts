import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';

/** What a read asks for: so many events of a stream or of the whole log, one way or the other. */
export interface ReadWish {
  readonly count: number;
  readonly isBackwards: boolean;
}

/** Events of a stream, from a revision; null is its end. */
export function streamRequest(stream: string, from: number | null, wish: ReadWish): ReadReq {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(utf8.encode(stream));
  const of = new streams.ReadReq.Options.StreamOptions();
  of.setStreamIdentifier(identifier);
  if (from === null) of.setEnd(new shared.Empty());
  else of.setRevision(String(from));
  const options = optionsOf(wish);
  options.setStream(of);
  return requestOf(options);
}

/** Events of the whole log, from a place: forwards that of the first event given, backwards that of the first one left out. */
export function logRequest(from: bigint | 'start' | 'end', wish: ReadWish): ReadReq {
  const all = new streams.ReadReq.Options.AllOptions();
  if (from === 'start') all.setStart(new shared.Empty());
  else if (from === 'end') all.setEnd(new shared.Empty());
  else {
    const position = new streams.ReadReq.Options.Position();
    position.setCommitPosition(String(from));
    position.setPreparePosition(String(from));
    all.setPosition(position);
  }
  const options = optionsOf(wish);
  options.setAll(all);
  return requestOf(options);
}

const utf8 = new TextEncoder();

function optionsOf({ count, isBackwards }: ReadWish): ReadReq.Options {
  const ids = new streams.ReadReq.Options.UUIDOption();
  ids.setString(new shared.Empty());
  const { BACKWARDS, FORWARDS } = streams.ReadReq.Options.ReadDirection;
  const options = new streams.ReadReq.Options();
  options.setReadDirection(isBackwards ? BACKWARDS : FORWARDS);
  options.setResolveLinks(false);
  options.setCount(String(count));
  options.setUuidOption(ids);
  options.setNoFilter(new shared.Empty());
  return options;
}

function requestOf(options: ReadReq.Options): ReadReq {
  const request = new streams.ReadReq();
  request.setOptions(options);
  return request;
}
