import { type MakeReadStore, added, deal, deals, holding, inHome, inStore, keysOf } from './given.ts';

/** Writing documents: compare-and-set, tombstones, shards. */
export function writingContract(make: MakeReadStore): void {
  describe('writing documents', () => {
    it('gives back what was written', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, { key: 'a', shard: 63, position: 7, body: '{"name":"纵横 😀 \\u0000"}' });
        const found = await collection.get(['a', 'nobody']);
        expect([...found]).toEqual([['a', { key: 'a', shard: 63, position: 7, body: '{"name":"纵横 😀 \\u0000"}' }]]);
      }));

    it('writes on what it was folded from, and nothing on anything else', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, { key: 'a', position: 5 });
        expect(await collection.write([{ foldedFrom: 5, document: deal({ key: 'a', position: 9, body: '{"v":2}' }) }])).toEqual([]);
        expect(await collection.write([{ foldedFrom: 5, document: deal({ key: 'a', position: 8, body: '{"v":3}' }) }])).toEqual(['a']);
        expect(await collection.write([{ foldedFrom: null, document: deal({ key: 'a', position: 8, body: '{"v":4}' }) }])).toEqual(['a']);
        expect(await collection.write([{ foldedFrom: 3, document: deal({ key: 'nobody', position: 8 }) }])).toEqual(['nobody']);
        expect([...(await collection.get(['a', 'nobody'])).values()]).toEqual([{ key: 'a', shard: 0, position: 9, body: '{"v":2}' }]);
      }));

    it('lets the others of a batch pass where one is stale', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, { key: 'b', position: 5 });
        const stale = await collection.write([added({ key: 'a' }), added({ key: 'b' }), added({ key: 'c' })]);
        expect(stale).toEqual(['b']);
        expect(await keysOf(collection)).toEqual(['a', 'b', 'c']);
      }));

    it('lets one of two racing writers win each document', () =>
      inHome(make, async (home) => {
        const [one, other] = [await home.open(), await home.open()];
        const [first, second] = [await one.collection(deals), await other.collection(deals)];
        const write = (of: typeof first, by: string) => of.write([added({ key: 'a', body: `{"by":"${by}"}` }), added({ key: by })]);
        const stale = await Promise.all([write(first, 'first'), write(second, 'second')]);
        expect(stale.flat()).toEqual(['a']);
        const winner = stale[0]?.length === 0 ? 'first' : 'second';
        expect((await second.get(['a'])).get('a')?.body).toBe(`{"by":"${winner}"}`);
        expect(await keysOf(second)).toEqual(['a', 'first', 'second']);
        await one.close();
        await other.close();
      }));

    it('keeps the position of a removed document, and shows it to nobody who asks by content', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, { key: 'a', fields: { owner: 'wang' }, search: ['Wang'], attributes: { tier: 'gold' } });
        await collection.write([{ foldedFrom: 1, document: deal({ key: 'a', position: 2, body: null }) }]);
        expect((await collection.get(['a'])).get('a')).toEqual({ key: 'a', shard: 0, position: 2, body: null });
        expect(await keysOf(collection)).toEqual([]);
        expect(await keysOf(collection, { q: 'wang' })).toEqual([]);
        expect(await keysOf(collection, { where: [{ field: 'owner', op: 'eq', value: null }] })).toEqual([]);
        expect(await keysOf(collection, { where: [{ field: 'tier', attribute: true, op: 'eq', value: 'gold' }] })).toEqual([]);
        expect(await collection.count({ where: [] })).toBe(0);
        expect(await collection.write([added({ key: 'a', position: 1 })])).toEqual(['a']);
        expect(await collection.write([{ foldedFrom: 2, document: deal({ key: 'a', position: 3, fields: { owner: 'li' } }) }])).toEqual([]);
        expect(await keysOf(collection, { where: [{ field: 'owner', op: 'eq', value: 'li' }] })).toEqual(['a']);
      }));

    it('forgets the old fields, words and attributes of a document that changes', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, {
          key: 'a',
          fields: { owner: 'wang', amount: 1 },
          search: ['Beijing'],
          attributes: { tier: 'gold' },
        });
        const now = deal({ key: 'a', position: 2, fields: { owner: 'li' }, search: ['Shanghai'], attributes: { tier: 'iron' } });
        await collection.write([{ foldedFrom: 1, document: now }]);
        const asked = [
          { where: [{ field: 'owner', op: 'eq', value: 'wang' }] },
          { where: [{ field: 'amount', op: 'eq', value: 1 }] },
          { q: 'jing' },
          { where: [{ field: 'tier', attribute: true, op: 'eq', value: 'gold' }] },
        ] as const;
        for (const each of asked) expect(await keysOf(collection, each)).toEqual([]);
        expect(await keysOf(collection, { q: 'hang', where: [{ field: 'tier', attribute: true, op: 'eq', value: 'iron' }] })).toEqual([
          'a',
        ]);
      }));

    it('refuses a document that does not keep to the declared fields, and writes nothing of its batch', () =>
      inStore(make, async (store) => {
        const collection = await store.collection(deals);
        const wrong = [
          deal({ key: 'b', fields: { amount: 1.5 } }),
          deal({ key: 'b', fields: { amount: 'much' } }),
          deal({ key: 'b', fields: { colour: 'red' } }),
          { ...deal({ key: 'b' }), fields: { owner: null } },
          deal({ key: 'b', attributes: { size: Number.NaN } }),
          deal({ key: '' }),
        ];
        for (const document of wrong) {
          const writing = collection.write([added({ key: 'a' }), { foldedFrom: null, document }]);
          await expect(writing).rejects.toMatchObject({ code: 'READ_STORE.CONTENT' });
        }
        expect(await keysOf(collection)).toEqual([]);
      }));

    it('scans a shard in key order, removed documents included, a page at a time', () =>
      inStore(make, async (store) => {
        const keys = ['b', 'a', 'ｱ', '😀', 'c'];
        const collection = await holding(store, ...keys.map((key) => ({ key, shard: 5 })), { key: 'other', shard: 6 });
        await collection.write([{ foldedFrom: 1, document: deal({ key: 'b', shard: 5, position: 2, body: null }) }]);
        const first = await collection.scan(5, null, 3);
        expect(first.map(({ key, body }) => [key, body === null])).toEqual([
          ['a', false],
          ['b', true],
          ['c', false],
        ]);
        expect((await collection.scan(5, 'c', 3)).map((document) => document.key)).toEqual(['ｱ', '😀']);
        expect(await collection.scan(7, null, 3)).toEqual([]);
      }));

    it('shows a reader beside the writer every commit at once, and never half of one', () =>
      inHome(make, async (home) => {
        const [writing, reading] = [await home.open(), await home.open()];
        const [writer, reader] = [await writing.collection(deals), await reading.collection(deals)];
        for (let round = 1; round <= 20; round += 1) {
          const foldedFrom = round === 1 ? null : round - 1;
          await writer.write(
            ['a', 'b', 'c'].map((key) => ({ foldedFrom, document: deal({ key, position: round, fields: { amount: round } }) })),
          );
          const { documents } = await reader.query({ where: [{ field: 'amount', op: 'eq', value: round }], limit: 10 });
          expect(documents.map((document) => document.position)).toEqual([round, round, round]);
        }
        await writing.close();
        await reading.close();
      }));
  });
}
