import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogPage, LogRead } from './event-store.ts';
import type { LogTail } from './log-tail.ts';

/** What a subscription needs of a store: reading a page, and word of news. */
export interface FollowedLog {
  readonly tail: Pick<LogTail, 'isClosed' | 'past'>;
  readAll(read: LogRead): Promise<LogPage>;
}

/**
 * A subscription made of reads: catches up page by page, then waits for news. Nothing is read before the reader asks, so a slow reader
 * costs no memory; between the pages of a long catch-up others get the event loop.
 */
export async function* followLog(log: FollowedLog, read: LogRead, signal: AbortSignal): AsyncGenerator<LogPage, void, void> {
  let { after } = read;
  let isFirst = true;
  while (!signal.aborted && !log.tail.isClosed) {
    const page = await log.readAll({ ...read, after });
    if (signal.aborted) return;
    if (isFirst || page.position > after) yield page;
    isFirst = false;
    after = page.position;
    await (page.atEnd ? log.tail.past(after, signal, read.types) : nextTurn());
  }
}
