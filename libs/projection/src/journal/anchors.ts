import { cellChunk, Cells } from './cells.ts';
import { newCodeColumn, type NumberColumn } from './columns.ts';
import { markNonZero } from './exact.ts';
import { postingsOf } from './postings.ts';
import { measureOfSums, type PositionColumn, type Table } from './table.ts';

/**
 * Balances along a journal that is sorted by day: after so many rows, the sums of every cell, those that are all zero left out. Cells tell
 * dimensions apart as far as they are among some columns; that of the business date tells months apart, by a date that stands for each. All
 * anchors stand in one table, one after another.
 */
export interface Anchors {
  readonly columns: readonly number[];
  readonly cells: Table;
  /** By anchor: how many rows it sums, the last one all of them. */
  readonly rows: Int32Array;
  /** By anchor: the highest position among those rows. Asked as of an earlier one, the anchor holds too much. */
  readonly highest: Float64Array;
  /** By anchor: where its cells end; they begin where those of the anchor before end. */
  readonly ends: Int32Array;
}

/** Rows between anchors: at least so many, and at least so many times the cells of the anchor before, which bounds what anchors hold. */
const rowsMin = 16_384;
const rowsPerCell = 2;

/** The anchors over some columns of a journal sorted by day. `sizes`: the dictionaries' sizes. */
export function anchorsOf(rows: Table, { base, offsets }: PositionColumn, columns: readonly number[], sizes: readonly number[]): Anchors {
  const balance = new Balance(new Cells(columns, sizes), rows);
  let highestOffset = 0;
  const at: number[] = [];
  const highest: number[] = [];
  const ends: number[] = [];
  for (let next = rowsMin, end = 0; balance.row < rows.rows;) {
    const before = balance.row;
    balance.advance(Math.min(next, rows.rows));
    highestOffset = highestOf(offsets, before, balance.row, highestOffset);
    const cells = balance.keep();
    end += cells;
    at.push(balance.row);
    highest.push(base + highestOffset);
    ends.push(end);
    next = balance.row + Math.max(rowsMin, cells * rowsPerCell);
  }
  return {
    columns,
    cells: balance.kept(columns, sizes),
    rows: Int32Array.from(at),
    highest: Float64Array.from(highest),
    ends: Int32Array.from(ends),
  };
}

/** The sums of every cell up to a row, and what was kept of them on the way. */
class Balance {
  row = 0;
  readonly #cells: Cells;
  readonly #rows: Table;
  readonly #numbers = new Int32Array(cellChunk);
  /** By measure, by cell number. */
  readonly #sums: { low: Float64Array; high: Float64Array | null }[];
  readonly #keptNumbers: Int32Array[] = [];
  /** By measure, anchor after anchor. */
  readonly #keptSums: { readonly low: Float64Array[]; readonly high: Float64Array[] | null }[];

  constructor(cells: Cells, rows: Table) {
    this.#cells = cells;
    this.#rows = rows;
    this.#sums = rows.measures.map(({ high }) => ({ low: new Float64Array(1_024), high: high && new Float64Array(1_024) }));
    this.#keptSums = rows.measures.map(({ high }) => ({ low: [], high: high && [] }));
  }

  advance(to: number): void {
    const { codes, measures } = this.#rows;
    while (this.row < to) {
      const end = Math.min(to, this.row + cellChunk);
      this.#cells.numbersOf(codes, this.row, end, this.#numbers);
      for (const [index, sums] of this.#sums.entries()) {
        const measure = measures[index];
        if (!measure) continue;
        sums.low = grown(sums.low, this.#cells.size);
        add(sums.low, this.#numbers, measure.low, this.row, end);
        if (!sums.high || !measure.high) continue;
        sums.high = grown(sums.high, this.#cells.size);
        add(sums.high, this.#numbers, measure.high, this.row, end);
      }
      this.row = end;
    }
  }

  /** Keeps the balance as it is now. Answers how many cells that are. */
  keep(): number {
    const numbers = this.#nonZero();
    this.#keptNumbers.push(numbers);
    for (const [index, { low, high }] of this.#sums.entries()) {
      this.#keptSums[index]?.low.push(picked(low, numbers));
      if (high) this.#keptSums[index]?.high?.push(picked(high, numbers));
    }
    return numbers.length;
  }

  /** All that was kept, as one table. */
  kept(columns: readonly number[], sizes: readonly number[]): Table {
    const rows = this.#keptNumbers.reduce((sum, { length }) => sum + length, 0);
    const codes = sizes.map((size, column) => {
      const values = newCodeColumn(size, columns.includes(column) ? rows : 0);
      if (values.length === 0) return values;
      let at = 0;
      for (const numbers of this.#keptNumbers) {
        this.#cells.unpack(column, numbers, values, at);
        at += numbers.length;
      }
      return values;
    });
    const measures = this.#keptSums.map(({ low, high }) => measureOfSums(joined(low, rows), high && joined(high, rows)));
    const postings = codes.map((column, index) => (column.length > 0 ? postingsOf(column, sizes[index] ?? 0) : null));
    return { rows, codes, measures, postings };
  }

  #nonZero(): Int32Array {
    const isNonZero = new Uint8Array(this.#cells.size);
    for (const { low, high } of this.#sums) markNonZero(low, high, isNonZero);
    const numbers = new Int32Array(this.#cells.size);
    let count = 0;
    for (let number = 0; number < isNonZero.length; number += 1) {
      numbers[count] = number;
      count += isNonZero[number] ?? 0;
    }
    return numbers.slice(0, count);
  }
}

function add(sums: Float64Array, numbers: Int32Array, values: NumberColumn, from: number, to: number): void {
  for (let row = from; row < to; row += 1) {
    const number = numbers[row - from] ?? 0;
    sums[number] = (sums[number] ?? 0) + (values[row] ?? 0);
  }
}

function highestOf(offsets: Uint32Array | Float64Array, from: number, to: number, start: number): number {
  let highest = start;
  for (let row = from; row < to; row += 1) {
    const offset = offsets[row] ?? 0;
    if (offset > highest) highest = offset;
  }
  return highest;
}

function picked(sums: Float64Array, numbers: Int32Array): Float64Array {
  const values = new Float64Array(numbers.length);
  for (let index = 0; index < numbers.length; index += 1) values[index] = sums[numbers[index] ?? 0] ?? 0;
  return values;
}

function joined(parts: readonly Float64Array[], length: number): Float64Array {
  const values = new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

function grown(sums: Float64Array, size: number): Float64Array {
  if (size <= sums.length) return sums;
  const larger = new Float64Array(Math.max(size, sums.length * 2));
  larger.set(sums);
  return larger;
}
