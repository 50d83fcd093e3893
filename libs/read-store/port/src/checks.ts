import type { FieldKind, FieldValue } from '@zongheng/kernel';
import { type CollectionSpec, type Condition, type DocumentQuery, type StoredDocument, askedMax, pageLimitMax } from './documents.ts';
import { ReadStoreError } from './errors.ts';
import { queryWords } from './search.ts';

/*
 * What every adapter refuses, checked in one place, so that a slip shows on each of them and not only on the strictest.
 */

/** @throws ReadStoreError READ_STORE.CONTENT for a document that does not keep to the declared fields. */
export function checkDocument(spec: CollectionSpec, document: StoredDocument): void {
  if (document.key === '') throw content(spec, document, 'has an empty key');
  if (!Number.isSafeInteger(document.position)) throw content(spec, document, `is folded to position ${document.position}`);
  if (document.body === null) return;
  let declared = 0;
  for (const field in spec.fields) {
    declared += 1;
    const value = document.fields[field];
    if (value === undefined) throw content(spec, document, `lacks the field ${field}`);
    if (!isStorable(value, spec.fields[field]))
      throw content(spec, document, `has ${shown(value)} in the ${spec.fields[field]} field ${field}`);
  }
  if (Object.keys(document.fields).length !== declared) throw content(spec, document, 'has fields that its view does not declare');
  for (const name in document.attributes) {
    const value = document.attributes[name];
    if (typeof value === 'number' && !Number.isFinite(value)) throw content(spec, document, `has ${value} in the attribute ${name}`);
  }
}

function isStorable(value: FieldValue, kind: FieldKind | undefined): boolean {
  if (value === null) return true;
  return kind === kindOf(value) && (typeof value !== 'number' || Number.isSafeInteger(value));
}

/** @throws ReadStoreError READ_STORE.QUERY for a query that the declared fields cannot answer. */
export function checkQuery(spec: CollectionSpec, query: DocumentQuery): void {
  checkFilter(spec, query);
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > pageLimitMax) {
    throw refused(spec, `the limit is ${query.limit}`, `give one from 1 to ${pageLimitMax}`);
  }
  if (query.sort) kindOfField(spec, query.sort.field);
  const end = query.after?.value ?? null;
  if (end === null) return;
  if (!query.sort) throw refused(spec, `the cursor holds ${shown(end)}, but the list is sorted by key`, 'give null');
  checkKind(spec, query.sort.field, end);
}

/** The part of a query that says what matches. @throws ReadStoreError READ_STORE.QUERY */
export function checkFilter(spec: CollectionSpec, { where, q }: Pick<DocumentQuery, 'where' | 'q'>): void {
  checkBound(spec, 'conditions', where.length);
  checkBound(
    spec,
    'values',
    where.reduce((sum, condition) => sum + (condition.op === 'in' ? condition.values.length : 0), 0),
  );
  if (q !== undefined) checkBound(spec, 'words', queryWords(q).length);
  for (const condition of where) {
    if (condition.op === 'in') for (const value of condition.values) checkValue(spec, condition, value);
    else checkValue(spec, condition, condition.value);
    const isText = condition.attribute === true || kindOfField(spec, condition.field) === 'text';
    if (condition.op === 'prefix' && !isText) throw refused(spec, `${condition.field} has no prefix`, 'prefix is of text');
  }
}

function checkBound(spec: CollectionSpec, what: keyof typeof askedMax, found: number): void {
  if (found > askedMax[what]) throw refused(spec, `the query has ${found} ${what}`, `give at most ${askedMax[what]}`);
}

function checkValue(spec: CollectionSpec, condition: Condition, value: FieldValue): void {
  if (value === null) {
    if (condition.op === 'eq' || condition.op === 'ne' || condition.op === 'in') return;
    throw refused(spec, `${condition.field} is compared by ${condition.op} with null`, 'null has eq, ne and in');
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw refused(spec, `${condition.field} is compared with ${value}`, 'give a number');
  if (condition.attribute !== true) checkKind(spec, condition.field, value);
}

function checkKind(spec: CollectionSpec, field: string, value: FieldValue): void {
  const kind = kindOfField(spec, field);
  if (kind !== kindOf(value)) throw refused(spec, `${field} is a ${kind}, but is compared with ${shown(value)}`, `give a ${kind}`);
}

function kindOfField(spec: CollectionSpec, field: string): FieldKind {
  const kind = Object.hasOwn(spec.fields, field) ? spec.fields[field] : undefined;
  if (!kind) throw refused(spec, `there is no field ${field}`, `${spec.view} has ${Object.keys(spec.fields).join(', ') || 'none'}`);
  return kind;
}

/** The kind of a value; null for null, which is of every kind. */
export function kindOf(value: FieldValue): FieldKind | null {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'flag';
    default:
      return null;
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? String(value);
}

function content(spec: CollectionSpec, document: StoredDocument, found: string): ReadStoreError {
  const remedy = 'mend what the view says of its index';
  return new ReadStoreError('READ_STORE.CONTENT', `${spec.build}: the document ${document.key} ${found}`, remedy);
}

function refused(spec: CollectionSpec, found: string, remedy: string): ReadStoreError {
  return new ReadStoreError('READ_STORE.QUERY', `${spec.view}: ${found}`, remedy);
}
