import { type CodeColumn, type NumberColumn, narrowed } from './columns.ts';
import type { Postings } from './postings.ts';
import { fromLimbs, highLimb, lowLimb, massMax } from './exact.ts';

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
