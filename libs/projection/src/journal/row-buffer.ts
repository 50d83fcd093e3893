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

  /** Holds nothing but these rows of another buffer of the same layout, in this order. */
  copyRows(from: RowBuffer, chosen: Uint32Array): void {
    this.rows = 0;
    this.reserve(chosen.length);
    copyChosen(from.positions, this.positions, chosen);
    for (let index = 0; index < this.codes.length; index += 1) copyChosen(from.codes[index], this.codes[index], chosen);
    for (let index = 0; index < this.measures.length; index += 1) copyChosen(from.measures[index], this.measures[index], chosen);
    this.rows = chosen.length;
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

function copyChosen<Column extends Float64Array | Uint32Array>(
  from: Column | undefined,
  to: Column | undefined,
  chosen: Uint32Array,
): void {
  if (!from || !to) return;
  for (let at = 0; at < chosen.length; at += 1) to[at] = from[chosen[at] ?? 0] ?? 0;
}

function copied<Column extends Float64Array | Uint32Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
