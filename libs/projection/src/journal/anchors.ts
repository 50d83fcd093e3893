import { cellChunk, Cells } from './cells.ts';
import { areZero } from './exact.ts';
import { postingsOf } from './postings.ts';
import { newCodeColumn, type NumberColumn } from './columns.ts';
import { measureOfSums, type RowTable, type Table } from './table.ts';

/** The balance of every cell after so many rows of a sorted journal; cells whose sums are all zero are left out. */
export interface Anchor {
  readonly row: number;
  /** The highest position among those rows: asked as of an earlier one, the anchor holds too much. */
  readonly highest: number;
  readonly cells: Table;
}

/** Anchors along a journal that tell its dimensions apart as far as they are among some columns. */
export interface Anchors {
  readonly columns: readonly number[];
  /** By row, the last one at the journal's end. */
  readonly all: readonly Anchor[];
}

/** Rows between anchors: at least so many, and at least so many times the cells of the anchor before, which bounds what anchors hold. */
const rowsMin = 16_384;
const rowsPerCell = 2;

/** Anchors over some columns of a journal sorted by day. `sizes`: the dictionaries' sizes; `indexed`: their cells get postings. */
export function anchorsOf(rows: RowTable, columns: readonly number[], sizes: readonly number[], indexed: boolean): Anchors {
  const balance = new Balance(new Cells(columns, sizes), rows);
  const all: Anchor[] = [];
  let next = rowsMin;
  while (balance.row < rows.rows) {
    balance.advance(Math.min(next, rows.rows));
    const anchor = balance.anchor(columns, sizes, indexed);
    all.push(anchor);
    next = balance.row + Math.max(rowsMin, anchor.cells.rows * rowsPerCell);
  }
  return { columns, all };
}

/** The sums of every cell up to a row. */
class Balance {
  row = 0;
  #highest = 0;
  readonly #cells: Cells;
  readonly #rows: RowTable;
  readonly #numbers = new Int32Array(cellChunk);
  /** By measure, by cell number. */
  readonly #sums: { low: Float64Array; high: Float64Array | null }[];

  constructor(cells: Cells, rows: RowTable) {
    this.#cells = cells;
    this.#rows = rows;
    this.#sums = rows.measures.map(({ high }) => ({ low: new Float64Array(1_024), high: high && new Float64Array(1_024) }));
  }

  advance(to: number): void {
    const { codes, measures, positions } = this.#rows;
    while (this.row < to) {
      const end = Math.min(to, this.row + cellChunk);
      this.#cells.numbersOf(codes, this.row, end, this.#numbers);
      for (let index = 0; index < measures.length; index += 1) {
        const sums = this.#sums[index];
        const measure = measures[index];
        if (!sums || !measure) continue;
        sums.low = grown(sums.low, this.#cells.size);
        add(sums.low, this.#numbers, measure.low, this.row, end);
        if (!sums.high || !measure.high) continue;
        sums.high = grown(sums.high, this.#cells.size);
        add(sums.high, this.#numbers, measure.high, this.row, end);
      }
      const { base, offsets } = positions;
      for (let row = this.row; row < end; row += 1) this.#highest = Math.max(this.#highest, base + (offsets[row] ?? 0));
      this.row = end;
    }
  }

  anchor(columns: readonly number[], sizes: readonly number[], indexed: boolean): Anchor {
    const numbers = this.#nonZero();
    const codes = sizes.map((size, column) => {
      const values = newCodeColumn(size, columns.includes(column) ? numbers.length : 0);
      this.#cells.unpack(column, numbers, values);
      return values;
    });
    const measures = this.#sums.map(({ low, high }) => measureOfSums(picked(low, numbers), high && picked(high, numbers)));
    const postings = indexed ? codes.map((column, index) => (column.length > 0 ? postingsOf(column, sizes[index] ?? 0) : null)) : [];
    return { row: this.row, highest: this.#highest, cells: { rows: numbers.length, codes, measures, postings } };
  }

  #nonZero(): Int32Array {
    const numbers = new Int32Array(this.#cells.size);
    let count = 0;
    for (let number = 0; number < this.#cells.size; number += 1) {
      numbers[count] = number;
      if (this.#sums.some(({ low, high }) => !areZero(low[number] ?? 0, high?.[number] ?? 0))) count += 1;
    }
    return numbers.subarray(0, count);
  }
}

function add(sums: Float64Array, numbers: Int32Array, values: NumberColumn, from: number, to: number): void {
  for (let row = from; row < to; row += 1) {
    const number = numbers[row - from] ?? 0;
    sums[number] = (sums[number] ?? 0) + (values[row] ?? 0);
  }
}

function picked(sums: Float64Array, numbers: Int32Array): Float64Array {
  const values = new Float64Array(numbers.length);
  for (let index = 0; index < numbers.length; index += 1) values[index] = sums[numbers[index] ?? 0] ?? 0;
  return values;
}

function grown(sums: Float64Array, size: number): Float64Array {
  if (size <= sums.length) return sums;
  const larger = new Float64Array(Math.max(size, sums.length * 2));
  larger.set(sums);
  return larger;
}
