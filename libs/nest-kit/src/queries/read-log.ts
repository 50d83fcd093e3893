import type { EventStore } from '@zongheng/event-store';
import type { Instant } from '@zongheng/kernel';
import { positionsAnEvent } from '@zongheng/projection';
import type { ReadLog } from './read-progress.ts';

/** What reading must know of a log, asked of its store. */
export function readLogOf(store: EventStore): ReadLog {
  let apart: Promise<number> | null = null;
  return {
    epoch: store.epoch,
    head: () => store.head(),
    async eventsBetween(after, upTo) {
      if (upTo <= after) return 0;
      apart ??= positionsAnEvent(store).catch((error: unknown) => {
        apart = null;
        throw error;
      });
      return Math.max(1, Math.round((upTo - after) / (await apart)));
    },
    positionAt: (instant) => positionAt(store, instant),
  };
}

/** Halves the log until the instant is found: `recordedAt` never runs backwards along positions. */
async function positionAt(store: EventStore, instant: Instant): Promise<number> {
  let known = 0;
  let beyond = (await store.head()) + 1;
  while (beyond - known > 1) {
    const middle = known + Math.floor((beyond - known) / 2);
    const [event] = (await store.readAll({ after: middle - 1, limit: 1 })).events;
    if (event && event.recordedAt <= instant) known = event.position;
    else beyond = middle;
  }
  return known;
}
