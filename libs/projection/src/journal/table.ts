import type { Postings } from './postings.ts';
import { fromLimbs, highLimb, lowLimb, massMax } from './exact.ts';

/** Rows that a scan handles at a time, and that one zone of positions tells of. */
export const zoneRows = 2_048;

export type CodeColumn = Uint8Array | Uint16Array | Uint32Array;
export type NumberColumn = Int8Array | Int32Array | Float64Array;

/** A measure's values: in one column, or in two limbs (see exact.ts). */
export interface Measure {
  readonly low: NumberColumn;
  readonly high: NumberColumn | null;
}

/** Columns of equal length in memory that threads share; nobody writes to the first `rows` of them any more. */
export interface Table {
  readonly rows: number;
  /** Dictionary codes by dimension column; 0 is null. Cells, which have no business date, have an empty column for it. */
  readonly codes: readonly CodeColumn[];
  readonly measures: readonly Measure[];
  /** Postings by dimension column, where there are any. */
  readonly postings: readonly (Postings | null)[];
}

/** Rows of a journal, each with the position of its event. */
export interface RowTable extends Table {
  readonly positions: PositionColumn;
}

/** Positions as offsets from a base, so that they mostly fit four bytes. */
export interface PositionColumn {
  readonly base: number;
  readonly offsets: Uint32Array | Float64Array;
}

/** A code column of the least width that its dictionary's size needs. */
export function newCodeColumn(size: number, rows: number): CodeColumn {
  if (size <= 0x100) return new Uint8Array(new SharedArrayBuffer(rows));
  if (size <= 0x1_0000) return new Uint16Array(new SharedArrayBuffer(rows * 2));
  return new Uint32Array(new SharedArrayBuffer(rows * 4));
}

/** A shared copy of integers in the least width that holds them all. */
export function narrowed(values: Float64Array): NumberColumn {
  let lowest = 0;
  let highest = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const width = lowest >= -0x80 && highest < 0x80 ? 1 : lowest >= -0x8000_0000 && highest < 0x8000_0000 ? 4 : 8;
  const memory = new SharedArrayBuffer(values.length * width);
  const column = width === 1 ? new Int8Array(memory) : width === 4 ? new Int32Array(memory) : new Float64Array(memory);
  column.set(values);
  return column;
}

/** Values as a measure, in two limbs where asked for or where their magnitudes together are too large for one. */
export function measureOf(values: Float64Array, split = massOf(values) >= massMax): Measure {
  if (!split) return { low: narrowed(values), high: null };
  return { low: narrowed(values.map(lowLimb)), high: narrowed(values.map(highLimb)) };
}

/** Sums that are kept in limbs already, or in one column where `high` is null. */
export function measureOfSums(low: Float64Array, high: Float64Array | null): Measure {
  return { low: narrowed(low), high: high && narrowed(high) };
}

/** The values of a measure that was never summed, into an array from `at` on. */
export function valuesInto(into: Float64Array, at: number, { low, high }: Measure, rows: number): void {
  into.set(low.subarray(0, rows), at);
  if (!high) return;
  for (let row = 0; row < rows; row += 1) into[at + row] = fromLimbs(low[row] ?? 0, high[row] ?? 0);
}

/** The sum of the magnitudes of the values `from` … `to`, right to a part in 2^30: what bounds every partial sum. */
export function massOf(values: Float64Array, from = 0, to = values.length): number {
  let mass = 0;
  for (let row = from; row < to; row += 1) mass += Math.abs(values[row] ?? 0);
  return mass;
}

/** Bytes of a table's columns. */
export function bytesOf(table: Table | RowTable): number {
  const measures = table.measures.flatMap(({ low, high }) => (high ? [low, high] : [low]));
  const postings = table.postings.flatMap((each) => (each ? [each.rows, each.starts] : []));
  const columns = [...table.codes, ...measures, ...postings, ...('positions' in table ? [table.positions.offsets] : [])];
  return columns.reduce((sum, column) => sum + column.byteLength, 0);
}
