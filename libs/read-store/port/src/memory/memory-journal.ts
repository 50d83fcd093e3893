import { shardCount } from '@zongheng/kernel';
import type { ParkedKey } from '../documents.ts';
import { checkSegments, standsFor } from '../segments.ts';
import type { JournalStore, Segment } from '../journals.ts';

/** What a journal in memory holds, by shard. */
export interface HeldJournal {
  readonly segments: Map<number, readonly Segment[]>;
  readonly tails: Map<number, number>;
  readonly parked: Map<number, readonly ParkedKey[]>;
}

export function memoryJournal(build: string, held: HeldJournal): JournalStore {
  const { segments, tails, parked } = held;
  const of = (shard: number) => segments.get(shard) ?? [];
  return {
    append: async (appended, parkedNow) => {
      checkSegments(build, appended);
      const stale: number[] = [];
      for (const segment of appended) {
        const { shard } = segment;
        if ((tails.get(shard) ?? 0) !== segment.after) {
          stale.push(shard);
          continue;
        }
        tails.set(shard, segment.upTo);
        if (segment.rows > 0) segments.set(shard, [...of(shard), own(segment)]);
        const keys = parkedNow?.get(shard);
        if (keys) parked.set(shard, keys);
      }
      return stale;
    },
    read: async (shard, above) => of(shard).filter((segment) => segment.upTo > above),
    tails: async () => Array.from({ length: shardCount }, (_, shard) => tails.get(shard) ?? 0),
    parked: async () => [...parked.keys()].sort((one, other) => one - other).flatMap((shard) => parked.get(shard) ?? []),
    replace: async (merged) => {
      checkSegments(build, [merged]);
      const { shard } = merged;
      if (!standsFor(merged, of(shard), tails.get(shard) ?? 0)) return false;
      const kept = of(shard).filter((segment) => segment.upTo <= merged.after || segment.after >= merged.upTo);
      segments.set(
        shard,
        [...kept, own(merged)].sort((one, other) => one.after - other.after),
      );
      return true;
    },
  };
}

/** A copy: whoever appended it may write into its bytes again. */
function own(segment: Segment): Segment {
  return { ...segment, bytes: segment.bytes.slice() };
}
