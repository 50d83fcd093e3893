import { canonicalJson, type DocumentView, type FieldKind, type FieldValue } from '@zongheng/kernel';
import type { CollectionSpec, FoldedDocument, StoredDocument } from '@zongheng/read-store';
import type { HeldDocument } from './held-documents.ts';

/** How a read store is told of a build of a view of documents. */
export function collectionSpecOf(view: DocumentView, build: string): CollectionSpec {
  return { view: view.name, version: view.version, build, fields: view.fields, indexes: view.indexes };
}

/** A folded document as it is stored. @throws TypeError where its index or its body cannot be stored: the fold is at fault. */
export function storedFormOf(view: DocumentView, held: HeldDocument): StoredDocument {
  const { key, shard, position, document } = held;
  if (document === null) return { key, shard, position, body: null, fields: noFields(view), search: [], attributes: {} };
  const index = view.index(document);
  const search = index.search ?? [];
  const attributes = index.attributes ?? {};
  for (const text of search) if (typeof text !== 'string') throw new TypeError(`a search text of ${key} is ${typeof text}`);
  for (const [name, value] of Object.entries(attributes)) requireAttribute(name, value);
  return { key, shard, position, body: canonicalJson(document), fields: fieldsOf(view, index.fields), search, attributes };
}

/** A stored document as the projector holds it. */
export function heldFormOf(stored: FoldedDocument): HeldDocument {
  return {
    key: stored.key,
    shard: stored.shard,
    document: stored.body === null ? null : (JSON.parse(stored.body) as object),
    position: stored.position,
    stored: stored.position,
    since: null,
    used: 0,
  };
}

/** What is held under a key that is not stored. */
export function blankForm(key: string, shard: number): HeldDocument {
  return { key, shard, document: null, position: 0, stored: null, since: null, used: 0 };
}

function noFields(view: DocumentView): Record<string, FieldValue> {
  return Object.fromEntries(Object.keys(view.fields).map((name) => [name, null]));
}

function fieldsOf(view: DocumentView, given: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const name in view.fields) fields[name] = fieldOf(name, view.fields[name], given[name]);
  for (const name in given) if (!(name in fields)) throw new TypeError(`${view.name} declares no index field ${name}`);
  return fields;
}

function fieldOf(name: string, kind: FieldKind | undefined, value: FieldValue | undefined): FieldValue {
  if (value === null || value === undefined) return null;
  const fits = kind === 'text' ? typeof value === 'string' : kind === 'number' ? Number.isSafeInteger(value) : typeof value === 'boolean';
  if (!fits) throw new TypeError(`the index field ${name} is a ${kind}, and was given ${String(value)}`);
  return value;
}

function requireAttribute(name: string, value: unknown): void {
  const fits = typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
  if (!fits) throw new TypeError(`the attribute ${name} is neither text, a finite number nor a flag`);
}
