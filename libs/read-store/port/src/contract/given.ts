import type { FieldValue } from '@zongheng/kernel';
import type { CollectionSpec, Condition, DocumentCollection, DocumentQuery, DocumentWrite, PageEnd, StoredDocument } from '../documents.ts';
import type { JournalSpec, Segment } from '../journals.ts';
import type { ReadStore } from '../read-store.ts';

/** Where a store keeps what it holds: opened and closed again and again, by several at once. */
export interface ReadStoreHome {
  open(): Promise<ReadStore>;
  remove(): Promise<void>;
}

export type MakeReadStore = () => Promise<ReadStoreHome>;

/** Runs one example on a home of its own. */
export async function inHome<Home extends ReadStoreHome>(make: () => Promise<Home>, example: (home: Home) => Promise<void>): Promise<void> {
  const home = await make();
  try {
    await example(home);
  } finally {
    await home.remove();
  }
}

/** Runs one example on a store of its own. */
export async function inStore(make: MakeReadStore, example: (store: ReadStore) => Promise<void>): Promise<void> {
  await inHome(make, async (home) => {
    const store = await home.open();
    try {
      await example(store);
    } finally {
      await store.close();
    }
  });
}

/** A collection with a field of each kind, and an index of each shape. */
export const deals: CollectionSpec = {
  view: 'deals',
  version: 1,
  build: 'deals@1.1',
  fields: { owner: 'text', stage: 'text', amount: 'number', isKey: 'flag' },
  indexes: [['owner', 'amount'], ['stage'], ['amount'], ['isKey', 'owner', 'amount'], ['owner']],
};

export const moves: JournalSpec = {
  view: 'moves',
  version: 1,
  build: 'moves@1.1',
  dimensions: { owner: 'key', due: 'date' },
  measures: ['count'],
};

type Given = Partial<StoredDocument> & { readonly key: string };

const noFields: Readonly<Record<string, FieldValue>> = { owner: null, stage: null, amount: null, isKey: null };

export function deal({ fields, ...given }: Given): StoredDocument {
  const { key } = given;
  const body = `{"key":${JSON.stringify(key)}}`;
  return { shard: 0, position: 1, body, search: [], attributes: {}, ...given, fields: { ...noFields, ...fields } };
}

/** A document that was not there before. */
export function added(given: Given): DocumentWrite {
  return { foldedFrom: null, document: deal(given) };
}

/** A collection that holds some documents. */
export async function holding(store: ReadStore, ...given: readonly Given[]): Promise<DocumentCollection> {
  const collection = await store.collection(deals);
  await collection.write(given.map(added));
  return collection;
}

type Asked = Partial<DocumentQuery>;

/** The keys that a query finds, in its order. */
export async function keysOf(collection: DocumentCollection, asked: Asked = {}): Promise<readonly string[]> {
  const page = await collection.query({ where: [], limit: 100, ...asked });
  return page.documents.map((document) => document.key);
}

/** The keys that meet some conditions, by key. */
export async function keysWhere(collection: DocumentCollection, ...where: readonly Condition[]): Promise<readonly string[]> {
  return keysOf(collection, { where });
}

/** All keys of a list, a page at a time; `between` runs after each page. */
export async function pagedKeys(collection: DocumentCollection, asked: Asked & { readonly limit: number }, between?: () => Promise<void>) {
  const keys: string[] = [];
  let after: PageEnd | null = null;
  for (let page = 0; page < 10_000; page += 1) {
    const query: DocumentQuery = { where: [], ...asked, ...(after ? { after } : {}) };
    const { documents, next } = await collection.query(query);
    keys.push(...documents.map((document) => document.key));
    if (!next) return keys;
    after = next;
    await between?.();
  }
  throw new Error('the list does not end');
}

export function segment(given: Partial<Segment> & Pick<Segment, 'after' | 'upTo'>): Segment {
  return { shard: 0, rows: 1, bytes: new TextEncoder().encode(`${given.after}-${given.upTo}`), ...given };
}
