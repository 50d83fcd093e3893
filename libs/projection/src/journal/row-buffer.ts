import type { JournalLayout } from './layout.ts';

/** Rows in columns of plain width, growing: what a segment is encoded from and decoded into. */
export class RowBuffer {
  readonly layout: JournalLayout;
  rows = 0;
  positions: Float64Array;
  /** Dictionary codes by dimension column; 0 is null. */
  codes: Uint32Array[];
  measures: Float64Array[];
  readonly #shared: boolean;

  /** `shared`: in memory that another thread can be given. */
  constructor(layout: JournalLayout, capacity: number, shared = false) {
    this.layout = layout;
    this.#shared = shared;
    this.positions = this.#float64(capacity);
    this.codes = layout.dimensions.map(() => this.#uint32(capacity));
    this.measures = layout.measures.map(() => this.#float64(capacity));
  }

  get capacity(): number {
    return this.positions.length;
  }

  /** Makes room for more rows. */
  reserve(more: number): void {
    const needed = this.rows + more;
    if (needed <= this.capacity) return;
    const capacity = Math.max(needed, this.capacity * 2);
    this.positions = copied(this.positions, this.#float64(capacity));
    this.codes = this.codes.map((column) => copied(column, this.#uint32(capacity)));
    this.measures = this.measures.map((column) => copied(column, this.#float64(capacity)));
  }

  /** Takes out the rows `from` … `to`, `to` not included. */
  remove(from: number, to: number): void {
    for (const column of [this.positions, ...this.codes, ...this.measures]) column.copyWithin(from, to, this.rows);
    this.rows -= to - from;
  }

  #float64(length: number): Float64Array {
    return this.#shared ? new Float64Array(new SharedArrayBuffer(length * 8)) : new Float64Array(length);
  }

  #uint32(length: number): Uint32Array {
    return this.#shared ? new Uint32Array(new SharedArrayBuffer(length * 4)) : new Uint32Array(length);
  }
}

function copied<Column extends Float64Array | Uint32Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
