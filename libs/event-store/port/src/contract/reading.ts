import { type NewEvent, shardOf } from '@zongheng/kernel';
import type { EventStore } from '../event-store.ts';
import { event, events, type MakeEventStore, numbersOf, readWhole, storesOf } from './given.ts';

export function readingContract(make: MakeEventStore): void {
  const stores = storesOf(make);

  describe('reading a stream', () => {
    const numbered = (count: number): NewEvent[] => Array.from({ length: count }, (_, number) => event({ data: { number } }));

    it('finds nothing where there is no stream', async () => {
      const store = await stores.open();
      expect(await store.readStream('visit-1')).toEqual([]);
      expect(await store.readStream('visit-1', { direction: 'backwards' })).toEqual([]);
      expect(await store.readStream('visit-1', { from: 7 })).toEqual([]);
    });

    it.each([
      ['forwards', {}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      ['forwards from a revision', { from: 7 }, [7, 8, 9]],
      ['forwards, so many', { from: 2, limit: 3 }, [2, 3, 4]],
      ['forwards from beyond the end', { from: 10 }, []],
      ['backwards', { direction: 'backwards' as const }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
      ['backwards from a revision', { direction: 'backwards' as const, from: 2 }, [2, 1, 0]],
      ['backwards, so many', { direction: 'backwards' as const, limit: 2 }, [9, 8]],
      ['backwards from a revision, so many', { direction: 'backwards' as const, from: 5, limit: 2 }, [5, 4]],
      ['backwards from beyond the end', { direction: 'backwards' as const, from: 99, limit: 1 }, [9]],
    ])('goes %s', async (_case, read, expected) => {
      const store = await stores.open();
      await store.append('visit-0', 'no-stream', numbered(3));
      await store.append('visit-1', 'no-stream', numbered(10));
      await store.append('visit-10', 'no-stream', numbered(3));
      const found = await store.readStream('visit-1', read);
      expect(numbersOf(found)).toEqual(expected);
      expect(found.map(({ revision }) => revision)).toEqual(expected);
    });

    it('stops at 1,000 events unless asked for more', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', numbered(1_500));
      expect(await store.readStream('visit-1')).toHaveLength(1_000);
      expect(await store.readStream('visit-1', { limit: 5_000 })).toHaveLength(1_500);
    });

    it('refuses a limit that is no count', async () => {
      const store = await stores.open();
      await expect(store.readStream('visit-1', { limit: 0 })).rejects.toBeInstanceOf(RangeError);
      await expect(store.readAll({ after: 0, limit: Number.NaN })).rejects.toBeInstanceOf(RangeError);
    });
  });

  describe('reading the log', () => {
    it('finds an empty log at its end', async () => {
      const store = await stores.open();
      expect(await store.head()).toBe(0);
      expect(await store.readAll({ after: 0 })).toEqual({ events: [], position: 0, atEnd: true });
    });

    it('goes in order of position, a page at a time, each event once', async () => {
      const store = await stores.open();
      for (let stream = 0; stream < 5; stream += 1) await store.append(`visit-${stream}`, 'no-stream', events(5));
      const pages = [];
      for (let after = 0, atEnd = false; !atEnd;) {
        const page = await store.readAll({ after, limit: 10 });
        pages.push(page);
        ({ position: after, atEnd } = page);
      }
      expect(pages.map((page) => page.events.length).filter((count) => count > 0)).toEqual([10, 10, 5]);
      const positions = pages.flatMap((page) => page.events.map(({ position }) => position));
      expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
      expect(pages.at(-1)?.position).toBe(await store.head());
    });

    it('has nothing to say beyond its end, and does not go back', async () => {
      const store = await stores.open();
      const { position } = await store.append('visit-1', 'no-stream', events(3));
      expect(await store.readAll({ after: position })).toEqual({ events: [], position, atEnd: true });
      expect(await store.readAll({ after: position + 96 })).toEqual({ events: [], position: position + 96, atEnd: true });
    });

    it('gives one event by what stands before it', async () => {
      const store = await stores.open();
      const { events: recorded } = await store.append('visit-1', 'no-stream', events(3));
      for (const each of recorded) {
        const page = await store.readAll({ after: each.position - 1, limit: 1 });
        expect(page.events).toEqual([each]);
      }
    });

    it('is read whole and unchanged with tens of thousands of events, in small pages or in one', async () => {
      const store = await stores.open();
      const recorded = [];
      for (let stream = 0; stream < 30; stream += 1) {
        recorded.push(...(await store.append(`import-${stream}`, 'no-stream', events(1_000))).events);
      }
      expect(await readWhole(store, { limit: 777 })).toEqual(recorded);
      const { events: inOne, atEnd } = await store.readAll({ after: 0, limit: 50_000 });
      expect(inOne).toHaveLength(30_000);
      expect(atEnd).toBe(true);
    });
  });

  describe('reading some of the log', () => {
    async function mixed(store: EventStore): Promise<void> {
      const appends = Array.from({ length: 200 }, (_, key) => {
        const orderingKey = `customer-${key}`;
        const types = ['VisitRecorded', 'TaskAdded', key % 50 === 0 ? 'CustomerMerged' : 'TaskDone'];
        return store.append(
          `visit-${key}`,
          'no-stream',
          types.map((type) => event({ type, orderingKey })),
        );
      });
      await Promise.all(appends);
    }

    it.each([
      ['one shard', new Set([5]), undefined],
      ['a few shards', new Set([1, 2, 3, 60]), undefined],
      ['most shards', new Set(Array.from({ length: 60 }, (_, shard) => shard)), undefined],
      ['a common type', undefined, new Set(['TaskAdded'])],
      ['a rare type', undefined, new Set(['CustomerMerged'])],
      ['a type that never was', undefined, new Set(['NeverHeardOf'])],
      ['few shards and two types', new Set([1, 2, 3]), new Set(['TaskAdded', 'TaskDone'])],
      ['many shards and two types', new Set(Array.from({ length: 40 }, (_, shard) => shard)), new Set(['TaskAdded', 'TaskDone'])],
      ['no shard at all', new Set<number>(), undefined],
    ])('finds exactly the events of %s, in pages of any size', async (_case, shards, types) => {
      const store = await stores.open();
      await mixed(store);
      const all = await readWhole(store);
      const wanted = all.filter((each) => shards?.has(shardOf(each.orderingKey)) !== false && types?.has(each.type) !== false);
      const filters = { ...(shards && { shards }), ...(types && { types }) };
      for (const limit of [1, 7, 10_000]) expect(await readWhole(store, { ...filters, limit })).toEqual(wanted);
    });

    it('marks how far it has looked, so that a reader who finds nothing gets on', async () => {
      const store = await stores.open();
      await mixed(store);
      const page = await store.readAll({ after: 0, limit: 10_000, types: new Set(['NeverHeardOf']) });
      expect(page).toEqual({ events: [], position: await store.head(), atEnd: true });
    });

    it('keeps to the limit, and never says that it has looked past an event it left out', async () => {
      const store = await stores.open();
      await mixed(store);
      const shards = new Set([1, 2, 3, 4, 5, 6, 7, 8]);
      for (let after = 0, atEnd = false; !atEnd;) {
        const page = await store.readAll({ after, limit: 3, shards });
        expect(page.events.length).toBeLessThanOrEqual(3);
        expect(page.position > after || page.atEnd).toBe(true);
        for (const each of page.events) expect(each.position).toBeLessThanOrEqual(page.position);
        ({ position: after, atEnd } = page);
      }
    });
  });
}
