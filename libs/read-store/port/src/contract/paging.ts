import type { StoredDocument } from '../documents.ts';
import { type MakeReadStore, deal, deals, holding, inStore, keysOf, pagedKeys } from './given.ts';

/** Sorted lists, and what a cursor promises. */
export function pagingContract(make: MakeReadStore): void {
  describe('sorting and paging', () => {
    const amounts = [5, null, -1, 5, 2 ** 40, null, 0, 5];
    const some = amounts.map((amount, index) => ({ key: `k${index}`, fields: { amount, owner: index % 2 ? 'li' : 'wang' } }));

    it('sorts by a field with nulls lowest, the key breaking ties in the same direction', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, ...some);
        const rising = ['k1', 'k5', 'k2', 'k6', 'k0', 'k3', 'k7', 'k4'];
        expect(await keysOf(collection, { sort: { field: 'amount', direction: 'asc' } })).toEqual(rising);
        expect(await keysOf(collection, { sort: { field: 'amount', direction: 'desc' } })).toEqual(rising.toReversed());
      }));

    it.each([1, 2, 3, 8, 9])('gives every document once in pages of %d, whatever it is sorted by', (limit) =>
      inStore(make, async (store) => {
        const collection = await holding(store, ...some);
        for (const field of [...Object.keys(deals.fields), null]) {
          for (const direction of ['asc', 'desc'] as const) {
            const asked = field ? { sort: { field, direction } } : {};
            expect(await pagedKeys(collection, { ...asked, limit })).toEqual(await keysOf(collection, asked));
          }
        }
      }),
    );

    it('ends a list with no next page, also where the last page is full', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, { key: 'a' }, { key: 'b' });
        const first = await collection.query({ where: [], limit: 1 });
        expect(first.next).toEqual({ value: null, key: 'a' });
        expect((await collection.query({ where: [], limit: 1, after: { value: null, key: 'a' } })).next).toBeNull();
        expect((await collection.query({ where: [], limit: 2 })).next).toBeNull();
        expect((await collection.query({ where: [], limit: 2, after: { value: null, key: 'z' } })).documents).toEqual([]);
      }));

    it('skips and repeats no document that stays where it is, while others come, go and move between pages', () =>
      inStore(make, async (store) => {
        const stay = Array.from({ length: 40 }, (_, index) => deal({ key: `stay${index}`, fields: { amount: index % 7 } }));
        const move = Array.from({ length: 20 }, (_, index) => deal({ key: `move${index}`, fields: { amount: index % 7 } }));
        for (const direction of ['asc', 'desc'] as const) {
          const collection = await store.collection({ ...deals, build: `deals@1.${direction}` });
          await collection.write([...stay, ...move].map((document) => ({ foldedFrom: null, document })));
          let position = 1;
          const between = async () => {
            position += 1;
            await collection.write(move.map((document) => ({ foldedFrom: position - 1, document: moved(document, position) })));
          };
          const keys = await pagedKeys(collection, { limit: 3, sort: { field: 'amount', direction } }, between);
          const stayed = keys.filter((key) => key.startsWith('stay'));
          expect(stayed.toSorted()).toEqual(stay.map((document) => document.key).toSorted());
        }
      }));

    it('goes on from the place of a document that has left it', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, ...some);
        const sort = { field: 'amount', direction: 'asc' } as const;
        const { next } = await collection.query({ where: [], limit: 5, sort });
        expect(next).toEqual({ value: 5, key: 'k0' });
        await collection.write([{ foldedFrom: 1, document: deal({ key: 'k0', position: 2, body: null }) }]);
        if (next) expect(await keysOf(collection, { sort, after: next })).toEqual(['k3', 'k7', 'k4']);
      }));

    it('pages through a list of several owners as through one', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, ...some, { key: 'z', fields: { owner: 'zhao', amount: 5 } });
        const where = [{ field: 'owner', op: 'in', values: ['li', 'wang'] }] as const;
        const sort = { field: 'amount', direction: 'desc' } as const;
        expect(await pagedKeys(collection, { where, sort, limit: 2 })).toEqual(['k4', 'k7', 'k3', 'k0', 'k6', 'k2', 'k5', 'k1']);
      }));
  });
}

function moved(document: StoredDocument, position: number): StoredDocument {
  if (position % 5 === 4) return { ...document, position, body: null };
  return { ...document, position, fields: { ...document.fields, amount: (position * 31 + document.key.length) % 9 } };
}
