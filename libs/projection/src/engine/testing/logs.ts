import type { EventFeed, FeedBatch, FeedSubscription } from '@zongheng/event-feed';
import type { LogRead } from '@zongheng/event-store';
import { type RecordedEvent, shardCount, shardOf } from '@zongheng/kernel';
import fc from 'fast-check';
import type { ReadableLog } from '../catch-up.ts';

/** A log out of a list, which may grow. */
export function listLog(events: readonly RecordedEvent[]): ReadableLog {
  const head = () => events.at(-1)?.position ?? 0;
  return {
    head: async () => head(),
    readAll: async ({ after, limit = 1_000, shards, types }: LogRead) => {
      const matching = events.filter(
        (event) => event.position > after && shards?.has(shardOf(event.orderingKey)) !== false && types?.has(event.type) !== false,
      );
      const page = matching.slice(0, limit);
      const atEnd = page.length === matching.length;
      return { events: page, position: atEnd ? Math.max(head(), after) : (page.at(-1)?.position ?? after), atEnd };
    },
  };
}

/** One delivery of a partitioned feed: so many events of a partition, after going back by some. */
export interface Delivery {
  readonly partition: number;
  readonly count: number;
  readonly rewind: number;
}

/** How a log is delivered: in how many partitions, in which pieces, how interleaved, with which duplicates. */
export interface Schedule {
  readonly partitions: number;
  readonly deliveries: readonly Delivery[];
}

export const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    partitions: fc.integer({ min: 1, max: 70 }),
    deliveries: fc.array(
      fc.record({ partition: fc.nat({ max: 69 }), count: fc.nat({ max: 30 }), rewind: fc.oneof(fc.constant(0), fc.nat({ max: 12 })) }),
      { maxLength: 60 },
    ),
  })
  .map(({ partitions, deliveries }) => ({
    partitions,
    deliveries: deliveries.map((delivery) => ({ ...delivery, partition: delivery.partition % partitions })),
  }));

/**
 * Delivers a list as a broker would: each partition in its own order, by a schedule, starting anywhere at or below what the consumer says
 * it has; then the rest of every partition. `onDrained` is called when everything has been handled.
 */
export function scheduledFeed(events: readonly RecordedEvent[], schedule: Schedule, onDrained: () => void): EventFeed {
  return {
    async consume(subscription: FeedSubscription, signal: AbortSignal): Promise<void> {
      const { partitions, deliveries } = schedule;
      const all = Array.from({ length: shardCount }, (_, shard) => shard);
      const positions = await subscription.positions(all);
      const queues = Array.from({ length: partitions }, (_, partition) => {
        const list = events.filter((event) => shardOf(event.orderingKey) % partitions === partition);
        const start = Math.min(...all.filter((shard) => shard % partitions === partition).map((shard) => positions[shard] ?? 0));
        return { list, next: list.filter((event) => event.position <= start).length };
      });
      const deliver = async ({ partition, count, rewind }: Delivery): Promise<void> => {
        const queue = queues[partition];
        if (!queue || signal.aborted) return;
        const from = Math.max(queue.next - rewind, 0);
        const piece = queue.list.slice(from, from + count);
        queue.next = Math.max(queue.next, from + piece.length);
        const reached = queue.list[queue.next - 1]?.position ?? 0;
        const marks = new Map(all.filter((shard) => shard % partitions === partition).map((shard) => [shard, reached]));
        await subscription.handle({ events: piece, marks, caughtUp: false } satisfies FeedBatch);
      };
      for (const delivery of deliveries) await deliver(delivery);
      for (const partition of queues.keys()) await deliver({ partition, count: events.length, rewind: 0 });
      const end = events.at(-1)?.position ?? 0;
      if (!signal.aborted) await subscription.handle({ events: [], marks: new Map(all.map((shard) => [shard, end])), caughtUp: true });
      onDrained();
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}
