import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { RecordedEvent } from '@zongheng/kernel';
import { caughtUpMessage, checkpointMessage, eventMessage } from './messages.ts';
import { beforeRecordAt, type ReadCall, written } from './read-call.ts';
import type { WireLog } from './wire-log.ts';
import { placeOf, wireRecord } from './wire-record.ts';

/** A checkpoint stands for so many events looked at, times what the subscriber asks. */
const checkpointEvents = 32;

/** Brings what is there, says that it has caught up, and goes on live until the subscriber leaves. */
export async function subscribed(log: WireLog, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const left = new AbortController();
  call.on('cancelled', () => left.abort());
  call.on('close', () => left.abort());
  const isWanted = wanted(options);
  const every = (options.getFilter()?.getCheckpointintervalmultiplier() ?? 0) * checkpointEvents;
  let looked = 0;
  let hasCaughtUp = false;
  for await (const page of log.store.subscribeAll({ after: await startOf(log, options), limit: 500 }, left.signal)) {
    for (const event of page.events) {
      if (isWanted(event)) await written(call, eventMessage(wireRecord(event)));
      looked += 1;
      if (every > 0 && looked % every === 0) await written(call, checkpointMessage(placeOf(event.position)));
    }
    if (call.cancelled || call.destroyed) return;
    if (page.atEnd && !hasCaughtUp) {
      hasCaughtUp = true;
      await written(call, caughtUpMessage());
    }
  }
}

/** A subscription begins after the place it is given. */
async function startOf(log: WireLog, options: ReadReq.Options): Promise<number> {
  const all = options.getAll();
  if (!all || all.hasStart()) return options.getStream()?.hasEnd() ? log.store.head() : 0;
  if (all.hasEnd()) return log.store.head();
  return (await beforeRecordAt(log, BigInt(all.getPosition()?.getCommitPosition() ?? '0'))) + 1;
}

function wanted(options: ReadReq.Options): (event: RecordedEvent) => boolean {
  const of = options.getStream();
  if (of) {
    const name = Buffer.from(of.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
    const after = of.hasStart() || of.hasEnd() ? -1 : Number(of.getRevision());
    return ({ stream, revision }) => stream === name && revision > after;
  }
  const filter = options.getFilter();
  if (!filter) return () => true;
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType();
  const regex = expression?.getRegex() ? new RegExp(expression.getRegex(), 'u') : null;
  const prefixes = expression?.getPrefixList() ?? [];
  return ({ stream, type }) => {
    const name = byStream ? stream : type;
    return regex ? regex.test(name) : prefixes.some((prefix) => name.startsWith(prefix));
  };
}
