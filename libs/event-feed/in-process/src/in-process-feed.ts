import type { EventFeed, FeedBatch, FeedSubscription } from '@zongheng/event-feed';
import { feedBatchMaxDefault } from '@zongheng/event-feed';
import { type EventLog, type LogPage, StoreError } from '@zongheng/event-store';
import { type RecordedEvent, shardCount, shardOf } from '@zongheng/kernel';

const allShards: readonly number[] = Array.from({ length: shardCount }, (_, shard) => shard);

/**
 * The feed within one process: reads the log itself, so nothing can be lost between the two. Every group has all shards. A batch is what
 * stood in the log when it was asked for: one event when idle, up to `batchMax` under load.
 */
export function inProcessFeed(log: EventLog): EventFeed {
  return {
    async consume(subscription: FeedSubscription, signal: AbortSignal): Promise<void> {
      subscription.assigned?.(new Map([[0, allShards]]));
      const positions = await positionsOf(subscription);
      const { types, batchMax: limit = feedBatchMaxDefault } = subscription;
      const read = { after: Math.min(...positions), limit, ...(types === undefined ? undefined : { types }) };
      for await (const page of log.subscribeAll(read, signal)) {
        await subscription.handle(batchOf(page, positions));
        if (signal.aborted) return;
      }
      if (!signal.aborted) throw new StoreError('STORE.CLOSED', 'the log was closed under its feed', 'stop the consumers first');
    },
  };
}

async function positionsOf(subscription: FeedSubscription): Promise<number[]> {
  const positions = await subscription.positions(allShards);
  if (positions.length !== shardCount) {
    throw new RangeError(`${subscription.group} stands at ${positions.length} shards: a position for each of ${shardCount} is wanted`);
  }
  return [...positions];
}

/** Leaves out what the consumer has of each shard, and moves its positions on. */
function batchOf(page: LogPage, positions: number[]): FeedBatch {
  const furthest = Math.max(...positions);
  const first = page.events[0]?.position ?? Number.POSITIVE_INFINITY;
  const isNew = (event: RecordedEvent): boolean => event.position > (positions[shardOf(event.orderingKey)] ?? 0);
  const events = first > furthest ? page.events : page.events.filter(isNew);
  const marks = new Map<number, number>();
  for (const shard of allShards) {
    const reached = Math.max(positions[shard] ?? 0, page.position);
    positions[shard] = reached;
    marks.set(shard, reached);
  }
  return { events, marks, caughtUp: page.atEnd };
}
