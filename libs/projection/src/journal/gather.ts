import { type CodeColumn, newCodeColumn } from './columns.ts';
import { type Measure, type PositionColumn, type RowTable, valuesInto } from './table.ts';

/** Numbers the rows of some tables one after another, and takes columns of them in any order. Goes column by column, to hold little at a time. */
export class Gathering {
  readonly rows: number;
  readonly positions: Float64Array;
  readonly #sources: readonly RowTable[];

  constructor(sources: readonly RowTable[]) {
    this.#sources = sources;
    this.rows = sources.reduce((sum, { rows }) => sum + rows, 0);
    this.positions = new Float64Array(this.rows);
    let at = 0;
    for (const { positions, rows } of sources) {
      for (let row = 0; row < rows; row += 1) this.positions[at + row] = positions.base + (positions.offsets[row] ?? 0);
      at += rows;
    }
  }

  /** The codes of a column, by row number. */
  codes(column: number): Uint32Array {
    const flat = new Uint32Array(this.rows);
    let at = 0;
    for (const { codes, rows } of this.#sources) {
      const values: CodeColumn | undefined = codes[column];
      if (values) flat.set(values.subarray(0, rows), at);
      at += rows;
    }
    return flat;
  }

  /** The values of a measure in some order. */
  values(measure: number, order: Int32Array): Float64Array {
    const flat = new Float64Array(this.rows);
    let at = 0;
    for (const { measures, rows } of this.#sources) {
      const source: Measure | undefined = measures[measure];
      if (source) valuesInto(flat, at, source, rows);
      at += rows;
    }
    return inOrder(flat, order);
  }

  /** The code columns in some order. `sizes`: the dictionaries' sizes. */
  codeColumns(order: Int32Array, sizes: readonly number[]): CodeColumn[] {
    return sizes.map((size, column) => {
      const flat = this.codes(column);
      const values = newCodeColumn(size, order.length);
      for (let row = 0; row < order.length; row += 1) values[row] = flat[order[row] ?? 0] ?? 0;
      return values;
    });
  }

  /** The positions in some order. */
  positionColumn(order: Int32Array): PositionColumn {
    const values = inOrder(this.positions, order);
    let lowest = Infinity;
    let highest = 0;
    for (let row = 0; row < values.length; row += 1) {
      const value = values[row] ?? 0;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
    const base = values.length === 0 ? 0 : lowest;
    const fits = highest - base <= 0xffff_ffff;
    const memory = new SharedArrayBuffer(values.length * (fits ? 4 : 8));
    const offsets = fits ? new Uint32Array(memory) : new Float64Array(memory);
    for (let row = 0; row < values.length; row += 1) offsets[row] = (values[row] ?? 0) - base;
    return { base, offsets };
  }
}

function inOrder(flat: Float64Array, order: Int32Array): Float64Array {
  const values = new Float64Array(order.length);
  for (let row = 0; row < order.length; row += 1) values[row] = flat[order[row] ?? 0] ?? 0;
  return values;
}
