import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import { StoreError } from '@zongheng/event-store';
import { type AppendFailure, deleted, denied } from './failures.ts';

/** The server's word on one append. */
export type AppendAnswer = { readonly kind: 'recorded'; readonly revision: number; readonly place: bigint | null } | AppendFailure;

/** What an answer of the stream of appends says. What went wrong is told by the type of its details; the messages are for people. */
export function answerOf(message: BatchAppendResp, stream: string): AppendAnswer {
  const success = message.getSuccess();
  if (success) {
    const place = success.getPosition()?.getCommitPosition();
    return { kind: 'recorded', revision: Number(success.getCurrentRevision()), place: place === undefined ? null : BigInt(place) };
  }
  const error = message.getError();
  return error ? failureOf(error, stream) : { kind: 'unknown', cause: new Error('an answer without content') };
}

const prefix = 'event_store.client.';

function failureOf(error: Status, stream: string): AppendFailure {
  const details = error.getDetails();
  const type = details?.getTypeName() ?? '';
  const words = `${error.getMessage()} (${type})`;
  switch (type) {
    case `${prefix}WrongExpectedVersion`: {
      const wrong = details?.unpack(shared.WrongExpectedVersion.deserializeBinary, type);
      return { kind: 'conflict', actual: wrong?.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : 'no-stream' };
    }
    case `${prefix}MaximumAppendSizeExceeded`:
      return refused(new StoreError('STORE.TOO_LARGE', `${stream}: ${words}`, "append less, or raise the server's MaxAppendSize"));
    case `${prefix}AccessDenied`:
      return refused(denied(stream));
    case `${prefix}StreamDeleted`:
      return refused(deleted(stream));
    case `${prefix}BadRequest`:
    case `${prefix}InvalidTransaction`:
      return refused(new StoreError('STORE.INVALID', `${stream}: ${words}`, 'correct it'));
    default:
      // A time-out, a server that is not ready or too busy, and whatever nobody has thought of.
      return { kind: 'unknown', cause: new Error(words) };
  }
}

function refused(error: StoreError): AppendFailure {
  return { kind: 'refused', error };
}
