import type { DimensionKind } from '@zongheng/kernel';
import type { ParkedKey } from './documents.ts';

export interface JournalSpec {
  readonly view: string;
  readonly version: number;
  readonly build: string;
  readonly dimensions: Readonly<Record<string, DimensionKind>>;
  readonly measures: readonly string[];
}

/** Contributions of one shard between two positions, in columns. Immutable once stored; small ones are merged into larger ones. */
export interface Segment {
  readonly shard: number;
  /** It covers every event of its shard above this position … */
  readonly after: number;
  /** … up to and with this one. */
  readonly upTo: number;
  readonly rows: number;
  /** The columns, encoded by the journal engine (the store does not look inside). */
  readonly bytes: Uint8Array;
}

/** One journal, one build. */
export interface JournalStore {
  /**
   * Appends segments, one a shard, each only where that shard's tail is still `after`; answers the shards that did not pass. A segment
   * with no rows just moves the tail and is not kept. All in one step; what is parked is saved for the shards that passed.
   * @throws ReadStoreError READ_STORE.CONTENT for two segments of one shard, or one that ends before it begins.
   */
  append(segments: readonly Segment[], parked?: ReadonlyMap<number, readonly ParkedKey[]>): Promise<readonly number[]>;
  /** Segments of a shard that reach above a position, in order. */
  read(shard: number, above: number): Promise<readonly Segment[]>;
  /** The tail of every shard, by index; 0 where there is none. */
  tails(): Promise<readonly number[]>;
  parked(): Promise<readonly ParkedKey[]>;
  /**
   * Puts one segment in place of those it covers, if they are still what stands there: it ends no later than the tail, cuts none in two, and
   * has as many rows as they have together. Answers whether it did.
   */
  replace(merged: Segment): Promise<boolean>;
}
