import { eventFeedContract, type FeedUnderTest, TestConsumer, visits } from '@zongheng/event-feed/contract';
import { memoryEventStore } from '@zongheng/event-store';
import type { Instant, RecordedEvent } from '@zongheng/kernel';
import { inProcessFeed } from './in-process-feed.ts';

async function make(): Promise<FeedUnderTest> {
  const store = memoryEventStore({ clock: () => '2026-03-01T08:00:00.000Z' as Instant });
  return {
    feed: inProcessFeed(store),
    async record(given) {
      const recorded: RecordedEvent[] = [];
      for (const { stream, event } of given) recorded.push(...(await store.append(stream, 'no-stream', [event])).events);
      return recorded;
    },
    close: () => store.close(),
  };
}

eventFeedContract('in-process', make);

describe('the feed within one process', () => {
  it('assigns all shards to every consumer, and marks all of them with every batch', async () => {
    const { feed, record, close } = await make();
    await record(visits(10));
    const consumer = new TestConsumer('views', { batchMax: 3 });
    const stop = new AbortController();
    const consuming = feed.consume(consumer, stop.signal);
    await consumer.everyShardAt(10);
    stop.abort();
    await consuming;
    expect(consumer.asked).toEqual([Array.from({ length: 64 }, (_, shard) => shard)]);
    for (const batch of consumer.batches) expect(batch.marks.size).toBe(64);
    await close();
  });

  it('says so when the log is closed under it', async () => {
    const { feed, close } = await make();
    const consuming = feed.consume(new TestConsumer('views'), new AbortController().signal);
    await close();
    await expect(consuming).rejects.toMatchObject({ code: 'STORE.CLOSED' });
  });

  it('refuses a consumer that does not say where it stands in every shard', async () => {
    const { feed, close } = await make();
    const consumer = new TestConsumer('views', { positions: [0, 0, 0] });
    await expect(feed.consume(consumer, new AbortController().signal)).rejects.toBeInstanceOf(RangeError);
    await close();
  });
});
