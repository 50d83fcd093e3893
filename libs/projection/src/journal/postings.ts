import { zoneRows, type CodeColumn } from './columns.ts';

/** Rows that one list of postings covers: their numbers within it, and how many there are, fit two bytes. */
export const zonesPerBlock = 31;
export const blockRows = zonesPerBlock * zoneRows;

/** Columns with fewer codes get no postings: reading a third of the rows by number is no faster than reading the whole column. */
const sizeMin = 6;

/** For each code of a column, the rows that have it, ascending, block by block: a filter reads those, and no others. */
export interface Postings {
  /** How many codes there are. */
  readonly size: number;
  /** Row numbers within their block, in order of code. */
  readonly rows: Uint16Array;
  /** Where each code's rows begin within those of the block: block × size + code. */
  readonly starts: Uint16Array;
}

/** The postings of a column that has `size` codes; null where they would not pay. */
export function postingsOf(column: CodeColumn, size: number): Postings | null {
  if (size < sizeMin) return null;
  const blocks = Math.ceil(column.length / blockRows);
  const rows = new Uint16Array(new SharedArrayBuffer(column.length * 2));
  const starts = new Uint16Array(new SharedArrayBuffer(blocks * size * 2));
  const next = new Int32Array(size);
  for (let block = 0; block < blocks; block += 1) {
    const from = block * blockRows;
    const to = Math.min(column.length, from + blockRows);
    next.fill(0);
    for (let row = from; row < to; row += 1) count(next, column[row] ?? 0);
    let sum = 0;
    for (let code = 0; code < size; code += 1) {
      const rowsOfCode = next[code] ?? 0;
      starts[block * size + code] = sum;
      next[code] = sum;
      sum += rowsOfCode;
    }
    for (let row = from; row < to; row += 1) rows[from + count(next, column[row] ?? 0)] = row - from;
  }
  return { size, rows, starts };
}

function count(counts: Int32Array, code: number): number {
  const before = counts[code] ?? 0;
  counts[code] = before + 1;
  return before;
}

/** Where a code's rows in a block end. */
export function postingsEnd({ size, rows, starts }: Postings, block: number, code: number): number {
  return code + 1 < size ? (starts[block * size + code + 1] ?? 0) : Math.min(blockRows, rows.length - block * blockRows);
}

/** How many rows have one of some codes. */
export function postingsCount(postings: Postings, codes: Uint32Array): number {
  const blocks = Math.ceil(postings.rows.length / blockRows);
  let total = 0;
  for (let block = 0; block < blocks; block += 1) {
    for (let index = 0; index < codes.length; index += 1) {
      const code = codes[index] ?? 0;
      // A code given after the postings were made has no rows here.
      if (code < postings.size) total += postingsEnd(postings, block, code) - (postings.starts[block * postings.size + code] ?? 0);
    }
  }
  return total;
}

/** The first place at or after `from` and before `to` whose row within the block is at least `row`. */
export function postingsAt({ rows }: Postings, block: number, from: number, to: number, row: number): number {
  const base = block * blockRows;
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[base + middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
