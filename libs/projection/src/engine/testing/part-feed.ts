import type { EventFeed } from '@zongheng/event-feed';
import type { EventLog } from '@zongheng/event-store';
import { shardOf } from '@zongheng/kernel';
import { allShards } from '../batch.ts';

/** A feed that gives each of several members every so-and-so-manieth shard of a log, as a broker shares partitions. */
export function partFeed(log: EventLog, member: number, members: number): EventFeed {
  const shards = allShards.filter((shard) => shard % members === member);
  const owned = new Set(shards);
  return {
    async consume(subscription, signal) {
      subscription.assigned?.(new Map([[member, shards]]));
      const positions = await subscription.positions(shards);
      const after = Math.min(...shards.map((shard) => positions[shard] ?? 0));
      for await (const page of log.subscribeAll({ after, limit: subscription.batchMax ?? 1_000 }, signal)) {
        const events = page.events.filter((event) => owned.has(shardOf(event.orderingKey)));
        await subscription.handle({ events, marks: new Map(shards.map((shard) => [shard, page.position])), caughtUp: page.atEnd });
        if (signal.aborted) return;
      }
    },
  };
}
