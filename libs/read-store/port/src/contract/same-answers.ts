import type { FieldValue } from '@zongheng/kernel';
import fc from 'fast-check';
import type { CollectionSpec, Condition, DocumentCollection, DocumentQuery, DocumentWrite, PageEnd, StoredDocument } from '../documents.ts';
import type { ReadStore } from '../read-store.ts';
import { memoryReadStore } from '../memory/memory-read-store.ts';
import { type MakeReadStore, deals, inHome } from './given.ts';

/*
 * Random documents, random changes and random questions: an adapter answers as the store in memory does, whose answers come from looking at
 * every document. Values are few, so that they meet; signs are chosen for where encodings and orders differ.
 */

const signs = ['a', 'B', 'é', '中', '国', 'ｱ', '😀', '\u{10ffff}', ' ', '7', '%', '\0', '\ud800'];
const text = fc.array(fc.constantFrom(...signs), { maxLength: 4 }).map((chosen) => chosen.join(''));
const number = fc.constantFrom(-1, 0, 1, 2, 3, 2 ** 31, -(2 ** 40), Number.MAX_SAFE_INTEGER);
const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 5 });
const fieldValues: Readonly<Record<string, fc.Arbitrary<Exclude<FieldValue, null>>>> = {
  owner: text,
  stage: fc.constantFrom('open', 'won'),
  amount: number,
  isKey: fc.boolean(),
};
const attributeValue = fc.oneof(text, number, fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const attributeName = fc.constantFrom('tier', '行业', 'a"b');
const key = fc.integer({ min: 0, max: 30 }).map((number) => `${signs[number % signs.length]?.toWellFormed()}${number}`);

const document: fc.Arbitrary<StoredDocument> = fc.record({
  key,
  shard: fc.constant(0),
  position: fc.constant(0),
  body: fc.option(fc.constant('{}'), { nil: null, freq: 8 }),
  fields: fc.record(Object.fromEntries(Object.entries(fieldValues).map(([field, value]) => [field, nullable(value)]))),
  search: fc.array(text, { maxLength: 3 }),
  attributes: fc.dictionary(attributeName, attributeValue, { maxKeys: 3 }),
});

function conditionOn(field: string, value: fc.Arbitrary<Exclude<FieldValue, null>>, attribute: boolean): fc.Arbitrary<Condition> {
  const target = attribute ? { field, attribute } : { field };
  const equal = fc.record({ op: fc.constantFrom('eq', 'ne'), value: nullable(value) });
  const range = fc.record({ op: fc.constantFrom('gt', 'gte', 'lt', 'lte'), value });
  const oneOf = fc.record({ op: fc.constant('in' as const), values: fc.array(nullable(value), { maxLength: 4 }) });
  const prefix = fc.record({ op: fc.constant('prefix' as const), value: text });
  const isText = attribute || deals.fields[field] === 'text';
  return fc.oneof(equal, range, oneOf, ...(isText ? [prefix] : [])).map((condition): Condition => ({ ...target, ...condition }));
}

const condition = fc.oneof(
  ...Object.entries(fieldValues).map(([field, value]) => conditionOn(field, value, false)),
  attributeName.chain((name) => conditionOn(name, attributeValue, true)),
);
const sort = fc.record({ field: fc.constantFrom(...Object.keys(fieldValues)), direction: fc.constantFrom('asc', 'desc') });
const query: fc.Arbitrary<DocumentQuery> = fc
  .record({ where: fc.array(condition, { maxLength: 3 }), limit: fc.integer({ min: 1, max: 8 }) })
  .chain((asked) =>
    fc.record({ q: fc.option(text, { nil: undefined }), sort: fc.option(sort, { nil: undefined }) }).map(({ q, sort: order }) => ({
      ...asked,
      ...(q === undefined ? {} : { q }),
      ...(order === undefined ? {} : { sort: order }),
    })),
  );
const spec: fc.Arbitrary<CollectionSpec> = fc
  .array(fc.shuffledSubarray(Object.keys(deals.fields), { minLength: 1, maxLength: 3 }), { maxLength: 4 })
  .map((indexes) => ({ ...deals, indexes }));

/** Whatever is written and asked, an adapter answers as memory does; `runs` examples of each kind. */
export function sameAnswersContract(name: string, make: MakeReadStore, runs = 60): void {
  describe(`the read store on ${name} beside the one in memory`, () => {
    it.each([false, true])(
      'gives the same answers, whatever is written and asked (loaded in bulk: %s)',
      (bulk) =>
        inHome(make, async (home) => {
          const store = await home.open();
          let build = 0;
          const batches = fc.array(fc.array(document, { maxLength: 12 }), { minLength: 1, maxLength: 5 });
          const queries = fc.array(query, { minLength: 1, maxLength: 12 });
          const property = fc.asyncProperty(spec, batches, queries, async (declared, written, asked) => {
            build += 1;
            const named = { ...declared, build: `deals@1.${build}` };
            const pair = await opened(store, named, bulk);
            for (const [index, batch] of written.entries()) {
              await writeBoth(pair, batch, index + 1);
              if (index === 2) await Promise.all(pair.map((collection) => collection.finishLoad()));
            }
            for (const each of asked) await expectSame(pair, each, 40);
            expect(await pair[0].scan(0, null, 100)).toEqual(await pair[1].scan(0, null, 100));
            await store.drop(named.build);
          });
          await fc.assert(property, { numRuns: runs });
          await store.close();
        }),
      120_000,
    );

    it(
      'gives the same answers among many documents, where other plans are the cheapest',
      () =>
        inHome(make, async (home) => {
          const store = await home.open();
          const pair = await opened(store, deals, false);
          const many = fc.sample(document, { numRuns: 3_000, seed: 7 }).map((each, index) => ({ ...each, key: `${each.key}-${index}` }));
          for (let start = 0; start < many.length; start += 500) await writeBoth(pair, many.slice(start, start + 500), 1);
          await fc.assert(
            fc.asyncProperty(query, (asked) => expectSame(pair, asked, 4)),
            { numRuns: runs * 5 },
          );
          await store.close();
        }),
      120_000,
    );
  });
}

/** The collection under test, and one in memory. */
type Pair = readonly [DocumentCollection, DocumentCollection];

async function opened(store: ReadStore, declared: CollectionSpec, bulk: boolean): Promise<Pair> {
  return [await store.collection(declared, { bulk }), await memoryReadStore().collection(declared, { bulk })];
}

async function writeBoth([one, other]: Pair, documents: readonly StoredDocument[], position: number): Promise<void> {
  const writes = await Promise.all(documents.map((each) => writeOf(other, each, position)));
  expect(await one.write(writes)).toEqual(await other.write(writes));
}

/** Folded from what is stored, but for some that are stale. */
async function writeOf(collection: DocumentCollection, document: StoredDocument, position: number): Promise<DocumentWrite> {
  const stored = (await collection.get([document.key])).get(document.key)?.position ?? null;
  return { foldedFrom: document.search.length === 3 ? position + 7 : stored, document: { ...document, position } };
}

async function expectSame([one, other]: Pair, asked: DocumentQuery, pagesMax: number): Promise<void> {
  let after: PageEnd | null = null;
  for (let page = 0; page < pagesMax; page += 1) {
    const query: DocumentQuery = after ? { ...asked, after } : asked;
    const expected = await other.query(query);
    expect(await one.query(query)).toEqual(expected);
    after = expected.next;
    if (!after) break;
  }
  expect(await one.count(asked)).toBe(await other.count(asked));
  expect(await one.count(asked, 2)).toBe(await other.count(asked, 2));
}
