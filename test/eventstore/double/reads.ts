import { setTimeout as sleep } from 'node:timers/promises';
import type { handleServerStreamingCall } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { confirmationMessage, eventMessage, streamNotFoundMessage } from './messages.ts';
import { beforeRecordAt, type ReadCall, written } from './read-call.ts';
import { denied, invalidPosition, notReady } from './refusals.ts';
import type { DoubleState } from './state.ts';
import { subscribed } from './subscriptions.ts';
import type { WireLog } from './wire-log.ts';
import { positionBefore, wireRecord } from './wire-record.ts';

const pageEvents = 500;
/** The end of a stream, wherever it is. */
const endless = Number.MAX_SAFE_INTEGER;

/** Reads and subscriptions, of a stream or of everything. */
export function reads(state: DoubleState): handleServerStreamingCall<ReadReq, ReadResp> {
  return (call) => {
    call.on('error', () => undefined);
    void answered(state, call).catch((error: unknown) => call.emit('error', error));
  };
}

async function answered(state: DoubleState, call: ReadCall): Promise<void> {
  if (state.faults.readDelayMs > 0) await sleep(state.faults.readDelayMs);
  if (state.faults.isAway) throw notReady();
  if (state.faults.denies) throw denied();
  const { log } = state;
  if (!log) throw notReady();
  const options = call.request.getOptions();
  if (!options) throw invalidPosition();
  if (options.hasSubscription()) {
    state.subscriptions.add(call);
    call.on('close', () => state.subscriptions.delete(call));
    await written(call, confirmationMessage());
    await subscribed(log, call, options);
  } else if (options.hasStream()) await streamRead(log, call, options);
  else await logRead(log, call, options);
  call.end();
}

async function streamRead(log: WireLog, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const of = options.getStream();
  const stream = Buffer.from(of?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
  const isBackwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const direction = isBackwards ? 'backwards' : 'forwards';
  let next = of?.hasStart() ? 0 : of?.hasEnd() ? endless : Number(of?.getRevision());
  let isThere = false;
  for (let left = Number(options.getCount()); left > 0 && next >= 0;) {
    const limit = Math.min(left, pageEvents);
    const page = await log.readStream(stream, { from: next, limit, direction });
    isThere ||= page.length > 0;
    for (const record of page) await written(call, eventMessage(record));
    const end = page.at(-1);
    if (end === undefined || page.length < limit) break;
    left -= page.length;
    next = isBackwards ? end.revision - 1 : end.revision + 1;
  }
  if (!isThere && (await log.readStream(stream, { limit: 1 })).length === 0) await written(call, streamNotFoundMessage(stream));
}

async function logRead(log: WireLog, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const all = options.getAll();
  const place = BigInt(all?.getPosition()?.getCommitPosition() ?? '0');
  const left = Number(options.getCount());
  if (options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS) {
    await backwards(log, call, all?.hasEnd() ? await log.store.head() : all?.hasStart() ? 0 : positionBefore(place), left);
  } else if (!all?.hasEnd()) await forwards(log, call, all?.hasStart() ? 0 : await beforeRecordAt(log, place), left);
}

async function forwards(log: WireLog, call: ReadCall, from: number, count: number): Promise<void> {
  let after = from;
  for (let left = count; left > 0;) {
    const page = await log.store.readAll({ after, limit: Math.min(left, pageEvents) });
    for (const event of page.events) await written(call, eventMessage(wireRecord(event)));
    left -= page.events.length;
    after = page.position;
    if (page.atEnd) return;
  }
}

async function backwards(log: WireLog, call: ReadCall, from: number, count: number): Promise<void> {
  let end = from;
  for (let left = count; left > 0 && end > 0;) {
    const after = Math.max(end - Math.min(left, pageEvents), 0);
    const { events } = await log.store.readAll({ after, limit: end - after });
    for (const event of events.toReversed()) await written(call, eventMessage(wireRecord(event)));
    left -= events.length;
    end = after;
  }
}
