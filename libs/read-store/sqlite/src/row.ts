import type { SQLOutputValue } from 'node:sqlite';

/** A row as an array, in the order of the selected columns. */
export type Row = readonly SQLOutputValue[];

/** The codec's one cast: connections are opened with `returnArrays`, which the types of node:sqlite do not follow. */
export function asRows(rows: unknown): readonly Row[] {
  return rows as readonly Row[];
}

export function asRow(row: unknown): Row | undefined {
  return row as Row | undefined;
}

/** @throws TypeError for a column that does not hold what was written there. */
export function textAt(row: Row, column: number): string {
  const value = row[column];
  if (typeof value !== 'string') throw unexpected('a text', value);
  return value;
}

export function textOrNullAt(row: Row, column: number): string | null {
  const value = row[column];
  if (value !== null && typeof value !== 'string') throw unexpected('a text or null', value);
  return value;
}

export function integerAt(row: Row, column: number): number {
  const value = row[column];
  if (typeof value !== 'number') throw unexpected('a number', value);
  return value;
}

export function bytesAt(row: Row, column: number): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw unexpected('bytes', value);
  return value;
}

function unexpected(expected: string, found: unknown): TypeError {
  return new TypeError(`the read store holds ${typeof found} where ${expected} was written: drop the build and build it again`);
}
