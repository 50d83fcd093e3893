import type { Contribution } from '@zongheng/kernel';
import type { Dictionaries } from './dictionary.ts';
import { JournalError } from './errors.ts';
import { type JournalLayout, type JournalShape, layoutOf } from './layout.ts';
import { type RecentKeys, WrittenKeys } from './recent-keys.ts';
import type { RowBuffer } from './row-buffer.ts';

/** What all who write rows of one journal have in common: where its columns stand, and the keys seen so far. */
export interface JournalWriting {
  readonly layout: JournalLayout;
  readonly dictionaries: Dictionaries;
  /** The keys met last, of each column: what its dictionary is asked through. */
  readonly recent: readonly RecentKeys[];
}

/**
 * `keys` are for journals that are written beside each other, from the same events.
 * @throws JournalError JOURNAL.QUERY where a dimension takes the name of the business date or its month.
 */
export function journalWriting(shape: JournalShape, keys = new WrittenKeys()): JournalWriting {
  const layout = layoutOf(shape);
  const recent = layout.dimensions.map(({ kind }) => (kind === 'date' ? keys.dates : keys.texts));
  return { layout, recent, dictionaries: recent.map(({ dictionary }) => dictionary) };
}

/** Puts contributions into a buffer as rows, in the codes of the journal's dictionaries. */
export class RowWriter {
  readonly #layout: JournalLayout;
  readonly #buffer: RowBuffer;
  readonly #recent: readonly RecentKeys[];
  /** Dimensions and measures in the order in which the last contribution named them, by their columns. */
  readonly #dimensions: NamedColumn[] = [];
  readonly #measures: NamedColumn[] = [];
  // Neighbouring contributions mostly share their keys, and comparing is much cheaper than hashing.
  readonly #lastKeys: (string | undefined)[];
  readonly #lastCodes: number[];

  constructor({ layout, recent }: JournalWriting, buffer: RowBuffer) {
    this.#layout = layout;
    this.#buffer = buffer;
    this.#recent = recent;
    this.#lastKeys = layout.dimensions.map(() => undefined);
    this.#lastCodes = layout.dimensions.map(() => 0);
  }

  /**
   * Appends what the event at a position contributes: all of it, or nothing where it throws.
   * @throws JournalError JOURNAL.CONTRIBUTION for a measure that is no safe integer, a key that is no text, a date that does not exist, a
   * dimension that is missing, a dimension or measure that the journal does not declare.
   */
  add(position: number, contributions: readonly Contribution[]): void {
    const buffer = this.#buffer;
    const before = buffer.rows;
    buffer.reserve(contributions.length);
    try {
      for (let index = 0; index < contributions.length; index += 1) {
        const contribution = contributions[index];
        if (contribution) this.#addRow(buffer, position, contribution);
      }
    } catch (error) {
      buffer.rows = before;
      throw error;
    }
  }

  #addRow(buffer: RowBuffer, position: number, { date, cell, measures }: Contribution): void {
    const row = buffer.rows;
    buffer.positions[row] = position;
    const dates = buffer.codes[0];
    if (dates) dates[row] = date === this.#lastKeys[0] ? (this.#lastCodes[0] ?? 0) : this.#code(0, date);
    this.#setCell(buffer, row, cell);
    this.#setMeasures(buffer, row, measures);
    buffer.rows += 1;
  }

  #setCell(buffer: RowBuffer, row: number, cell: Contribution['cell']): void {
    let count = 0;
    for (const name in cell) {
      const expected = this.#dimensions[count];
      const { index } = expected?.name === name ? expected : this.#dimensionAt(name, count);
      const column = buffer.codes[index];
      const key = cell[name];
      count += 1;
      if (column === undefined) continue;
      if (key === null) column[row] = 0;
      else if (key !== undefined && key === this.#lastKeys[index]) column[row] = this.#lastCodes[index] ?? 0;
      else column[row] = this.#code(index, key);
    }
    if (count < this.#layout.dimensions.length - 1) this.#refuseMissing(cell);
  }

  #setMeasures(buffer: RowBuffer, row: number, measures: Contribution['measures']): void {
    for (let index = 0; index < buffer.measures.length; index += 1) {
      const column = buffer.measures[index];
      if (column) column[row] = 0;
    }
    let count = 0;
    for (const name in measures) {
      const expected = this.#measures[count];
      const { index } = expected?.name === name ? expected : this.#measureAt(name, count);
      const value = measures[name] ?? 0;
      const column = buffer.measures[index];
      count += 1;
      if (!Number.isSafeInteger(value)) throw notKept(`the measure ${name} is ${String(value)}`, 'measures are safe integers');
      // Adding zero turns -0 into 0: both have the same bytes, so they shall be the same value.
      if (column) column[row] = value + 0;
    }
  }

  #dimensionAt(name: string, count: number): NamedColumn {
    const index = this.#layout.dimensions.findIndex((column, at) => at > 0 && column.name === name);
    if (index < 0) throw notKept(`there is a dimension ${name}`, 'the journal does not declare it');
    return (this.#dimensions[count] = { name, index });
  }

  #measureAt(name: string, count: number): NamedColumn {
    const index = this.#layout.measures.indexOf(name);
    if (index < 0) throw notKept(`there is a measure ${name}`, 'the journal does not declare it');
    return (this.#measures[count] = { name, index });
  }

  #code(index: number, key: string | null | undefined): number {
    if (typeof key !== 'string') {
      throw notKept(`the dimension ${this.#layout.dimensions[index]?.name} is ${String(key)}`, 'it is a text, or null');
    }
    const code = this.#recent[index]?.codeOf(key) ?? 0;
    this.#lastKeys[index] = key;
    this.#lastCodes[index] = code;
    return code;
  }

  #refuseMissing(cell: Contribution['cell']): never {
    const missing = this.#layout.dimensions.find((column, at) => at > 0 && !(column.name in cell));
    throw notKept(`the dimension ${missing?.name} is missing`, 'it is a text, or null');
  }
}

interface NamedColumn {
  readonly name: string;
  readonly index: number;
}

function notKept(found: string, remedy: string): JournalError {
  return new JournalError('JOURNAL.CONTRIBUTION', found, remedy);
}
