import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CollectionSpec, type Condition, type DocumentCollection, memoryReadStore, type StoredDocument } from '@zongheng/read-store';
import fc from 'fast-check';
import { openSqliteReadStore } from '../sqlite-read-store.ts';
import { IdSet } from './id-set.ts';

const spec: CollectionSpec = {
  view: 'files',
  version: 1,
  build: 'files@1.1',
  fields: { owner: 'text', orders: 'number' },
  indexes: [['owner'], ['orders']],
};
/** More than are looked at one by one. */
const count = 1_500;

const conditions: readonly Condition[] = [
  { field: 'owner', op: 'eq', value: 'o1' },
  { field: 'owner', op: 'ne', value: 'o1' },
  { field: 'owner', op: 'in', values: ['o1', null] },
  { field: 'orders', op: 'lt', value: 60 },
  { field: 'grade', attribute: true, op: 'eq', value: 'high' },
  { field: 'grade', attribute: true, op: 'ne', value: 'high' },
  { field: 'grade', attribute: true, op: 'eq', value: null },
  { field: 'sites', attribute: true, op: 'gte', value: 3 },
  { field: 'unheard-of', attribute: true, op: 'eq', value: null },
];

function fileOf(number: number, mix: number, position: number): StoredDocument {
  const drawn = (number * 31 + mix * 17) % 1_009;
  return {
    key: `k${number}`,
    shard: 0,
    position,
    body: drawn % 11 === 0 ? null : '{}',
    fields: { owner: drawn % 4 === 0 ? null : `o${drawn % 3}`, orders: drawn % 100 },
    search: [],
    attributes: { ...(drawn % 5 > 0 ? { grade: drawn % 2 === 0 ? 'high' : 'low' } : {}), ...(drawn % 7 > 0 ? { sites: drawn % 9 } : {}) },
  };
}

describe('conditions that are asked again', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'held-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('count the same as if every document were looked at, whatever was written since, by whomever', async () => {
    const [writer, reader] = [await openSqliteReadStore({ folder }), await openSqliteReadStore({ folder })];
    const plain = await memoryReadStore().collection(spec);
    const written = await writer.collection(spec);
    const read = await reader.collection(spec);
    let position = 0;
    const write = async (numbers: readonly number[], mix: number): Promise<void> => {
      position += 1;
      for (const collection of [plain, written]) await collection.write(await writesOf(collection, numbers, mix, position));
    };
    await write(
      Array.from({ length: count }, (_, number) => number),
      0,
    );
    const some = fc.uniqueArray(fc.nat(count), { maxLength: 60 });
    const asked = fc.array(fc.constantFrom(...conditions), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(some, fc.nat(1_000), asked, async (numbers, mix, where) => {
        await write(numbers, mix);
        expect(await read.count({ where })).toBe(await plain.count({ where }));
        const page = { where, sort: { field: 'orders', direction: 'desc' }, limit: 20 } as const;
        expect(await read.query(page)).toEqual(await plain.query(page));
      }),
    );
    // More than is remembered of what was written: read anew.
    for (let round = 0; round < 8; round += 1) {
      await write(
        Array.from({ length: 1_200 }, (_, number) => number),
        round,
      );
    }
    for (const condition of conditions) expect(await read.count({ where: [condition] })).toBe(await plain.count({ where: [condition] }));
    await Promise.all([writer.close(), reader.close()]);
  }, 60_000);
});

async function writesOf(collection: DocumentCollection, numbers: readonly number[], mix: number, position: number) {
  const documents = numbers.map((number) => fileOf(number, mix, position));
  const stored = await collection.get(documents.map(({ key }) => key));
  return documents.map((document) => ({ foldedFrom: stored.get(document.key)?.position ?? null, document }));
}

describe('a set of ids', () => {
  const ids = fc.uniqueArray(fc.nat(300), { maxLength: 80 });
  const sorted = (numbers: Iterable<number>) => [...numbers].toSorted((one, other) => one - other);

  it('is what a set of numbers is, of none too', () => {
    fc.assert(
      fc.property(ids, ids, ids, (one, other, changed) => {
        const [left, right] = [IdSet.of(one), IdSet.of(other)];
        expect([sorted(left.ids()), left.size]).toEqual([sorted(one), one.length]);
        expect(sorted(left.and(right).ids())).toEqual(sorted(one.filter((id) => right.has(id))));
        expect(sorted(left.without(right).ids())).toEqual(sorted(one.filter((id) => !other.includes(id))));
        const isIn = new Set(other);
        const expected = [...one.filter((id) => !changed.includes(id)), ...changed.filter((id) => isIn.has(id))];
        expect(sorted(left.with(changed, isIn).ids())).toEqual(sorted(expected));
      }),
    );
  });
});
