import type { FieldValue } from '@zongheng/kernel';
import { type CollectionSpec, type DocumentQuery, type PageEnd, compareText, compareValues } from '@zongheng/read-store';
import { quoted } from '../documents/schema.ts';
import { columnValue } from '../documents/writer.ts';
import { type Row, textAt } from '../row.ts';
import type { Clause } from './clauses.ts';

/** The order of a list in SQL: by the sorted column (null is lowest in SQLite too), then by key. */
export interface PageOrder {
  /** The sorted column; `NULL` for a list by key alone. */
  readonly column: string;
  readonly sql: string;
  readonly isDescending: boolean;
  /** Where the list goes on, in pieces that follow each other: one row-value comparison reaches either nulls or values, never both. */
  readonly after: readonly Clause[];
}

export function pageOrder({ sort, after }: Pick<DocumentQuery, 'sort' | 'after'>): PageOrder {
  const column = sort ? `d.${quoted(sort.field)}` : 'NULL';
  const isDescending = sort?.direction === 'desc';
  const word = isDescending ? 'DESC' : 'ASC';
  return {
    column,
    sql: sort ? `${column} ${word}, d._key ${word}` : 'd._key ASC',
    isDescending,
    after: after ? piecesAfter(after, sort ? column : null, isDescending) : [{ sql: '1', parameters: [] }],
  };
}

function piecesAfter({ value, key }: PageEnd, column: string | null, isDescending: boolean): readonly Clause[] {
  if (column === null) return [{ sql: 'd._key > ?', parameters: [key] }];
  const beyond = isDescending ? '<' : '>';
  if (value !== null) {
    const values = { sql: `(${column}, d._key) ${beyond} (?, ?)`, parameters: [columnValue(value), key] };
    return isDescending ? [values, { sql: `${column} IS NULL`, parameters: [] }] : [values];
  }
  const nulls = { sql: `${column} IS NULL AND d._key ${beyond} ?`, parameters: [key] };
  return isDescending ? [nulls] : [nulls, { sql: `${column} IS NOT NULL`, parameters: [] }];
}

/** The pieces as one condition, for lists that are sorted anyway. */
export function anyPiece(pieces: readonly Clause[]): Clause {
  return { sql: `(${pieces.map((piece) => `(${piece.sql})`).join(' OR ')})`, parameters: pieces.flatMap((piece) => piece.parameters) };
}

/** A found document before its body is read: id, key and sorted value. */
export interface Slot {
  readonly id: number;
  readonly key: string;
  readonly value: FieldValue;
}

/** Reads slots from rows of `_id, _key, column`. */
export function slotReader(spec: CollectionSpec, sort: DocumentQuery['sort']): (row: Row) => Slot {
  const isFlag = sort !== undefined && spec.fields[sort.field] === 'flag';
  return (row) => {
    const stored = row[2] ?? null;
    const value = typeof stored === 'string' || typeof stored === 'number' ? stored : null;
    return { id: Number(row[0]), key: textAt(row, 1), value: isFlag && value !== null ? value === 1 : value };
  };
}

/** Compares slots in the order of their list. */
export function compareSlots(isDescending: boolean): (one: Slot, other: Slot) => number {
  const sign = isDescending ? -1 : 1;
  return (one, other) => sign * (compareValues(one.value, other.value) || compareText(one.key, other.key));
}
