import { type Contribution, shardCount } from '@zongheng/kernel';
import { RowBuffer } from './row-buffer.ts';
import { type JournalWriting, RowWriter } from './row-writer.ts';
import { encodeRows } from './segment-codec.ts';

/** Marks a row that was taken out. */
const taken = 0xff;

/** What is taken of a shard: the rows of a segment, encoded. */
export interface TakenRows {
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/**
 * Gathers the contributions of all shards of a journal in one set of columns, as they come, until they are taken shard by shard: rows that
 * follow each other in the log seldom are of one shard, and a set of columns for each would make every row a walk through cold memory.
 */
export class ShardedRows {
  readonly #writing: JournalWriting;
  readonly #buffer: RowBuffer;
  readonly #writer: RowWriter;
  /** The shard of each row. */
  #shards = new Uint8Array(64);
  readonly #counts = new Uint32Array(shardCount);
  #held = 0;
  /** The rows of each shard, in order, all in one; null once rows were added since. */
  #grouped: Grouped | null = null;
  readonly #alone: RowBuffer;

  constructor(writing: JournalWriting) {
    this.#writing = writing;
    this.#buffer = new RowBuffer(writing.layout, 64);
    this.#writer = new RowWriter(writing, this.#buffer);
    this.#alone = new RowBuffer(writing.layout, 16);
  }

  /** How many are held. */
  get rows(): number {
    return this.#held;
  }

  /** The shards of which rows are held. */
  shards(): readonly number[] {
    const shards: number[] = [];
    if (this.#held > 0) for (let shard = 0; shard < shardCount; shard += 1) if ((this.#counts[shard] ?? 0) > 0) shards.push(shard);
    return shards;
  }

  /** Appends what the event at a position contributes to its shard: all of it, or nothing where it throws. @throws JournalError JOURNAL.CONTRIBUTION */
  add(shard: number, position: number, contributions: readonly Contribution[]): void {
    const from = this.#buffer.rows;
    this.#writer.add(position, contributions);
    const to = this.#buffer.rows;
    if (to > this.#shards.length) this.#growShards();
    this.#shards.fill(shard, from, to);
    this.#counts[shard] = (this.#counts[shard] ?? 0) + to - from;
    this.#held += to - from;
    this.#grouped = null;
  }

  /** Takes out the rows of a shard, encoded. @throws RangeError where their positions fell. */
  take(shard: number): TakenRows {
    const rows = this.#counts[shard] ?? 0;
    if (rows === 0) return { rows, bytes: new Uint8Array() };
    this.#grouped ??= this.#group();
    const { order, starts } = this.#grouped;
    const from = starts[shard] ?? 0;
    const chosen = order.subarray(from, from + rows);
    this.#alone.copyRows(this.#buffer, chosen);
    for (const row of chosen) this.#shards[row] = taken;
    this.#counts[shard] = 0;
    this.#held -= rows;
    if (this.#held === 0) {
      this.#buffer.rows = 0;
      this.#grouped = null;
    }
    return { rows, bytes: encodeRows(this.#alone, this.#writing.dictionaries) };
  }

  /** Sorts the rows by shard, keeping their order within each. */
  #group(): Grouped {
    const starts = new Uint32Array(shardCount);
    for (let shard = 1; shard < shardCount; shard += 1) starts[shard] = (starts[shard - 1] ?? 0) + (this.#counts[shard - 1] ?? 0);
    const next = starts.slice();
    const order = new Uint32Array(this.#held);
    for (let row = 0; row < this.#buffer.rows; row += 1) {
      const shard = this.#shards[row] ?? taken;
      if (shard === taken) continue;
      const at = next[shard] ?? 0;
      order[at] = row;
      next[shard] = at + 1;
    }
    return { order, starts };
  }

  #growShards(): void {
    const grown = new Uint8Array(this.#buffer.capacity);
    grown.set(this.#shards);
    this.#shards = grown;
  }
}

interface Grouped {
  readonly order: Uint32Array;
  /** Where the rows of each shard begin. */
  readonly starts: Uint32Array;
}
