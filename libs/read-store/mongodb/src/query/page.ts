import type { FieldKind, FieldValue } from '@zongheng/kernel';
import type { CollectionSpec, DocumentPage, DocumentQuery, PageEnd, SortOrder } from '@zongheng/read-store';
import type { Collection, Filter, Sort } from 'mongodb';
import { type Row, stored } from '../documents/row.ts';
import { filterOf } from './filter.ts';

type Found = Pick<Row, '_id' | 'position' | 'body' | 'fields'>;

/** A page of documents: the ranges after the page before, one after the other, until it is full. */
export async function pageOf(rows: Collection<Row>, { fields }: CollectionSpec, query: DocumentQuery): Promise<DocumentPage> {
  const { sort, limit, after } = query;
  const asked = filterOf(query);
  const found: Found[] = [];
  for (const range of rangesAfter(after, sort, fields)) {
    const missing = limit + 1 - found.length;
    if (missing <= 0) break;
    const cursor = rows
      .find({ $and: [asked, range] })
      .sort(orderOf(sort))
      .limit(missing)
      .batchSize(missing)
      .project<Found>({ position: 1, body: 1, ...(sort ? { [`fields.${sort.field}`]: 1 } : {}) });
    found.push(...(await cursor.toArray()));
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    documents: shown.map(({ _id, position, body }) => ({ key: _id, position, body: body ?? '' })),
    next: found.length > limit && last ? { value: sort ? (last.fields?.[sort.field] ?? null) : null, key: last._id } : null,
  };
}

function orderOf(sort: SortOrder | undefined): Sort {
  if (!sort) return { _id: 1 };
  const direction = sort.direction === 'asc' ? 1 : -1;
  return new Map([
    [`fields.${sort.field}`, direction],
    ['_id', direction],
  ]);
}

/**
 * What lies after a page's end, in ranges that an index answers each by itself: the rest of the same value, the values beyond, and the nulls,
 * which are lowest.
 */
function rangesAfter(after: PageEnd | undefined, sort: SortOrder | undefined, fields: CollectionSpec['fields']): readonly Filter<Row>[] {
  if (!after) return [{}];
  const key = after.key.toWellFormed();
  if (!sort) return [{ _id: { $gt: key } }];
  const path = `fields.${sort.field}`;
  const value = stored(after.value);
  const isUpwards = sort.direction === 'asc';
  const rest: Filter<Row> = { [path]: value, _id: isUpwards ? { $gt: key } : { $lt: key } };
  if (value === null) return isUpwards ? [rest, { [path]: { $gte: lowest[fields[sort.field] ?? 'text'] } }] : [rest];
  return isUpwards ? [rest, { [path]: { $gt: value } }] : [rest, { [path]: { $lt: value } }, { [path]: null }];
}

const lowest: Readonly<Record<FieldKind, FieldValue>> = { text: '', number: Number.NEGATIVE_INFINITY, flag: false };
