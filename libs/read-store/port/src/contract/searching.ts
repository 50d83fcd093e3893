import { type MakeReadStore, added, deal, deals, holding, inStore, keysOf, pagedKeys } from './given.ts';

/** Search by any part of a text, and attributes. */
export function searchingContract(make: MakeReadStore): void {
  describe('searching', () => {
    const found: readonly (readonly [string, string, readonly string[]])[] = [
      ['a part of a word', 'hangha', ['a']],
      ['two letters', 'hu', ['a', 'c']],
      ['one letter', 'q', ['d']],
      ['a word in any case', 'SHANGHAI', ['a']],
      ['a word in full width', 'ｓｈａｎｇ', ['a']],
      ['one Chinese character', '华', ['a', 'b']],
      ['neighbouring Chinese characters', '华为', ['b']],
      ['a part of a number', '3800', ['c']],
      ['several words, each in any of the texts', 'hua 上海', ['a']],
      ['several words in any order', '上海 hua', ['a']],
      ['a character beyond the basic plane', '𠮷', ['d']],
      ['a sign', '😀', ['d']],
      ['signs that mean something elsewhere', '100%_', ['c']],
      ['nothing that is only in two texts together', 'shanghai上海', []],
      ['nothing that is not there', '北京', []],
      ['nothing whose parts are there in another order', '为华', []],
      ['everything by an empty text', ' \u3000\t', ['a', 'b', 'c', 'd']],
    ];

    it.each(found)('finds %s', (_name, q, keys) =>
      inStore(make, async (store) => {
        const collection = await holding(
          store,
          { key: 'a', search: ['Shanghai Hua Tong', '上海华通'] },
          { key: 'b', search: ['华为技术有限公司'] },
          { key: 'c', search: ['Huang 13800138000', 'gives 100%_ of it', ''] },
          { key: 'd', search: ['𠮷野家 Q😀'] },
        );
        expect(await keysOf(collection, { q })).toEqual(keys);
        expect(await collection.count({ where: [], q })).toBe(keys.length);
      }),
    );

    it('searches together with filters, sorting and paging', () =>
      inStore(make, async (store) => {
        const given = Array.from({ length: 60 }, (_, index) => ({
          key: `k${String(index).padStart(2, '0')}`,
          fields: { owner: `o${index % 3}`, amount: (index * 7) % 20 },
          search: [index % 2 ? 'Acme Telecom' : 'Other Power'],
        }));
        const collection = await holding(store, ...given);
        const where = [{ field: 'owner', op: 'eq', value: 'o1' }] as const;
        const expected = given
          .filter(({ fields }, index) => index % 2 === 1 && fields.owner === 'o1')
          .sort((one, other) => other.fields.amount - one.fields.amount || (one.key < other.key ? 1 : -1))
          .map(({ key }) => key);
        expect(await pagedKeys(collection, { q: 'tele', where, sort: { field: 'amount', direction: 'desc' }, limit: 3 })).toEqual(expected);
      }));

    it('finds common and rare words among many documents, new ones and changed ones alike', () =>
      inStore(make, async (store) => {
        const collection = await store.collection(deals);
        const name = (index: number) => `customer ${index} ${index % 500 === 0 ? 'rarissime' : 'company'}`;
        for (let start = 0; start < 2_000; start += 100) {
          await collection.write(
            Array.from({ length: 100 }, (_, index) => added({ key: `k${start + index}`, search: [name(start + index)] })),
          );
        }
        expect(await collection.count({ where: [], q: 'rissi' })).toBe(4);
        expect(await collection.count({ where: [], q: 'ompany' })).toBe(1_996);
        expect(await keysOf(collection, { q: 'company', limit: 3 })).toEqual(['k1', 'k10', 'k100']);
        const renamed = deal({ key: 'k500', position: 2, search: ['renamed'] });
        await collection.write([{ foldedFrom: 1, document: renamed }, added({ key: 'new', search: ['RARISSIME'] })]);
        expect(await keysOf(collection, { q: 'rissi' })).toEqual(['k0', 'k1000', 'k1500', 'new']);
        expect(await keysOf(collection, { q: 'rename' })).toEqual(['k500']);
      }));
  });

  describe('asking by attributes', () => {
    const attribute = true;
    const asked = [
      ['a text', { op: 'eq', value: 'gold' }, ['a', 'b']],
      ['a number', { op: 'eq', value: 7 }, ['c']],
      ['a flag', { op: 'eq', value: true }, ['d']],
      ['a text that looks like a number', { op: 'eq', value: '7' }, ['e']],
      ['none', { op: 'eq', value: null }, ['g']],
      ['any other, or none', { op: 'ne', value: 'gold' }, ['c', 'd', 'e', 'f', 'g']],
      ['any', { op: 'ne', value: null }, ['a', 'b', 'c', 'd', 'e', 'f']],
      ['one of a set', { op: 'in', values: ['gold', 7, true] }, ['a', 'b', 'c', 'd']],
      ['one of a set with none in it', { op: 'in', values: [7, null] }, ['c', 'g']],
      ['numbers in a range', { op: 'gte', value: -0.25 }, ['c', 'f']],
      ['numbers below', { op: 'lt', value: 7 }, ['f']],
      ['texts in a range', { op: 'gt', value: '7' }, ['a', 'b']],
      ['texts by their beginning', { op: 'prefix', value: 'go' }, ['a', 'b']],
      ['texts by an empty beginning', { op: 'prefix', value: '' }, ['a', 'b', 'e']],
      ['flags in a range', { op: 'lte', value: true }, ['d']],
    ] as const;

    it.each(asked)('finds %s', (_name, condition, keys) =>
      inStore(make, async (store) => {
        const values = { a: 'gold', b: 'gold', c: 7, d: true, e: '7', f: -0.1 };
        const collection = await holding(
          store,
          ...Object.entries(values).map(([key, tier]) => ({ key, attributes: { tier, other: 'gold' } })),
          { key: 'g', attributes: { other: 'iron' } },
        );
        expect(await keysOf(collection, { where: [{ field: 'tier', attribute, ...condition }] })).toEqual(keys);
        expect(await collection.count({ where: [{ field: 'tier', attribute, ...condition }] })).toBe(keys.length);
      }),
    );

    it('finds attributes of any name, together with fields and words', () =>
      inStore(make, async (store) => {
        const names = ['行业', 'a"b', "it's", 'x.y[0]', '$', ' ', '\\', 'constructor'];
        const collection = await holding(
          store,
          ...names.map((name, index) => ({
            key: `k${index}`,
            fields: { owner: 'li', amount: index },
            search: ['acme'],
            attributes: { [name]: 1 },
          })),
        );
        for (const [index, field] of names.entries()) {
          const where = [
            { field, attribute, op: 'eq', value: 1 },
            { field: 'owner', op: 'eq', value: 'li' },
          ] as const;
          expect(await keysOf(collection, { where, q: 'cme', sort: { field: 'amount', direction: 'desc' } })).toEqual([`k${index}`]);
        }
        expect(await keysOf(collection, { where: [{ field: 'unheard of', attribute, op: 'eq', value: 1 }] })).toEqual([]);
        expect(await keysOf(collection, { where: [{ field: 'unheard of', attribute, op: 'ne', value: 1 }] })).toHaveLength(names.length);
      }));
  });
}
