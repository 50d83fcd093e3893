import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { invalidPosition } from './refusals.ts';
import type { WireLog } from './wire-log.ts';
import { positionAt, positionBefore } from './wire-record.ts';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Writes, and waits where the reader does not take it, until he does or has gone. */
export async function written(call: ReadCall, message: ReadResp): Promise<void> {
  if (call.cancelled || call.destroyed || call.write(message)) return;
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      for (const event of ['drain', 'cancelled', 'close']) call.off(event, goOn);
      resolve();
    };
    for (const event of ['drain', 'cancelled', 'close']) call.once(event, goOn);
  });
}

/** The position just before the record at a place, which must be where one begins, or beyond the last. */
export async function beforeRecordAt(log: WireLog, place: bigint): Promise<number> {
  const head = await log.store.head();
  const position = positionAt(place);
  if (position !== null) return Math.max(position - 1, 0);
  if (positionBefore(place) >= head) return head;
  throw invalidPosition();
}
