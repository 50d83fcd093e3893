import type { Dictionaries } from './dictionary.ts';
import { massMax } from './exact.ts';
import type { JournalLayout } from './layout.ts';
import { RowBuffer } from './row-buffer.ts';
import { decodeRows } from './segment-codec.ts';
import { newCodeColumn } from './columns.ts';
import { massOf, measureOf, type RowTable, valuesInto } from './table.ts';

/** A table this large is closed, narrowed, and another one begun. */
const tableRowsMax = 16_384;
const tableRowsFirst = 1_024;
/** A buffer that a large segment has made larger is not kept. */
const capacityKept = 2 * tableRowsMax;

/** What was read since the journal was last sorted: rows as they came, in tables of which only the last one grows. */
export class Delta {
  readonly #layout: JournalLayout;
  readonly #dictionaries: Dictionaries;
  #closed: readonly RowTable[] = [];
  #open: RowBuffer;
  /** The magnitudes of each measure in the closed tables that keep it in one column, and in the open one. */
  #closedMass: number[];
  #openMass: number[];

  constructor(layout: JournalLayout, dictionaries: Dictionaries) {
    this.#layout = layout;
    this.#dictionaries = dictionaries;
    this.#open = new RowBuffer(layout, tableRowsFirst, true);
    this.#closedMass = layout.measures.map(() => 0);
    this.#openMass = layout.measures.map(() => 0);
  }

  get rows(): number {
    return this.#closed.reduce((sum, { rows }) => sum + rows, this.#open.rows);
  }

  /**
   * Appends a segment's rows above a position: those up to it are here already. Answers how many.
   * @throws JournalError JOURNAL.SEGMENT; nothing is appended then.
   */
  append(bytes: Uint8Array, above: number): number {
    const buffer = this.#open;
    const from = buffer.rows;
    decodeRows(bytes, buffer, this.#dictionaries);
    let first = from;
    while (first < buffer.rows && (buffer.positions[first] ?? 0) <= above) first += 1;
    if (first > from) buffer.remove(from, first);
    const added = buffer.rows - from;
    for (let index = 0; index < this.#openMass.length; index += 1) {
      this.#openMass[index] = (this.#openMass[index] ?? 0) + massOf(buffer.measures[index] ?? nothing, from, buffer.rows);
    }
    if (buffer.rows >= tableRowsMax || this.#openMass.some((mass) => mass >= massMax)) this.#close();
    return added;
  }

  /** All rows as they are now: to be asked before more is appended. */
  tables(): readonly RowTable[] {
    return this.#open.rows === 0 ? this.#closed : [...this.#closed, plain(this.#open)];
  }

  /** All rows in tables that do not change any more: what comes from now on goes into another one. */
  closedTables(): readonly RowTable[] {
    if (this.#open.rows > 0) this.#close();
    return this.#closed;
  }

  /** Puts what is left of some closed tables in their place. `left` is empty, or has some of their rows. */
  replace(tables: readonly RowTable[], left: RowTable): void {
    const kept = this.#closed.filter((table) => !tables.includes(table));
    this.#closed = left.rows > 0 ? [left, ...kept] : kept;
    this.#closedMass = this.#layout.measures.map((_, index) => this.#closed.reduce((sum, table) => sum + massIn(table, index), 0));
  }

  #close(): void {
    const split = this.#openMass.map((mass, index) => mass + (this.#closedMass[index] ?? 0) >= massMax);
    const isPlain = this.#open.rows < tableRowsMax && !split.includes(true);
    this.#closedMass = this.#closedMass.map((mass, index) => (split[index] ? mass : mass + (this.#openMass[index] ?? 0)));
    this.#openMass = this.#openMass.map(() => 0);
    this.#closed = [...this.#closed, isPlain ? plain(this.#open) : this.#narrowed(this.#open, split)];
    // What was narrowed was copied: its buffer takes the next rows. A journal that is read from its start would leave a hundred of them behind.
    if (isPlain || this.#open.capacity > capacityKept) this.#open = new RowBuffer(this.#layout, tableRowsFirst, true);
    else this.#open.rows = 0;
  }

  #narrowed(buffer: RowBuffer, split: readonly boolean[]): RowTable {
    const { rows } = buffer;
    const codes = buffer.codes.map((column, index) => {
      const values = newCodeColumn(this.#dictionaries[index]?.size ?? 0, rows);
      values.set(column.subarray(0, rows));
      return values;
    });
    const measures = buffer.measures.map((values, index) => measureOf(values.subarray(0, rows), split[index] ?? false));
    const offsets = new Float64Array(new SharedArrayBuffer(rows * 8));
    offsets.set(buffer.positions.subarray(0, rows));
    return { rows, codes, measures, postings: [], positions: { base: 0, offsets } };
  }
}

const nothing = new Float64Array();

/** A buffer's rows without copying them. */
function plain({ rows, codes, measures, positions }: RowBuffer): RowTable {
  return { rows, codes, measures: measures.map((low) => ({ low, high: null })), postings: [], positions: { base: 0, offsets: positions } };
}

/** A measure's magnitudes in a table that keeps it in one column. */
function massIn({ rows, measures }: RowTable, index: number): number {
  const measure = measures[index];
  if (!measure || measure.high) return 0;
  const values = new Float64Array(rows);
  valuesInto(values, 0, measure, rows);
  return massOf(values);
}
