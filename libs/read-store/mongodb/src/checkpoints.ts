import { shardCount } from '@zongheng/kernel';
import type { Checkpoint, CheckpointWrite } from '@zongheng/read-store';
import type { Collection, Document } from 'mongodb';
import { isDuplicate } from './errors.ts';

interface Held {
  readonly _id: string;
  readonly shards?: Readonly<Record<string, Checkpoint>>;
}

/** Where consumers stand: one document for each, so that all its shards move in one step. */
export class Checkpoints {
  readonly #held: Collection<Held>;

  constructor(held: Collection<Held>) {
    this.#held = held;
  }

  async of(consumer: string): Promise<readonly Checkpoint[]> {
    const { shards = {} } = (await this.#held.findOne({ _id: consumer })) ?? {};
    return Array.from({ length: shardCount }, (_, shard) => shards[nameOf(shard)] ?? { position: 0, parked: [] });
  }

  /** Moves shards forward; one that stands further already is left alone, and so are those in `except`. */
  async advance(consumer: string, { positions, parked }: CheckpointWrite, except: ReadonlySet<number> = new Set()): Promise<void> {
    const moves: Document = {};
    for (const [shard, position] of positions) {
      if (except.has(shard)) continue;
      const path = `shards.${nameOf(shard)}`;
      const keys = parked?.get(shard);
      const now = { position, parked: keys ? { $literal: keys } : { $ifNull: [`$${path}.parked`, []] } };
      moves[path] = { $cond: [{ $lte: [{ $ifNull: [`$${path}.position`, 0] }, position] }, now, `$${path}`] };
    }
    if (Object.keys(moves).length === 0) return;
    const move = () => this.#held.updateOne({ _id: consumer }, [{ $set: moves }], { upsert: true });
    try {
      await move();
    } catch (error) {
      // Another made the document at the same moment.
      if (!isDuplicate(error)) throw error;
      await move();
    }
  }

  async forget(consumer: string): Promise<void> {
    await this.#held.deleteOne({ _id: consumer });
  }
}

/** A number would be taken for a place in an array. */
const nameOf = (shard: number): string => `s${shard}`;
