import { shardCount } from '@zongheng/kernel';
import type { ParkedKey } from '../documents.ts';
import { type MakeReadStore, added, deal, deals, holding, inHome, inStore, keysOf, moves, segment } from './given.ts';

export const parkedKey = (orderingKey: string, shard: number): ParkedKey => ({
  orderingKey,
  shard,
  firstPosition: 12,
  eventId: `event of ${orderingKey}`,
  error: 'TypeError: 不行',
});

/** Checkpoints; builds beside each other; bulk loads. */
export function buildingContract(make: MakeReadStore): void {
  describe('checkpoints', () => {
    it('stand at 0 for all 64 shards before the first', () =>
      inStore(make, async (store) => {
        await store.collection(deals);
        for (const consumer of [deals.build, 'transfers']) {
          expect(await store.checkpoints(consumer)).toEqual(Array.from({ length: shardCount }, () => ({ position: 0, parked: [] })));
        }
      }));

    it('move with the documents they cover, with what is parked', () =>
      inStore(make, async (store) => {
        const collection = await store.collection(deals);
        const parked = [parkedKey('c1', 5), parkedKey('c2', 5)];
        await collection.write([added({ key: 'a', shard: 5 })], {
          positions: new Map([
            [5, 20],
            [63, 2 ** 40],
          ]),
          parked: new Map([[5, parked]]),
        });
        await collection.write([], { positions: new Map([[63, 2 ** 40 + 1]]), parked: new Map([[63, [parkedKey('c3', 63)]]]) });
        const checkpoints = await store.checkpoints(deals.build);
        expect(checkpoints[5]).toEqual({ position: 20, parked });
        expect(checkpoints[63]).toEqual({ position: 2 ** 40 + 1, parked: [parkedKey('c3', 63)] });
        expect(checkpoints[0]).toEqual({ position: 0, parked: [] });
        await collection.write([], { positions: new Map([[5, 20]]), parked: new Map([[5, []]]) });
        expect((await store.checkpoints(deals.build))[5]).toEqual({ position: 20, parked: [] });
      }));

    it('stay where they are for a shard with a stale document, and move for the others', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, { key: 'a', shard: 5, position: 9 });
        const stale = await collection.write([added({ key: 'a', shard: 5 }), added({ key: 'b', shard: 6 })], {
          positions: new Map([
            [5, 20],
            [6, 20],
          ]),
        });
        expect(stale).toEqual(['a']);
        const checkpoints = await store.checkpoints(deals.build);
        expect([checkpoints[5]?.position, checkpoints[6]?.position]).toEqual([0, 20]);
      }));

    it('never run backwards', () =>
      inStore(make, async (store) => {
        const collection = await store.collection(deals);
        await collection.write([], { positions: new Map([[1, 20]]), parked: new Map([[1, [parkedKey('c1', 1)]]]) });
        await collection.write([], { positions: new Map([[1, 19]]), parked: new Map([[1, []]]) });
        expect((await store.checkpoints(deals.build))[1]).toEqual({ position: 20, parked: [parkedKey('c1', 1)] });
        await store.saveCheckpoints(
          'transfers',
          new Map([
            [1, 20],
            [2, 5],
          ]),
        );
        await store.saveCheckpoints(
          'transfers',
          new Map([
            [1, 19],
            [2, 6],
          ]),
        );
        expect((await store.checkpoints('transfers')).slice(0, 4).map(({ position }) => position)).toEqual([0, 20, 6, 0]);
        expect((await store.checkpoints('others'))[1]?.position).toBe(0);
      }));
  });

  describe('what builds are said to have reached', () => {
    const at = (positions: Readonly<Record<number, number>>) => Array.from({ length: shardCount }, (_, shard) => positions[shard] ?? 0);

    it('is told of every view that is served, by view, with what is parked', () =>
      inHome(make, async (home) => {
        const [store, reading] = [await home.open(), await home.open()];
        const journal = await store.journal(moves);
        const collection = await store.collection(deals);
        await store.collection({ ...deals, view: 'others', build: 'others@1.1' });
        expect(await reading.served()).toEqual([]);
        await store.activate('moves', moves.build);
        await store.activate('deals', deals.build);
        const parked = parkedKey('c1', 5);
        await journal.append([segment({ shard: 5, after: 0, upTo: 9, rows: 0 })], new Map([[5, [parked]]]));
        await collection.write([], { positions: new Map([[7, 3]]), parked: new Map([[7, [parkedKey('c2', 7)]]]) });
        await store.reach(
          [deals.build, moves.build, 'others@1.1'],
          new Map([
            [0, 12],
            [63, 2 ** 40],
          ]),
        );
        await store.reach(
          [deals.build],
          new Map([
            [0, 11],
            [1, 4],
          ]),
        );
        expect(await reading.served()).toEqual([
          { view: 'deals', version: 1, build: deals.build, positions: at({ 0: 12, 1: 4, 63: 2 ** 40 }), parked: [parkedKey('c2', 7)] },
          { view: 'moves', version: 1, build: moves.build, positions: at({ 0: 12, 63: 2 ** 40 }), parked: [parked] },
        ]);
        await journal.append([segment({ shard: 5, after: 9, upTo: 12, rows: 0 })], new Map([[5, []]]));
        expect((await reading.served()).map(({ parked: still }) => still.length)).toEqual([1, 0]);
        await store.close();
        await reading.close();
      }));

    it('counts where a consumer stands, and moves no tail of a journal', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        const collection = await store.collection(deals);
        await collection.write([added({ key: 'a', shard: 5 })], {
          positions: new Map([[5, 20]]),
          parked: new Map([[5, [parkedKey('c1', 5)]]]),
        });
        await store.reach(
          [deals.build, moves.build, 'nobody@1.1'],
          new Map([
            [5, 19],
            [6, 8],
          ]),
        );
        expect((await store.checkpoints(deals.build)).slice(5, 7)).toEqual([
          { position: 20, parked: [parkedKey('c1', 5)] },
          { position: 8, parked: [] },
        ]);
        expect((await store.checkpoints(moves.build)).slice(5, 7).map(({ position }) => position)).toEqual([19, 8]);
        expect((await journal.tails()).slice(5, 7)).toEqual([0, 0]);
        expect(await journal.append([segment({ shard: 6, after: 0, upTo: 12 })])).toEqual([]);
        expect((await store.checkpoints(moves.build))[6]?.position).toBe(12);
      }));

    it('is not said of a build made anew under the name of one that is gone', () =>
      inHome(make, async (home) => {
        const [store, other] = [await home.open(), await home.open()];
        await store.collection(deals);
        await store.reach([deals.build], new Map([[0, 12]]));
        await other.drop(deals.build);
        await other.collection(deals);
        await other.activate('deals', deals.build);
        await store.reach([deals.build], new Map([[1, 12]]));
        expect((await other.checkpoints(deals.build)).map(({ position }) => position)).toEqual(at({}));
        expect((await other.served())[0]?.positions).toEqual(at({}));
        await store.close();
        await other.close();
      }));
  });

  describe('builds', () => {
    it('stand beside each other, and readers are served the active one', () =>
      inStore(make, async (store) => {
        expect(await store.active('deals')).toBeNull();
        expect(await store.builds()).toEqual([]);
        const [blue, green] = [await holding(store, { key: 'a' }), await store.collection({ ...deals, version: 2, build: 'deals@2.1' })];
        await store.activate('deals', 'deals@1.1');
        expect(await store.active('deals')).toBe('deals@1.1');
        await store.activate('deals', 'deals@2.1');
        expect(await store.active('deals')).toBe('deals@2.1');
        expect([await keysOf(blue), await keysOf(green)]).toEqual([['a'], []]);
        expect(await store.builds()).toEqual([
          { view: 'deals', version: 1, build: 'deals@1.1', loading: false },
          { view: 'deals', version: 2, build: 'deals@2.1', loading: false },
        ]);
      }));

    it('are not served before they are there, nor under the name of another view', () =>
      inStore(make, async (store) => {
        await store.collection(deals);
        await expect(store.activate('deals', 'deals@9.9')).rejects.toMatchObject({ code: 'READ_STORE.UNKNOWN_BUILD' });
        await expect(store.activate('visits', deals.build)).rejects.toMatchObject({ code: 'READ_STORE.UNKNOWN_BUILD' });
        expect(await store.active('deals')).toBeNull();
      }));

    it('are dropped with all they hold, but not while they are served', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, { key: 'a' });
        await collection.write([], { positions: new Map([[1, 20]]) });
        await store.activate('deals', deals.build);
        await expect(store.drop(deals.build)).rejects.toMatchObject({ code: 'READ_STORE.SERVED' });
        await store.collection({ ...deals, build: 'deals@1.2' });
        await store.activate('deals', 'deals@1.2');
        await store.drop(deals.build);
        await store.drop(deals.build);
        expect((await store.builds()).map(({ build }) => build)).toEqual(['deals@1.2']);
        expect((await store.checkpoints(deals.build))[1]?.position).toBe(0);
        expect(await keysOf(await store.collection(deals))).toEqual([]);
      }));

    it('keep everything when the store is closed and opened again', () =>
      inHome(make, async (home) => {
        const before = await home.open();
        const held = await holding(before, { key: 'a', fields: { owner: 'li' }, search: ['Acme'], attributes: { tier: 'gold' } });
        await held.write([], { positions: new Map([[1, 20]]), parked: new Map([[1, [parkedKey('c1', 1)]]]) });
        await (await before.journal(moves)).append([segment({ after: 0, upTo: 9 })]);
        await before.saveCheckpoints('transfers', new Map([[3, 4]]));
        await before.activate('deals', deals.build);
        await before.close();
        await expect(before.active('deals')).rejects.toMatchObject({ code: 'READ_STORE.CLOSED' });
        const after = await home.open();
        const collection = await after.collection(deals);
        expect(await keysOf(collection, { q: 'cm', where: [{ field: 'tier', attribute: true, op: 'eq', value: 'gold' }] })).toEqual(['a']);
        expect((await after.checkpoints(deals.build))[1]).toEqual({ position: 20, parked: [parkedKey('c1', 1)] });
        expect(await (await after.journal(moves)).read(0, 0)).toEqual([segment({ after: 0, upTo: 9 })]);
        expect((await after.checkpoints('transfers'))[3]?.position).toBe(4);
        expect(await after.active('deals')).toBe(deals.build);
        await after.close();
      }));

    it('refuse other fields under the same name, and take other indexes', () =>
      inHome(make, async (home) => {
        const store = await home.open();
        await holding(store, { key: 'a', fields: { stage: 'won', amount: 1 } }, { key: 'b', fields: { stage: 'won', amount: 0 } });
        const other = { ...deals, fields: { ...deals.fields, owner: 'number' } } as const;
        await expect(store.collection(other)).rejects.toMatchObject({ code: 'READ_STORE.SPEC' });
        await expect(store.journal({ ...moves, view: 'deals', build: deals.build })).rejects.toMatchObject({ code: 'READ_STORE.SPEC' });
        await store.close();
        const again = await home.open();
        const collection = await again.collection({ ...deals, indexes: [['stage', 'amount']] });
        const where = [{ field: 'stage', op: 'eq', value: 'won' }] as const;
        expect(await keysOf(collection, { where, sort: { field: 'amount', direction: 'asc' } })).toEqual(['b', 'a']);
        await again.close();
      }));
  });

  describe('a bulk load', () => {
    const bulk = true;

    it('ends with what live writing gives, and live writing goes on from it', () =>
      inStore(make, async (store) => {
        const collection = await store.collection(deals, { bulk });
        const write = (start: number) =>
          Array.from({ length: 200 }, (_, index) =>
            added({
              key: `k${start + index}`,
              fields: { amount: start + index },
              search: [`name${start + index}`],
              attributes: { n: start + index },
            }),
          );
        await collection.write(write(0));
        expect(await collection.write(write(100), { positions: new Map([[0, 5]]) })).toHaveLength(100);
        await collection.write([{ foldedFrom: 1, document: deal({ key: 'k7', position: 2, search: ['other'], attributes: { n: -1 } }) }]);
        expect((await collection.get(['k7', 'k8', 'k999'])).size).toBe(2);
        expect(await keysOf(collection, { q: 'name8', limit: 2 })).toEqual(['k8', 'k80']);
        expect(await collection.count({ where: [{ field: 'n', attribute: true, op: 'lt', value: 0 }] })).toBe(1);
        expect(await collection.scan(0, 'k98', 5)).toHaveLength(1);
        await collection.finishLoad();
        await collection.finishLoad();
        await collection.write([
          { foldedFrom: 1, document: deal({ key: 'k8', position: 2, search: ['third'] }) },
          added({ key: 'new', search: ['name8'] }),
        ]);
        expect(await keysOf(collection, { q: 'name8', limit: 3 })).toEqual(['k80', 'k81', 'k82']);
        expect(await keysOf(collection, { q: 'name8', limit: 3, after: { value: null, key: 'k88' } })).toEqual(['k89', 'new']);
        expect(await keysOf(collection, { where: [{ field: 'n', attribute: true, op: 'lte', value: 1 }] })).toEqual(['k0', 'k1', 'k7']);
        expect(await keysOf(collection, { sort: { field: 'amount', direction: 'desc' }, limit: 1 })).toEqual(['k299']);
        expect((await store.checkpoints(deals.build))[0]?.position).toBe(0);
      }));

    it('is nobody else’s before it ends, and starts anew after it broke off', () =>
      inHome(make, async (home) => {
        const [loading, reading] = [await home.open(), await home.open()];
        const load = await loading.collection(deals, { bulk });
        await load.write([added({ key: 'a' })]);
        expect(await reading.builds()).toEqual([{ view: 'deals', version: 1, build: deals.build, loading: true }]);
        await expect(reading.collection(deals)).rejects.toMatchObject({ code: 'READ_STORE.LOADING' });
        await expect(reading.activate('deals', deals.build)).rejects.toMatchObject({ code: 'READ_STORE.LOADING' });
        await loading.close();
        const again = await reading.collection(deals, { bulk });
        expect(await keysOf(again)).toEqual([]);
        await again.write([added({ key: 'b' })]);
        await again.finishLoad();
        const third = await home.open();
        expect(await keysOf(await third.collection(deals))).toEqual(['b']);
        expect(await keysOf(await third.collection(deals, { bulk }))).toEqual(['b']);
        await reading.close();
        await third.close();
      }));

    it('does not end where another dropped it meanwhile', () =>
      inHome(make, async (home) => {
        const [loading, other] = [await home.open(), await home.open()];
        const load = await loading.collection(deals, { bulk });
        await load.write([added({ key: 'a' })]);
        await other.drop(deals.build);
        await expect(load.finishLoad()).rejects.toMatchObject({ code: 'READ_STORE.UNKNOWN_BUILD' });
        expect(await other.builds()).toEqual([]);
        expect(await keysOf(await other.collection(deals))).toEqual([]);
        await loading.close();
        await other.close();
      }));

    it('can be dropped where it broke off', () =>
      inStore(make, async (store) => {
        await store.collection(deals, { bulk });
        await store.drop(deals.build);
        expect(await store.builds()).toEqual([]);
        expect(await keysOf(await holding(store, { key: 'a' }))).toEqual(['a']);
      }));
  });
}
