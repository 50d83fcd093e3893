import { shardCount } from '@zongheng/kernel';
import type { Contribution } from '@zongheng/kernel';
import { type JournalStore, memoryReadStore } from '@zongheng/read-store';
import type { Figures } from '../figures.ts';
import type { JournalRow } from '../segment.ts';
import { journalWriting } from '../row-writer.ts';
import { SegmentBuilder } from '../segment-builder.ts';
import { type Answer, textOf } from './brute-force.ts';
import { shape } from './rows.ts';

/** A log of events and a store that their contributions are written to, each shard in its own time. */
export class JournalLog {
  readonly store: JournalStore;
  /** All that was contributed, written or not, in order of position. */
  readonly rows: JournalRow[] = [];
  position = 0;
  readonly #waiting = new Map<number, JournalRow[]>();
  readonly #writing = journalWriting(shape);

  private constructor(store: JournalStore) {
    this.store = store;
  }

  static async empty(): Promise<JournalLog> {
    return new JournalLog(await memoryReadStore().journal({ view: 'spec', version: 1, build: 'spec@1.1', ...shape }));
  }

  /** An event of a shard; answers its position. */
  record(shard: number, contributions: readonly Contribution[]): number {
    this.position += 1;
    const rows: JournalRow[] = contributions.map((contribution) => ({ position: this.position, contribution }));
    this.rows.push(...rows);
    const waiting = this.#waiting.get(shard);
    if (waiting) waiting.push(...rows);
    else this.#waiting.set(shard, rows);
    return this.position;
  }

  /** Writes what waits of a shard, and moves its tail to the log's end. */
  async write(shard: number): Promise<void> {
    const after = (await this.store.tails())[shard] ?? 0;
    if (after === this.position) return;
    const builder = new SegmentBuilder(this.#writing);
    for (const { position, contribution } of this.#waiting.get(shard) ?? []) builder.add(position, [contribution]);
    this.#waiting.delete(shard);
    const rows = builder.rows;
    await this.store.append([{ shard, after, upTo: this.position, rows, bytes: rows > 0 ? builder.encode() : new Uint8Array() }]);
  }

  async writeAll(): Promise<void> {
    for (let shard = 0; shard < shardCount; shard += 1) await this.write(shard);
  }
}

/** Figures as brute force tells them. */
export function answerOf(figures: Figures): Answer {
  return new Map([...figures].map(({ keys, sums }) => [textOf(keys), sums]));
}
