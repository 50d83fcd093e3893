import type { FieldValue } from '@zongheng/kernel';
import { type DocumentWrite, type FoldedDocument, searchTerms, searchText } from '@zongheng/read-store';
import type { ObjectId } from 'mongodb';

/** A document as MongoDB holds it. Of a removed one only the key, the shard and the position are left. */
export interface Row {
  readonly _id: string;
  readonly shard: number;
  readonly position: number;
  readonly body: string | null;
  /** Which write put it there: tells what passed where an answer was lost, or another writer was faster. */
  readonly by: ObjectId;
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** Attributes are pairs, so that one index serves all of them. */
  readonly attributes?: readonly Attribute[];
  readonly text?: string;
  readonly terms?: readonly number[];
}

export interface Attribute {
  readonly name: string;
  readonly value: FieldValue;
}

export function rowOf({ key, shard, position, body, fields, search, attributes }: DocumentWrite['document'], by: ObjectId): Row {
  if (body === null) return { _id: key, shard, position, body, by };
  const text = searchText(search);
  return {
    _id: key,
    shard,
    position,
    body,
    by,
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, stored(value)])),
    attributes: Object.entries(attributes).map(([name, value]) => ({ name: name.toWellFormed(), value: stored(value) })),
    text,
    terms: [...searchTerms(text)],
  };
}

/** Half a character (a lone surrogate) has no UTF-8: it is U+FFFD, on every adapter. */
export function stored(value: FieldValue): FieldValue {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

export function foldedOf({ _id, shard, position, body }: Pick<Row, '_id' | 'shard' | 'position' | 'body'>): FoldedDocument {
  return { key: _id, shard, position, body };
}

/** What is read of a row that is folded on. */
export const foldedOnly = { shard: 1, position: 1, body: 1 } as const;
