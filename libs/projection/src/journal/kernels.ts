import type { CodeColumn, NumberColumn } from './columns.ts';
import type { PositionColumn } from './table.ts';

/*
 * The inner loops of every query. Each goes over one column for a chunk of rows: a selection of row numbers is made by the first filter,
 * thinned by the others, turned into group numbers a dimension at a time, and summed a measure at a time. No closures, no allocation.
 */

/** Selects the rows `from` … `to`. Answers how many. */
export function selectAll(from: number, to: number, selection: Int32Array): number {
  for (let row = from; row < to; row += 1) selection[row - from] = row;
  return to - from;
}

/** Selects those of the rows `from` … `to` whose code is allowed (1, not 0). Answers how many. */
export function selectCodes(column: CodeColumn, from: number, to: number, allowed: Uint8Array, selection: Int32Array): number {
  let count = 0;
  for (let row = from; row < to; row += 1) {
    selection[count] = row;
    count += allowed[column[row] ?? 0] ?? 0;
  }
  return count;
}

/** Selects the posted rows `from` … `to`, which stand in a block that begins at `base`, as far as the selection has room. Answers how many. */
export function selectPosted(posted: Uint16Array, base: number, from: number, to: number, selection: Int32Array): number {
  const count = Math.min(to - from, selection.length);
  for (let index = 0; index < count; index += 1) selection[index] = base + (posted[from + index] ?? 0);
  return count;
}

/** Keeps those of the selected rows whose code is allowed. Answers how many. */
export function keepCodes(column: CodeColumn, allowed: Uint8Array, selection: Int32Array, selected: number): number {
  let count = 0;
  for (let index = 0; index < selected; index += 1) {
    const row = selection[index] ?? 0;
    selection[count] = row;
    count += allowed[column[row] ?? 0] ?? 0;
  }
  return count;
}

/** Keeps those of the selected rows whose position is above `after` and at most `upTo`. Answers how many. */
export function keepPositions(
  { base, offsets }: PositionColumn,
  after: number,
  upTo: number,
  selection: Int32Array,
  selected: number,
): number {
  const above = after - base;
  const highest = upTo - base;
  let count = 0;
  for (let index = 0; index < selected; index += 1) {
    const row = selection[index] ?? 0;
    const offset = offsets[row] ?? 0;
    selection[count] = row;
    if (offset > above && offset <= highest) count += 1;
  }
  return count;
}

/** Adds `code × stride` to the group number of each selected row. */
export function addCodes(column: CodeColumn, stride: number, selection: Int32Array, selected: number, groups: Int32Array): void {
  for (let index = 0; index < selected; index += 1) {
    groups[index] = (groups[index] ?? 0) + (column[selection[index] ?? 0] ?? 0) * stride;
  }
}

/** Adds `mapped[code] × stride` to the group number of each selected row. */
export function addMappedCodes(
  column: CodeColumn,
  mapped: Int32Array,
  stride: number,
  selection: Int32Array,
  selected: number,
  groups: Int32Array,
): void {
  for (let index = 0; index < selected; index += 1) {
    groups[index] = (groups[index] ?? 0) + (mapped[column[selection[index] ?? 0] ?? 0] ?? 0) * stride;
  }
}

/** Adds `sign × value` of each selected row to its group's sum. */
export function addValues(
  column: NumberColumn,
  sign: number,
  selection: Int32Array,
  selected: number,
  groups: Int32Array,
  sums: Float64Array,
): void {
  for (let index = 0; index < selected; index += 1) {
    const group = groups[index] ?? 0;
    sums[group] = (sums[group] ?? 0) + sign * (column[selection[index] ?? 0] ?? 0);
  }
}

/** The sum of the selected rows' values. */
export function totalOf(column: NumberColumn, selection: Int32Array, selected: number): number {
  let total = 0;
  for (let index = 0; index < selected; index += 1) total += column[selection[index] ?? 0] ?? 0;
  return total;
}

/** Adds 1 to the count of each selected row's group. */
export function countRows(selected: number, groups: Int32Array, counts: Float64Array): void {
  for (let index = 0; index < selected; index += 1) {
    const group = groups[index] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
}
