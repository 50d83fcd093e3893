import { askedMax, type Condition } from '../documents.ts';
import { type MakeReadStore, deal, holding, inStore, keysOf, keysWhere } from './given.ts';

const big = 2 ** 31 + 5;

/** Conditions on fields, and what cannot be asked. */
export function queryingContract(make: MakeReadStore): void {
  describe('asking by fields', () => {
    const answers: readonly (readonly [string, Condition, readonly string[]])[] = [
      ['a text', { field: 'owner', op: 'eq', value: 'li' }, ['b', 'c']],
      ['no value', { field: 'owner', op: 'eq', value: null }, ['e']],
      ['any other text, or none', { field: 'owner', op: 'ne', value: 'li' }, ['a', 'd', 'e']],
      ['any value', { field: 'owner', op: 'ne', value: null }, ['a', 'b', 'c', 'd']],
      ['one of a set', { field: 'owner', op: 'in', values: ['wang', 'lin', 'wang'] }, ['a', 'd']],
      ['one of a set with none in it', { field: 'owner', op: 'in', values: ['wang', null] }, ['a', 'e']],
      ['one of an empty set', { field: 'owner', op: 'in', values: [] }, []],
      ['a beginning', { field: 'owner', op: 'prefix', value: 'li' }, ['b', 'c', 'd']],
      ['an empty beginning', { field: 'owner', op: 'prefix', value: '' }, ['a', 'b', 'c', 'd']],
      ['a number', { field: 'amount', op: 'eq', value: big }, ['c']],
      ['a number beyond 32 bits', { field: 'amount', op: 'gte', value: big }, ['c', 'd']],
      ['a larger number', { field: 'amount', op: 'gt', value: big }, ['d']],
      ['a smaller number', { field: 'amount', op: 'lt', value: 0 }, ['a']],
      ['a number up to a bound', { field: 'amount', op: 'lte', value: 0 }, ['a', 'b']],
      ['a number next to a broken one', { field: 'amount', op: 'gt', value: -0.5 }, ['b', 'c', 'd']],
      ['a flag', { field: 'isKey', op: 'eq', value: true }, ['a', 'b']],
      ['the other flag', { field: 'isKey', op: 'eq', value: false }, ['c', 'd']],
      ['not a flag', { field: 'isKey', op: 'ne', value: true }, ['c', 'd', 'e']],
      ['flags from false on', { field: 'isKey', op: 'gt', value: false }, ['a', 'b']],
      ['texts from one on', { field: 'owner', op: 'gte', value: 'lin' }, ['a', 'd']],
    ];

    it.each(answers)('finds %s', (_name, condition, keys) =>
      inStore(make, async (store) => {
        const collection = await holding(
          store,
          { key: 'a', fields: { owner: 'wang', amount: -3, isKey: true } },
          { key: 'b', fields: { owner: 'li', amount: 0, isKey: true } },
          { key: 'c', fields: { owner: 'li', amount: big, isKey: false } },
          { key: 'd', fields: { owner: 'lin', amount: Number.MAX_SAFE_INTEGER, isKey: false } },
          { key: 'e' },
        );
        expect(await keysWhere(collection, condition)).toEqual(keys);
        expect(await collection.count({ where: [condition] })).toBe(keys.length);
      }),
    );

    it('finds what meets every one of several conditions, also two on one field', () =>
      inStore(make, async (store) => {
        const collection = await holding(
          store,
          ...[1, 2, 3, 4].map((amount) => ({ key: `k${amount}`, fields: { owner: `o${amount % 2}`, amount } })),
        );
        const between: readonly Condition[] = [
          { field: 'amount', op: 'gt', value: 1 },
          { field: 'amount', op: 'lte', value: 3 },
        ];
        expect(await keysWhere(collection, ...between)).toEqual(['k2', 'k3']);
        expect(await keysWhere(collection, ...between, { field: 'owner', op: 'eq', value: 'o0' })).toEqual(['k2']);
        const never: readonly Condition[] = [
          { field: 'owner', op: 'eq', value: 'o0' },
          { field: 'owner', op: 'eq', value: 'o1' },
        ];
        expect(await keysWhere(collection, ...never)).toEqual([]);
      }));

    it('orders text by its bytes in UTF-8: what lies beyond the basic plane comes last', () =>
      inStore(make, async (store) => {
        const texts = ['😀', 'ｱ', 'z', 'Z', '中', '', 'é', '\u{10ffff}', '\u{e000}', '\ud7ff'];
        const collection = await holding(store, ...texts.map((owner, index) => ({ key: `k${index}`, fields: { owner } })));
        const inBytes = [...texts].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
        const order = inBytes.map((text) => `k${texts.indexOf(text)}`);
        expect(await keysOf(collection, { sort: { field: 'owner', direction: 'asc' } })).toEqual(order);
        expect(await keysOf(collection, { where: [{ field: 'owner', op: 'gt', value: 'ｱ' }] })).toEqual(['k0', 'k7']);
        expect(await keysOf(collection, { where: [{ field: 'owner', op: 'prefix', value: '\ud7ff' }] })).toEqual(['k9']);
        expect(await keysOf(collection, { where: [{ field: 'owner', op: 'prefix', value: '\u{10ffff}' }] })).toEqual(['k7']);
      }));

    it('keeps texts that other tools stumble over as they are', () =>
      inStore(make, async (store) => {
        const texts = ["' OR 1=1 --", 'a\0b', '%', '_', '"', '\\', '\n', 'null', '1'];
        const collection = await holding(store, ...texts.map((owner, index) => ({ key: `k${index}`, fields: { owner } })));
        for (const [index, value] of texts.entries()) {
          expect(await keysWhere(collection, { field: 'owner', op: 'eq', value })).toEqual([`k${index}`]);
          expect(await keysWhere(collection, { field: 'owner', op: 'in', values: [value] })).toEqual([`k${index}`]);
        }
      }));

    it('counts no further than asked', () =>
      inStore(make, async (store) => {
        const collection = await holding(
          store,
          ...Array.from({ length: 30 }, (_, index) => ({ key: `k${index}`, fields: { stage: 'open' }, search: ['acme'] })),
        );
        expect(await collection.count({ where: [] })).toBe(30);
        expect(await collection.count({ where: [] }, 7)).toBe(7);
        expect(await collection.count({ where: [{ field: 'stage', op: 'eq', value: 'open' }] }, 7)).toBe(7);
        expect(await collection.count({ where: [], q: 'cm' }, 7)).toBe(7);
        expect(await collection.count({ where: [{ field: 'stage', op: 'ne', value: 'open' }] })).toBe(0);
      }));

    it('answers the largest query there may be, and refuses a larger one', () =>
      inStore(make, async (store) => {
        const words = Array.from({ length: askedMax.words + 1 }, (_, index) => `word${index}`);
        const collection = await holding(store, { key: 'a', fields: { owner: 'o1', amount: 1 }, search: words });
        const owners = (count: number) => Array.from({ length: count }, (_, index) => `o${index}`);
        const oneOf = (count: number) => ({ field: 'owner', op: 'in', values: owners(count) }) as const;
        const notOne = Array.from(
          { length: askedMax.conditions - 2 },
          (_, index) => ({ field: 'amount', op: 'ne', value: -index - 1 }) as const,
        );
        const half = askedMax.values / 2;
        const sort = { field: 'amount', direction: 'desc' } as const;
        const largest = { where: [oneOf(half), oneOf(half), ...notOne], q: words.slice(1).join(' ') };
        expect(await keysOf(collection, { ...largest, sort })).toEqual(['a']);
        expect(await collection.count(largest)).toBe(1);
        const tooMuch = [
          { where: [oneOf(half), oneOf(half + 1)] },
          { where: [oneOf(1), oneOf(1), oneOf(1), ...notOne] },
          { q: words.join(' ') },
        ];
        for (const query of tooMuch) {
          await expect(keysOf(collection, query)).rejects.toMatchObject({ code: 'READ_STORE.QUERY' });
          await expect(collection.count({ where: [], ...query })).rejects.toMatchObject({ code: 'READ_STORE.QUERY' });
        }
      }));

    it('refuses what the declared fields cannot answer', () =>
      inStore(make, async (store) => {
        const collection = await holding(store, deal({ key: 'a' }));
        const wrong = [
          { where: [{ field: 'colour', op: 'eq', value: 'red' }] },
          { where: [{ field: 'toString', op: 'eq', value: 'red' }] },
          { where: [{ field: 'amount', op: 'eq', value: '1' }] },
          { where: [{ field: 'amount', op: 'gt', value: null }] },
          { where: [{ field: 'amount', op: 'gt', value: Number.POSITIVE_INFINITY }] },
          { where: [{ field: 'amount', op: 'prefix', value: '1' }] },
          { where: [{ field: 'owner', op: 'in', values: ['a', 1] }] },
          { sort: { field: 'colour', direction: 'asc' } },
          { sort: { field: 'amount', direction: 'asc' }, after: { value: 'much', key: 'a' } },
          { after: { value: 'much', key: 'a' } },
          { limit: 0 },
          { limit: 1.5 },
          { limit: 1_000_000 },
        ] as const;
        for (const query of wrong) await expect(keysOf(collection, query)).rejects.toMatchObject({ code: 'READ_STORE.QUERY' });
      }));
  });
}
