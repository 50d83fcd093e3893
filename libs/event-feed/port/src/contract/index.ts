import { setTimeout as sleep } from 'node:timers/promises';
import { shardCount, shardOf } from '@zongheng/kernel';
import { type FeedUnderTest, isOrderedByShard, type MakeEventFeed, TestConsumer, visits } from './given.ts';

export { type FeedUnderTest, type MakeEventFeed, TestConsumer, visits } from './given.ts';

/** What every event feed promises. An adapter joins with one call in a spec of its own: `eventFeedContract('in-process', make)`. */
export function eventFeedContract(name: string, make: MakeEventFeed): void {
  describe(`the event feed, ${name}`, () => {
    const running: { stop: AbortController; consuming: Promise<void> }[] = [];
    let made: FeedUnderTest;

    beforeEach(async () => {
      made = await make();
    });

    afterEach(async () => {
      for (const { stop } of running) stop.abort();
      await Promise.allSettled(running.splice(0).map(({ consuming }) => consuming));
      await made.close();
    });

    function start(consumer: TestConsumer): { stop: AbortController; consuming: Promise<void> } {
      const stop = new AbortController();
      const run = { stop, consuming: made.feed.consume(consumer, stop.signal) };
      run.consuming.catch(() => undefined);
      running.push(run);
      return run;
    }

    it('tells a consumer which shards it has before it asks where it stands in them', async () => {
      const consumer = new TestConsumer('views');
      const has: (readonly number[])[] = [];
      const positions = consumer.positions.bind(consumer);
      consumer.positions = async (shards) => {
        has.push([...consumer.has.values()].flat());
        return positions(shards);
      };
      start(consumer);
      const [recorded] = await made.record(visits(1));
      await consumer.everyShardAt(recorded?.position ?? 0);
      const bySize = (one: number, other: number): number => one - other;
      expect([...(has.at(-1) ?? [])].sort(bySize)).toEqual(Array.from({ length: shardCount }, (_, shard) => shard));
      expect([...(consumer.asked.at(-1) ?? [])].sort(bySize)).toEqual([...(has.at(-1) ?? [])].sort(bySize));
    });

    it('delivers what stands in the log, then what comes, in order within each shard', async () => {
      const before = await made.record(visits(300));
      const consumer = new TestConsumer('views');
      start(consumer);
      await consumer.everyShardAt(before.at(-1)?.position ?? 0);
      const after = await made.record(visits(200));
      await consumer.everyShardAt(after.at(-1)?.position ?? 0);
      expect(isOrderedByShard(consumer.seen)).toBe(true);
      expect([...consumer.seen].sort((one, other) => one.position - other.position)).toEqual([...before, ...after]);
    });

    it('gives idle shards marks, so that their freshness is known', async () => {
      const consumer = new TestConsumer('views');
      start(consumer);
      const recorded = await made.record(visits(3, { orderingKey: 'customer-1' }));
      await consumer.everyShardAt(recorded[2]?.position ?? 0);
      expect(consumer.seen).toEqual(recorded);
      expect(consumer.reached).toHaveLength(shardCount);
    });

    it('never marks a shard beyond an event it has yet to deliver', async () => {
      await made.record(visits(500));
      const consumer = new TestConsumer('views', { batchMax: 7 });
      start(consumer);
      await consumer.until(() => consumer.seen.length === 500);
      const marked = new Map<number, number>();
      for (const batch of consumer.batches) {
        for (const event of batch.events) expect(event.position).toBeGreaterThan(marked.get(shardOf(event.orderingKey)) ?? 0);
        for (const [shard, position] of batch.marks) marked.set(shard, position);
      }
    });

    it('says when nothing more was waiting', async () => {
      const recorded = await made.record(visits(50));
      const consumer = new TestConsumer('views', { batchMax: 20 });
      start(consumer);
      await consumer.everyShardAt(recorded.at(-1)?.position ?? 0);
      await consumer.until(() => consumer.batches.at(-1)?.caughtUp === true);
      const firstFull = consumer.batches.find((batch) => batch.events.length > 0);
      expect(firstFull?.caughtUp).toBe(false);
    });

    it('says of an empty log that there is nothing to wait for', async () => {
      const consumer = new TestConsumer('views');
      start(consumer);
      await consumer.until(() => consumer.batches.some((batch) => batch.caughtUp));
      expect(consumer.seen).toEqual([]);
    });

    it('starts where the consumer stands, for each shard on its own', async () => {
      const recorded = await made.record(visits(400));
      const middle = recorded[199]?.position ?? 0;
      const positions = Array.from({ length: shardCount }, (_, shard) => (shard % 2 === 0 ? middle : 0));
      const consumer = new TestConsumer('views', { positions });
      start(consumer);
      await consumer.everyShardAt(recorded.at(-1)?.position ?? 0);
      const wanted = recorded.filter((event) => event.position > (positions[shardOf(event.orderingKey)] ?? 0));
      expect([...consumer.seen].sort((one, other) => one.position - other.position)).toEqual(wanted);
    });

    it('goes on after a stop where the consumer had come to, missing nothing and repeating nothing', async () => {
      await made.record(visits(200));
      const first = new TestConsumer('views', { batchMax: 30 });
      const run = start(first);
      await first.until(() => first.seen.length >= 60);
      run.stop.abort();
      await run.consuming;
      const recorded = await made.record(visits(100));
      const second = new TestConsumer('views', { positions: first.reached });
      start(second);
      await second.everyShardAt(recorded.at(-1)?.position ?? 0);
      const ids = [...first.seen, ...second.seen].map(({ id }) => id);
      expect(ids).toHaveLength(300);
      expect(new Set(ids).size).toBe(300);
    });

    it('keeps batches small when there is little, and within the bound when there is much', async () => {
      const consumer = new TestConsumer('views', { batchMax: 64 });
      start(consumer);
      const [single] = await made.record(visits(1));
      await consumer.everyShardAt(single?.position ?? 0);
      expect(Math.max(...consumer.batches.map((batch) => batch.events.length))).toBe(1);
      const recorded = await made.record(visits(1_000));
      await consumer.everyShardAt(recorded.at(-1)?.position ?? 0);
      const sizes = consumer.batches.map((batch) => batch.events.length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
      expect(sizes.reduce((one, other) => one + other, 0)).toBe(1_001);
    });

    it('hands over the next batch only when the last one is handled', async () => {
      await made.record(visits(100));
      let atOnce = 0;
      let atOnceMax = 0;
      const consumer = new TestConsumer('views', { batchMax: 10 });
      const handle = consumer.handle.bind(consumer);
      consumer.handle = async (batch) => {
        atOnce += 1;
        atOnceMax = Math.max(atOnceMax, atOnce);
        await sleep(2);
        await handle(batch);
        atOnce -= 1;
      };
      start(consumer);
      await consumer.until(() => consumer.seen.length === 100);
      expect(atOnceMax).toBe(1);
    });

    it('tells groups apart: each gets everything', async () => {
      const consumers = [new TestConsumer('views'), new TestConsumer('policies'), new TestConsumer('search', { batchMax: 9 })];
      for (const consumer of consumers) start(consumer);
      const recorded = await made.record(visits(120));
      for (const consumer of consumers) {
        await consumer.everyShardAt(recorded.at(-1)?.position ?? 0);
        expect(consumer.seen).toHaveLength(120);
      }
    });

    it('leaves out the types a consumer does not want, and marks them as passed', async () => {
      const consumer = new TestConsumer('policies', { types: new Set(['EmployeeTransferred']) });
      start(consumer);
      await made.record(visits(20));
      const wanted = await made.record(visits(2, { type: 'EmployeeTransferred' }));
      const last = await made.record(visits(20));
      await consumer.everyShardAt(last.at(-1)?.position ?? 0);
      expect([...consumer.seen].sort((one, other) => one.position - other.position)).toEqual(wanted);
    });

    it('stops with the error of the handler, and delivers nothing after it', async () => {
      await made.record(visits(30));
      const consumer = new TestConsumer('views', { batchMax: 10 });
      let calls = 0;
      consumer.handle = async (batch) => {
        calls += 1;
        if (batch.events.length > 0) throw new Error('the disk of the views is full');
      };
      const { consuming } = start(consumer);
      await expect(consuming).rejects.toThrow('the disk of the views is full');
      const before = calls;
      await made.record(visits(10));
      await sleep(30);
      expect(calls).toBe(before);
    });

    it('stops with the error that a consumer meets when asked where it stands', async () => {
      const consumer = new TestConsumer('views');
      consumer.positions = () => Promise.reject(new Error('no checkpoint can be read'));
      await expect(start(consumer).consuming).rejects.toThrow('no checkpoint can be read');
    });

    it('ends when it is stopped, after the batch under way', async () => {
      await made.record(visits(30));
      const consumer = new TestConsumer('views', { batchMax: 10 });
      const handle = consumer.handle.bind(consumer);
      let isHandling = false;
      consumer.handle = async (batch) => {
        isHandling = true;
        await sleep(10);
        await handle(batch);
        isHandling = false;
      };
      const { stop, consuming } = start(consumer);
      await consumer.until(() => consumer.seen.length > 0);
      stop.abort();
      await consuming;
      expect(isHandling).toBe(false);
      const never = new TestConsumer('views');
      await made.feed.consume(never, AbortSignal.abort());
      expect(never.batches).toEqual([]);
    });
  });
}
