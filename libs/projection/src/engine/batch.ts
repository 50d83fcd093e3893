import type { FeedBatch } from '@zongheng/event-feed';
import type { LogPage } from '@zongheng/event-store';
import { type RecordedEvent, shardCount, shardOf } from '@zongheng/kernel';
import { numberOfType } from './handled-types.ts';

/** All 64 shards, by number. */
export const allShards: readonly number[] = Array.from({ length: shardCount }, (_, shard) => shard);

/** A piece of the log or the feed, with what every view asks of it worked out once. */
export interface Batch {
  /** In order of position within each shard. */
  readonly events: readonly RecordedEvent[];
  /** The shard of each event, by its index. */
  readonly shards: Uint8Array;
  /** The type of each event by number, by its index. */
  readonly types: Uint16Array;
  /** How far each shard named here is delivered once this batch is handled. */
  readonly reached: ReadonlyMap<number, number>;
  /** The step of a trace that folds it, for those that write what comes of it; undefined where there is none. */
  readonly traceparent?: string | undefined;
}

/**
 * What a feed delivered, as views fold it: what comes again within one batch is left out, as what came before it is by whoever folds it. A shard
 * reaches its mark, or its last event where that is further.
 */
export function batchOf(delivered: Pick<FeedBatch, 'events' | 'marks'>): Batch {
  const furthest = new Map<number, number>();
  const events = delivered.events.filter(({ orderingKey, position }) => {
    const shard = shardOf(orderingKey);
    if (position <= (furthest.get(shard) ?? 0)) return false;
    furthest.set(shard, position);
    return true;
  });
  const reached = new Map(delivered.marks);
  for (const [shard, position] of furthest) reached.set(shard, Math.max(position, reached.get(shard) ?? 0));
  return { events, shards: shardsOf(events), types: typesOf(events), reached };
}

/** A page of the log, as views fold it: all the shards that were read have reached its end. */
export function batchOfPage(page: LogPage, shards: readonly number[] = allShards): Batch {
  return {
    events: page.events,
    shards: shardsOf(page.events),
    types: typesOf(page.events),
    reached: new Map(shards.map((shard) => [shard, page.position])),
  };
}

function shardsOf(events: readonly RecordedEvent[]): Uint8Array {
  const shards = new Uint8Array(events.length);
  for (let index = 0; index < events.length; index += 1) shards[index] = shardOf(events[index]?.orderingKey ?? '');
  return shards;
}

function typesOf(events: readonly RecordedEvent[]): Uint16Array {
  const types = new Uint16Array(events.length);
  for (let index = 0; index < events.length; index += 1) types[index] = numberOfType(events[index]?.type ?? '');
  return types;
}
