import { shardCount } from '@zongheng/kernel';
import { ReadStoreError } from './errors.ts';
import type { Segment } from './journals.ts';

/** @throws ReadStoreError READ_STORE.CONTENT for two segments of one shard, or one that cannot be. */
export function checkSegments(build: string, segments: readonly Segment[]): void {
  const shards = new Set<number>();
  for (const { shard, after, upTo, rows } of segments) {
    const said = `${build}: the segment of shard ${shard} above ${after} up to ${upTo} with ${rows} rows`;
    if (shards.has(shard)) throw refused(`${said} is not the only one of its shard`);
    if (!Number.isInteger(shard) || shard < 0 || shard >= shardCount) throw refused(`${said} is of no shard there is`);
    if (!Number.isSafeInteger(after) || !Number.isSafeInteger(upTo) || after < 0 || upTo < after)
      throw refused(`${said} ends before it begins`);
    if (!Number.isSafeInteger(rows) || rows < 0 || (rows > 0 && upTo === after)) throw refused(`${said} cannot hold them`);
    shards.add(shard);
  }
}

function refused(found: string): ReadStoreError {
  return new ReadStoreError('READ_STORE.CONTENT', found, 'give one segment a shard, from its tail on');
}

/** What of a segment tells whether it may be replaced. */
export type SegmentSpan = Pick<Segment, 'after' | 'upTo' | 'rows'>;

/** Whether a merged segment stands for what is stored now: see `JournalStore.replace`. */
export function standsFor(merged: SegmentSpan, stored: readonly SegmentSpan[], tail: number): boolean {
  if (merged.upTo > tail) return false;
  let rows = 0;
  for (const segment of stored) {
    if (segment.upTo <= merged.after || segment.after >= merged.upTo) continue;
    if (segment.after < merged.after || segment.upTo > merged.upTo) return false;
    rows += segment.rows;
  }
  return rows === merged.rows && rows > 0;
}
