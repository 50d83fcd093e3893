import { setTimeout as sleep } from 'node:timers/promises';
import { type handleBidiStreamingCall, type handleClientStreamingCall, type ServerDuplexStream, status } from '@grpc/grpc-js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { DoubleState } from './state.ts';
import { batchAnswer } from './messages.ts';
import { callError, denied, notReady, tooLarge, wrongVersion } from './refusals.ts';
import type { Expected, Outcome } from './wire-log.ts';
import type { Proposed } from './wire-record.ts';

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** An append that comes in pieces. */
interface Coming {
  readonly correlation: UUID | undefined;
  readonly stream: string;
  readonly expected: Expected;
  readonly untilMs: number;
  readonly proposed: Proposed[];
  bytes: number;
}

/** One stream for all appends of a client: each is answered by itself, in the order in which they are done. */
export function batchAppends(state: DoubleState): handleBidiStreamingCall<BatchAppendReq, BatchAppendResp> {
  return (call) => {
    state.calls.add(call);
    const coming = new Map<string, Coming>();
    let underWay = 0;
    let isEnding = false;
    const endWhenDone = (): void => {
      if (isEnding && underWay === 0) call.end();
    };
    call.on('data', (request: BatchAppendReq) => {
      const append = gathered(coming, request);
      if (!append || !request.getIsFinal()) return;
      coming.delete(keyOf(request));
      underWay += 1;
      void done(state, call, append).finally(() => {
        underWay -= 1;
        endWhenDone();
      });
    });
    call.on('end', () => {
      isEnding = true;
      endWhenDone();
    });
    call.on('error', () => undefined);
    call.on('close', () => state.calls.delete(call));
  };
}

async function done(state: DoubleState, call: BatchCall, append: Coming): Promise<void> {
  const { faults } = state;
  if (faults.holdAppends > 0) {
    faults.holdAppends -= 1;
    await sleep(faults.holdMs);
  }
  const outcome = await judged(state, append);
  if (faults.loseAnswers > 0) {
    faults.loseAnswers -= 1;
    return;
  }
  if (faults.breakStreams > 0) {
    faults.breakStreams -= 1;
    call.emit('error', callError(status.UNAVAILABLE, 'Connection reset'));
    return;
  }
  if (!call.cancelled && !call.destroyed) call.write(batchAnswer(append.correlation, append.stream, outcome, state.sizeMax));
}

async function judged(
  state: DoubleState,
  { stream, expected, proposed, bytes, untilMs }: Coming,
): Promise<Outcome | 'not-ready' | 'denied' | 'timeout'> {
  if (state.faults.denies) return 'denied';
  const { log } = state;
  if (!log || state.faults.isAway) return 'not-ready';
  if (bytes > state.sizeMax) return { kind: 'too-large' };
  // A held append was taken on in time, and is done all the same, as a write that waits in the server's queue is.
  if (state.faults.holdMs === 0 && Date.now() > untilMs) return 'timeout';
  return log.append(stream, expected, proposed);
}

interface Expecting {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/** What a writer believes of the stream; the two kinds of append name the revision differently. */
function expectedOf(options: Expecting, revision: () => string | number): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'exists' : Number(revision());
}

function gathered(coming: Map<string, Coming>, request: BatchAppendReq): Coming | undefined {
  const key = keyOf(request);
  const options = request.getOptions();
  if (options) {
    const stream = nameOf(options.getStreamIdentifier()?.getStreamName_asU8());
    const expected = expectedOf(options, () => options.getStreamPosition());
    const untilMs = options.getDeadline()?.toDate().getTime() ?? Number.POSITIVE_INFINITY;
    coming.set(key, { correlation: request.getCorrelationId(), stream, expected, untilMs, proposed: [], bytes: 0 });
  }
  const append = coming.get(key);
  for (const message of request.getProposedMessagesList()) if (append) take(append, message);
  return append;
}

function keyOf(request: BatchAppendReq): string {
  return request.getCorrelationId()?.getString() ?? '';
}

/** A call for each append, which is what the client makes of one with credentials of its own. */
export function singleAppends(state: DoubleState): handleClientStreamingCall<AppendReq, AppendResp> {
  return (call, answer) => {
    let append: Coming | null = null;
    call.on('data', (request: AppendReq) => {
      const options = request.getOptions();
      if (options) {
        const stream = nameOf(options.getStreamIdentifier()?.getStreamName_asU8());
        const expected = expectedOf(options, () => options.getRevision());
        append = { correlation: undefined, stream, expected, untilMs: Number.POSITIVE_INFINITY, proposed: [], bytes: 0 };
      }
      const message = request.getProposedMessage();
      if (append && message) take(append, message);
    });
    call.on('end', () => {
      if (!append) return answer(callError(status.INVALID_ARGUMENT, 'options first'));
      const { stream, expected } = append;
      void judged(state, append).then((outcome) => {
        if (state.faults.loseAnswers > 0) {
          state.faults.loseAnswers -= 1;
          return;
        }
        if (outcome === 'denied') return answer(denied());
        if (outcome === 'not-ready') return answer(notReady());
        if (outcome === 'timeout') return answer(callError(status.ABORTED, 'Operation timed out'));
        if (outcome.kind === 'too-large') return answer(tooLarge(state.sizeMax));
        if (outcome.kind === 'failed') return answer(callError(status.UNKNOWN, outcome.words));
        if (outcome.kind === 'wrong') return answer(wrongVersion(stream, String(expected), outcome.current));
        answer(null, appended(outcome));
      });
    });
    call.on('error', () => undefined);
  };
}

function appended({ revision, place }: Extract<Outcome, { readonly kind: 'recorded' }>): AppendResp {
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(place));
  position.setPreparePosition(String(place));
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(revision));
  success.setPosition(position);
  const message = new streams.AppendResp();
  message.setSuccess(success);
  return message;
}

function take(append: Coming, message: BatchAppendReq.ProposedMessage | AppendReq.ProposedMessage): void {
  const metadataMap = message.getMetadataMap();
  const type = metadataMap.get('type') ?? '';
  const data = message.getData_asU8();
  const metadata = message.getCustomMetadata_asU8();
  append.bytes += data.length + metadata.length + type.length * 2;
  append.proposed.push({
    id: message.getId()?.getString() ?? '',
    type,
    contentType: metadataMap.get('content-type') ?? '',
    data,
    metadata,
  });
}

function nameOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
