import { createHash } from 'node:crypto';
import type { Collection, Document } from 'mongodb';
import { isDuplicate } from './errors.ts';
import { nameOf } from './checkpoints.ts';

/** What some builds hold, all of them at least that far. */
export interface Reached {
  readonly _id: string;
  readonly stores: readonly string[];
  readonly shards: Readonly<Record<string, number>>;
  /** When it was said last. */
  readonly at: Date;
}

/** What nobody has said again for so long was said of builds that are projected together no more, and by now of each of them anew. */
const forgottenAfterMs = 24 * 60 * 60 * 1000;

/**
 * How far builds are said to be. Those that are projected together are said of in one small document, written once a batch and read many times
 * a second, however many they are.
 */
export class ReachedMarks {
  readonly #reached: Collection<Reached>;

  constructor(reached: Collection<Reached>) {
    this.#reached = reached;
  }

  async say(stores: readonly string[], positions: ReadonlyMap<number, number>): Promise<void> {
    if (stores.length === 0 || positions.size === 0) return;
    const named = [...new Set(stores)].sort();
    const _id = createHash('sha256').update(named.join(' ')).digest('hex');
    const shards: Document = {};
    for (const [shard, position] of positions) shards[`shards.${nameOf(shard)}`] = position;
    const say = () =>
      this.#reached.updateOne({ _id }, { $max: { ...shards, at: new Date() }, $setOnInsert: { stores: named } }, { upsert: true });
    try {
      await say();
    } catch (error) {
      // Another said it first, at the same moment.
      if (!isDuplicate(error)) throw error;
      await say();
    }
  }

  /** Everything that is said, to be asked of single builds. */
  async all(): Promise<Said> {
    return new Said(await this.#reached.find().toArray());
  }

  async of(store: string): Promise<Said> {
    return new Said(await this.#reached.find({ stores: store }).toArray());
  }

  async sweep(): Promise<void> {
    await this.#reached.deleteMany({ at: { $lt: new Date(Date.now() - forgottenAfterMs) } });
  }
}

export class Said {
  readonly #said: readonly Reached[];

  constructor(said: readonly Reached[]) {
    this.#said = said;
  }

  /** How far a build is in a shard; 0 where nothing was said of it. */
  at(store: string, shard: number): number {
    let furthest = 0;
    for (const { stores, shards } of this.#said) if (stores.includes(store)) furthest = Math.max(furthest, shards[nameOf(shard)] ?? 0);
    return furthest;
  }
}
