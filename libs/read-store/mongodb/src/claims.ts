import type { Claim, ClaimWrite } from '@zongheng/read-store';
import type { Collection, Db } from 'mongodb';
import { isDuplicate } from './errors.ts';

interface Held {
  readonly _id: string;
  readonly owner: string;
  readonly note: string;
  readonly until: Date;
  readonly number: number;
}

/** Names that are held for a time, by the clock of the server: those who claim need not agree on theirs. */
export class Claims {
  readonly #db: Db;
  readonly #held: Collection<Held>;

  constructor(db: Db) {
    this.#db = db;
    this.#held = db.collection('claims');
  }

  async claim(name: string, { owner, forMs, note }: ClaimWrite): Promise<number | null> {
    const now = await this.#now();
    const taken = { owner, note, until: new Date(now.getTime() + Math.ceil(forMs)) };
    const kept = await this.#held.findOneAndUpdate({ _id: name, owner, until: { $gt: now } }, { $set: taken });
    if (kept) return kept.number;
    try {
      const free = { _id: name, until: { $lte: now } };
      const held = await this.#held.findOneAndUpdate(free, { $set: taken, $inc: { number: 1 } }, { upsert: true, returnDocument: 'after' });
      return held?.number ?? null;
    } catch (error) {
      // The name stands there and is not free: another holds it.
      if (isDuplicate(error)) return null;
      throw error;
    }
  }

  async unclaim(name: string, owner: string): Promise<void> {
    await this.#held.updateOne({ _id: name, owner }, { $set: { until: new Date(0) } });
  }

  async all(): Promise<readonly Claim[]> {
    const held = await this.#held
      .find({ until: { $gt: await this.#now() } })
      .sort({ _id: 1 })
      .toArray();
    return held.map(({ _id, owner, note }) => ({ name: _id, owner, note }));
  }

  async #now(): Promise<Date> {
    const { localTime } = await this.#db.command({ hello: 1 });
    return localTime instanceof Date ? localTime : new Date();
  }
}
