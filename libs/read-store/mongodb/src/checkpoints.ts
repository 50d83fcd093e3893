import { shardCount } from '@zongheng/kernel';
import type { Checkpoint, CheckpointWrite, ParkedKey } from '@zongheng/read-store';
import type { Collection, Document } from 'mongodb';
import { isDuplicate } from './errors.ts';

interface Held {
  readonly _id: string;
  readonly positions?: Readonly<Record<string, number>>;
  readonly parked?: Readonly<Record<string, readonly ParkedKey[]>>;
}

/** Where consumers stand: one document for each, so that all its shards move in one step. */
export class Checkpoints {
  readonly #held: Collection<Held>;

  constructor(held: Collection<Held>) {
    this.#held = held;
  }

  async of(consumer: string): Promise<readonly Checkpoint[]> {
    const { positions = {}, parked = {} } = (await this.#held.findOne({ _id: consumer })) ?? {};
    return Array.from({ length: shardCount }, (_, shard) => ({
      position: positions[nameOf(shard)] ?? 0,
      parked: parked[nameOf(shard)] ?? [],
    }));
  }

  /** What is parked, by consumer and in the order of shards; those with nothing are left out. */
  async parked(): Promise<ReadonlyMap<string, readonly ParkedKey[]>> {
    const found = await this.#held
      .find({ parked: { $exists: true } })
      .project<Pick<Held, '_id' | 'parked'>>({ parked: 1 })
      .toArray();
    return new Map(found.map(({ _id, parked = {} }) => [_id, inOrder(parked)]));
  }

  /** Moves shards forward; one that stands further already is left alone, and so are those in `except`. */
  async advance(consumer: string, { positions, parked }: CheckpointWrite, except: ReadonlySet<number> = new Set()): Promise<void> {
    const furthest: Document = {};
    const sets: Document = {};
    for (const [shard, position] of positions) {
      if (except.has(shard)) continue;
      const name = nameOf(shard);
      furthest[`positions.${name}`] = position;
      const keys = parked?.get(shard);
      if (keys) sets[`parked.${name}`] = keptWhereFurther(name, position, keys);
    }
    if (Object.keys(furthest).length === 0) return;
    const update: Document | Document[] =
      Object.keys(sets).length === 0 ? { $max: furthest } : [{ $set: { ...furthestOf(furthest), ...sets } }];
    const move = () => this.#held.updateOne({ _id: consumer }, update, { upsert: true });
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

/** The positions of an update that has to say what is parked as well. */
function furthestOf(positions: Document): Document {
  return Object.fromEntries(Object.entries(positions).map(([path, position]) => [path, { $max: [`$${path}`, position] }]));
}

function keptWhereFurther(name: string, position: number, keys: readonly ParkedKey[]): Document {
  const isAhead = { $gt: [{ $ifNull: [`$positions.${name}`, 0] }, position] };
  return { $cond: [isAhead, { $ifNull: [`$parked.${name}`, []] }, { $literal: keys }] };
}

function inOrder(parked: Readonly<Record<string, readonly ParkedKey[]>>): readonly ParkedKey[] {
  return Array.from({ length: shardCount }, (_, shard) => parked[nameOf(shard)] ?? []).flat();
}

/** A number would be taken for a place in an array. */
export const nameOf = (shard: number): string => `s${shard}`;
