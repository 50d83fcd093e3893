import { cellChunk, Cells } from './cells.ts';
import { newCodeColumn } from './columns.ts';
import { markNonZero } from './exact.ts';
import { addValues, keepCodes, selectAll } from './kernels.ts';
import { postingsOf } from './postings.ts';
import { measureOfSums, type PositionColumn, type Table } from './table.ts';

/**
 * Balances along a journal that is sorted by day: after so many rows, the sums of every cell, those that are all zero left out. Cells tell
 * dimensions apart as far as they are among some columns; that of the business date tells months apart, by a date that stands for each. All
 * anchors stand in one table, one after another.
 */
export interface Anchors {
  readonly over: RollupColumns;
  readonly cells: Table;
  /** By anchor: how many rows it sums, the last one all of them. */
  readonly rows: Int32Array;
  /** By anchor: the highest position among those rows. Asked as of an earlier one, the anchor holds too much. */
  readonly highest: Float64Array;
  /** By anchor: where its cells end; they begin where those of the anchor before end. */
  readonly ends: Int32Array;
}

/** What anchors are over: some dimension columns, that of the business date standing for its month. */
export interface RollupColumns {
  readonly columns: readonly number[];
  /** Only rows with one of these codes count, in each of these columns. */
  readonly where: readonly { readonly column: number; readonly codes: readonly number[] }[];
  /** The measures that are summed; null: all of them. */
  readonly measures: readonly number[] | null;
}

/** Rows between anchors: at least so many, and at least so many times the cells of the anchor before, which bounds what anchors hold. */
const rowsMin = 16_384;
const rowsPerCell = 2;
/** From so many rows up there are no further anchors unless they have many times fewer cells: reading those would hardly be quicker. */
const rowsManyMin = 2 ** 18;
const rowsPerCellMin = 3;

/** Anchors of a journal sorted by day. `sizes`: the dictionaries' sizes. */
export function anchorsOf(rows: Table, { base, offsets }: PositionColumn, over: RollupColumns, sizes: readonly number[]): Anchors {
  const balance = new Balance(rows, over, sizes);
  let highestOffset = 0;
  const at: number[] = [];
  const highest: number[] = [];
  const ends: number[] = [];
  for (let next = rowsMin, end = 0; balance.row < rows.rows;) {
    const before = balance.row;
    balance.advance(Math.min(next, rows.rows));
    highestOffset = highestOf(offsets, before, balance.row, highestOffset);
    const standing = balance.standing();
    const cells = standing.length;
    if (balance.row >= rowsManyMin && cells * rowsPerCellMin > balance.row) break;
    balance.keep(standing);
    end += cells;
    at.push(balance.row);
    highest.push(base + highestOffset);
    ends.push(end);
    next = balance.row + Math.max(rowsMin, cells * rowsPerCell);
  }
  return {
    over,
    cells: balance.kept(sizes),
    rows: Int32Array.from(at),
    highest: Float64Array.from(highest),
    ends: Int32Array.from(ends),
  };
}

/** The sums of every cell up to a row, and what was kept of them on the way. */
class Balance {
  row = 0;
  readonly #over: RollupColumns;
  readonly #cells: Cells;
  readonly #rows: Table;
  /** By condition, whether each code counts. */
  readonly #allowed: readonly Uint8Array[];
  readonly #selection = new Int32Array(cellChunk);
  readonly #numbers = new Int32Array(cellChunk);
  /** By measure, by cell number; null for measures that are not summed. */
  readonly #sums: ({ low: Float64Array; high: Float64Array | null } | null)[];
  readonly #keptNumbers: Int32Array[] = [];
  /** By measure, anchor after anchor. */
  readonly #keptSums: { readonly low: Float64Array[]; readonly high: Float64Array[] | null }[];

  constructor(rows: Table, over: RollupColumns, sizes: readonly number[]) {
    this.#over = over;
    this.#cells = new Cells(over.columns, sizes);
    this.#rows = rows;
    this.#allowed = over.where.map(({ column, codes }) => {
      const allowed = new Uint8Array(sizes[column] ?? 0);
      for (const code of codes) allowed[code] = 1;
      return allowed;
    });
    this.#sums = rows.measures.map(({ high }, index) =>
      over.measures && !over.measures.includes(index) ? null : { low: new Float64Array(1_024), high: high && new Float64Array(1_024) },
    );
    this.#keptSums = rows.measures.map(({ high }) => ({ low: [], high: high && [] }));
  }

  advance(to: number): void {
    const { codes, measures } = this.#rows;
    while (this.row < to) {
      const end = Math.min(to, this.row + cellChunk);
      const selected = this.#select(this.row, end);
      this.#cells.numbersOf(codes, this.#selection, selected, this.#numbers);
      for (const [index, sums] of this.#sums.entries()) {
        const measure = measures[index];
        if (!measure || !sums) continue;
        sums.low = grown(sums.low, this.#cells.size);
        addValues(measure.low, 1, this.#selection, selected, this.#numbers, sums.low);
        if (!sums.high || !measure.high) continue;
        sums.high = grown(sums.high, this.#cells.size);
        addValues(measure.high, 1, this.#selection, selected, this.#numbers, sums.high);
      }
      this.row = end;
    }
  }

  /** Keeps these cells of the balance as it is now. */
  keep(numbers: Int32Array): void {
    this.#keptNumbers.push(numbers);
    for (const [index, sums] of this.#sums.entries()) {
      if (!sums) continue;
      this.#keptSums[index]?.low.push(picked(sums.low, numbers));
      if (sums.high) this.#keptSums[index]?.high?.push(picked(sums.high, numbers));
    }
  }

  /** All that was kept, as one table. */
  kept(sizes: readonly number[]): Table {
    const rows = this.#keptNumbers.reduce((sum, { length }) => sum + length, 0);
    const codes = sizes.map((size, column) => {
      const values = newCodeColumn(size, this.#over.columns.includes(column) ? rows : 0);
      if (values.length === 0) return values;
      let at = 0;
      for (const numbers of this.#keptNumbers) {
        this.#cells.unpack(column, numbers, values, at);
        at += numbers.length;
      }
      return values;
    });
    const measures = this.#keptSums.map(({ low, high }, index) => {
      const length = this.#sums[index] ? rows : 0;
      return measureOfSums(joined(low, length), high && joined(high, length));
    });
    const postings = codes.map((column, index) => (column.length > 0 ? postingsOf(column, sizes[index] ?? 0) : null));
    return { rows, codes, measures, postings };
  }

  /** The rows `from` … `to` that count. Answers how many. */
  #select(from: number, to: number): number {
    let selected = selectAll(from, to, this.#selection);
    for (const [index, { column }] of this.#over.where.entries()) {
      const [codes, allowed] = [this.#rows.codes[column], this.#allowed[index]];
      if (codes && allowed) selected = keepCodes(codes, allowed, this.#selection, selected);
    }
    return selected;
  }

  /** The cells in which anything stands now. */
  standing(): Int32Array {
    const isNonZero = new Uint8Array(this.#cells.size);
    for (const sums of this.#sums) if (sums) markNonZero(sums.low, sums.high, isNonZero);
    const numbers = new Int32Array(this.#cells.size);
    let count = 0;
    for (let number = 0; number < isNonZero.length; number += 1) {
      numbers[count] = number;
      count += isNonZero[number] ?? 0;
    }
    return numbers.slice(0, count);
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
