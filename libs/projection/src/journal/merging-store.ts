import type { JournalStore, ParkedKey, Segment } from '@zongheng/read-store';
import type { JournalShape } from './layout.ts';
import { mergeSegments } from './merge-segments.ts';

/** A shard's segments are looked at when so many were appended since the last time. */
const segmentsMax = 64;

/**
 * A journal's store that keeps its segments few: an append that gives a shard its 64th new segment merges that shard's small ones before it
 * resolves, one shard at a time. A batch of live events makes tiny segments, and a reader that starts would drown in them.
 */
export function mergingStore(store: JournalStore, shape: JournalShape): JournalStore {
  const appended = new Map<number, number>();
  return {
    append: async (segments: readonly Segment[], parked?: ReadonlyMap<number, readonly ParkedKey[]>) => {
      const stale = await store.append(segments, parked);
      for (const { shard, rows } of segments) {
        if (rows > 0 && !stale.includes(shard)) appended.set(shard, (appended.get(shard) ?? 0) + 1);
      }
      const due = [...appended].find(([, count]) => count >= segmentsMax)?.[0];
      if (due !== undefined) {
        appended.delete(due);
        await mergeSegments(store, shape, due);
      }
      return stale;
    },
    read: (shard, above) => store.read(shard, above),
    tails: () => store.tails(),
    parked: () => store.parked(),
    replace: (merged) => store.replace(merged),
  };
}
