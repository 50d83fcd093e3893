import { setTimeout as sleep } from 'node:timers/promises';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import type { EventStore, LogPage, Subscription } from '../event-store.ts';
import { events, type MakeEventStore, numbersOf, readWhole, storesOf } from './given.ts';

export function subscribingContract(make: MakeEventStore): void {
  const stores = storesOf(make);

  describe('subscribing', () => {
    it('catches up page by page, says so, and goes on live', async () => {
      const store = await stores.open();
      const before = await store.append('visit-1', 'no-stream', events(25));
      const pages = pagesOf(store.subscribeAll({ after: 0, limit: 10 }, new AbortController().signal));
      const caughtUp = await pages.until((page) => page.atEnd);
      expect(caughtUp.every((page) => page.events.length <= 10)).toBe(true);
      expect(caughtUp.flatMap((page) => page.events)).toEqual(before.events);

      const live = await store.append('visit-2', 'no-stream', events(2));
      const after = await pages.until((page) => page.position >= live.position);
      expect(after.flatMap((page) => page.events)).toEqual(live.events);
      await pages.stop();
    });

    it('says of an empty log at once that it has caught up', async () => {
      const store = await stores.open();
      const pages = pagesOf(store.subscribeAll({ after: 0 }, new AbortController().signal));
      expect(await pages.next()).toEqual({ events: [], position: 0, atEnd: true });
      await pages.stop();
    });

    it('starts above the position it is given', async () => {
      const store = await stores.open();
      const { events: recorded } = await store.append('visit-1', 'no-stream', events(10));
      const pages = pagesOf(store.subscribeAll({ after: recorded[6]?.position ?? 0 }, new AbortController().signal));
      expect((await pages.next()).events).toEqual(recorded.slice(7));
      await pages.stop();
    });

    it('delivers an idle log within a moment', async () => {
      const store = await stores.open();
      const pages = pagesOf(store.subscribeAll({ after: 0 }, new AbortController().signal));
      await pages.next();
      await sleep(20);
      const waiting = pages.next();
      const started = performance.now();
      await store.append('visit-1', 'no-stream', events(1));
      expect((await waiting).events).toHaveLength(1);
      expect(performance.now() - started).toBeLessThan(1_000);
      await pages.stop();
    });

    it('reads nothing ahead of a slow reader, who then gets what stands there now', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(30));
      const pages = pagesOf(store.subscribeAll({ after: 0, limit: 10 }, new AbortController().signal));
      const seen = [...(await pages.next()).events];
      for (let more = 0; more < 20; more += 1) await store.append(`visit-more-${more}`, 'no-stream', events(10));
      for (const page of await pages.until((each) => each.atEnd)) {
        expect(page.events.length).toBeLessThanOrEqual(10);
        seen.push(...page.events);
      }
      expect(seen).toEqual(await readWhole(store));
      await pages.stop();
    });

    it('ends when it is aborted, waiting or not', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(5));
      const waiting = new AbortController();
      const caughtUp = countOf(store.subscribeAll({ after: 0 }, waiting.signal));
      await sleep(20);
      waiting.abort();
      expect(await caughtUp).toBe(5);

      const reading = new AbortController();
      let seen = 0;
      for await (const page of store.subscribeAll({ after: 0, limit: 1 }, reading.signal)) {
        seen += page.events.length;
        if (seen === 2) reading.abort();
      }
      expect(seen).toBe(2);
      expect(await countOf(store.subscribeAll({ after: 0 }, AbortSignal.abort()))).toBe(0);
    });

    it('ends when the store is closed', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(5));
      const counted = countOf(store.subscribeAll({ after: 0 }, new AbortController().signal));
      await sleep(20);
      await store.close();
      expect(await counted).toBe(5);
    });

    it('filters by shard and type, and marks what it passed over', async () => {
      const store = await stores.open();
      const shards = new Set([shardOf('customer-1')]);
      const wanted = { after: 0, shards, types: new Set(['TaskAdded']) };
      const pages = pagesOf(store.subscribeAll(wanted, new AbortController().signal));
      await pages.next();
      const other = await store.append('visit-2', 'no-stream', events(3, { orderingKey: otherShard(shards) }));
      expect(await pages.until((page) => page.position >= other.position)).toEqual([{ events: [], position: other.position, atEnd: true }]);
      const own = await store.append('visit-1', 'no-stream', events(1, { type: 'TaskAdded' }));
      expect((await pages.until((page) => page.position >= own.position)).flatMap((page) => page.events)).toEqual(own.events);
      await pages.stop();
    });

    it('gives each of many subscribers everything, once and in order, while others write', async () => {
      const store = await stores.open();
      const total = 400;
      const stop = new AbortController();
      const readers = Array.from({ length: 40 }, (_, reader) => collect(store, total, 1 + reader * 5, stop.signal));
      const writers = Array.from({ length: 20 }, async (_, writer) => {
        for (let more = 0; more < 20; more += 1) await store.append(`visit-${writer}-${more}`, 'no-stream', events(1));
      });
      await Promise.all(writers);
      const log = numbersOf(await readWhole(store));
      expect(log).toHaveLength(total);
      for (const seen of await Promise.all(readers)) expect(numbersOf(seen)).toEqual(log);
      stop.abort();
    });
  });
}

/** Reads a subscription by hand, a page when asked. */
function pagesOf(subscription: Subscription) {
  const iterator = subscription[Symbol.asyncIterator]();
  const next = async (): Promise<LogPage> => {
    const { value, done } = await iterator.next();
    if (done === true) throw new Error('the subscription ended');
    return value;
  };
  return {
    next,
    async until(isEnough: (page: LogPage) => boolean): Promise<LogPage[]> {
      const pages: LogPage[] = [];
      do pages.push(await next());
      while (!pages.some(isEnough));
      return pages;
    },
    stop: async () => iterator.return?.(),
  };
}

async function countOf(subscription: Subscription): Promise<number> {
  let count = 0;
  for await (const page of subscription) count += page.events.length;
  return count;
}

async function collect(store: EventStore, total: number, limit: number, signal: AbortSignal): Promise<RecordedEvent[]> {
  const seen: RecordedEvent[] = [];
  for await (const page of store.subscribeAll({ after: 0, limit }, signal)) {
    seen.push(...page.events);
    if (seen.length >= total) break;
  }
  return seen;
}

function otherShard(shards: ReadonlySet<number>): string {
  for (let key = 0; ; key += 1) if (!shards.has(shardOf(`other-${key}`))) return `other-${key}`;
}
