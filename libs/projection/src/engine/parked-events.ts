import type { View } from '@zongheng/kernel';
import type { ParkedKey } from '@zongheng/read-store';
import { type Batch, batchOf } from './batch.ts';
import type { ReadableLog } from './catch-up.ts';

/** What a parked key is waiting for. */
export interface ParkedReading {
  readonly log: ReadableLog;
  readonly view: Pick<View, 'handles'>;
  readonly parked: readonly ParkedKey[];
  /** How far the consumer has handled each shard: what lies beyond will be delivered to it. */
  readonly positions: readonly number[];
}

/** The events that parked keys were left out of, read again from the store, in order. */
export async function* parkedEvents({ log, view, parked, positions }: ParkedReading): AsyncGenerator<Batch> {
  const shards = new Set(parked.map((key) => key.shard));
  const firsts = new Map(parked.map((key) => [key.orderingKey, key]));
  const upTo = Math.max(0, ...[...shards].map((shard) => positions[shard] ?? 0));
  for (let after = Math.min(...parked.map((key) => key.firstPosition)) - 1; after < upTo;) {
    const page = await log.readAll({ after, shards, types: new Set(view.handles) });
    const events = page.events.filter((event) => {
      const key = firsts.get(event.orderingKey);
      return key !== undefined && event.position >= key.firstPosition && event.position <= (positions[key.shard] ?? 0);
    });
    if (events.length > 0) yield batchOf({ events, marks: new Map() });
    after = page.position;
    if (page.atEnd) return;
  }
}
