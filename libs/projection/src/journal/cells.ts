import type { CodeColumn } from './columns.ts';

/** Where a dimension's code stands in a cell's packed words. */
interface PackedColumn {
  readonly column: number;
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
}

/** How many rows are looked up at a time. */
export const cellChunk = 4_096;

/**
 * Every combination of codes met so far, numbered from 0. A cell's codes stand packed in a few 32-bit words, so that finding it compares
 * two or three numbers, not a column for each dimension.
 */
export class Cells {
  size = 0;
  readonly #packed: readonly PackedColumn[];
  readonly #wordCount: number;
  /** The words of the rows being looked up, word by word. */
  readonly #chunk: readonly Int32Array[];
  /** The words of cell n, from n × wordCount on. */
  #words: Int32Array;
  /** Cell numbers plus one by hash; 0 is free. At most half full. */
  #slots: Int32Array;

  /** `sizes`: the dictionaries' sizes; `columns`: which of them make up a cell. */
  constructor(columns: readonly number[], sizes: readonly number[]) {
    this.#packed = packed(columns, sizes);
    this.#wordCount = Math.max(1, ...this.#packed.map(({ word }) => word + 1));
    this.#chunk = Array.from({ length: this.#wordCount }, () => new Int32Array(cellChunk));
    this.#words = new Int32Array(1_024 * this.#wordCount);
    this.#slots = new Int32Array(2_048);
  }

  /** The cell numbers of selected rows (at most `cellChunk` of them), into the start of `numbers`; new cells are added. */
  numbersOf(codes: readonly CodeColumn[], selection: Int32Array, count: number, numbers: Int32Array): void {
    for (const words of this.#chunk) words.fill(0, 0, count);
    for (const { column, word, shift } of this.#packed) {
      const words = this.#chunk[word];
      const values = codes[column];
      if (words && values) pack(words, values, selection, count, shift);
    }
    for (let row = 0; row < count; row += 1) numbers[row] = this.#numberOf(row);
  }

  /** The codes of some cells in one dimension, into a column from `at` on. */
  unpack(column: number, numbers: Int32Array, into: CodeColumn, at: number): void {
    const place = this.#packed.find((each) => each.column === column);
    if (!place) return;
    const { word, shift, mask } = place;
    for (let index = 0; index < numbers.length; index += 1) {
      into[at + index] = ((this.#words[(numbers[index] ?? 0) * this.#wordCount + word] ?? 0) >>> shift) & mask;
    }
  }

  #numberOf(row: number): number {
    const mask = this.#slots.length - 1;
    let at = this.#hash(row) & mask;
    for (;;) {
      const number = (this.#slots[at] ?? 0) - 1;
      if (number < 0) return this.#add(row, at);
      if (this.#equals(number, row)) return number;
      at = (at + 1) & mask;
    }
  }

  #hash(row: number): number {
    let hash = 0;
    for (let word = 0; word < this.#wordCount; word += 1) {
      hash = Math.imul(hash ^ (this.#chunk[word]?.[row] ?? 0), 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  #equals(number: number, row: number): boolean {
    const at = number * this.#wordCount;
    for (let word = 0; word < this.#wordCount; word += 1) {
      if (this.#words[at + word] !== this.#chunk[word]?.[row]) return false;
    }
    return true;
  }

  #add(row: number, at: number): number {
    const number = this.size;
    this.size += 1;
    if (this.size * this.#wordCount > this.#words.length) this.#words = doubled(this.#words);
    for (let word = 0; word < this.#wordCount; word += 1) this.#words[number * this.#wordCount + word] = this.#chunk[word]?.[row] ?? 0;
    this.#slots[at] = number + 1;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      let hash = 0;
      for (let word = 0; word < this.#wordCount; word += 1) {
        hash = Math.imul(hash ^ (this.#words[number * this.#wordCount + word] ?? 0), 0x9e37_79b1);
        hash ^= hash >>> 15;
      }
      let at = hash & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = number + 1;
    }
    this.#slots = slots;
  }
}

function packed(columns: readonly number[], sizes: readonly number[]): PackedColumn[] {
  const places: PackedColumn[] = [];
  let word = 0;
  let shift = 0;
  for (const column of columns) {
    const bits = 32 - Math.clz32(Math.max(1, (sizes[column] ?? 1) - 1));
    if (shift + bits > 32) {
      word += 1;
      shift = 0;
    }
    places.push({ column, word, shift, mask: bits === 32 ? -1 : (1 << bits) - 1 });
    shift += bits;
  }
  return places;
}

function pack(words: Int32Array, values: CodeColumn, selection: Int32Array, count: number, shift: number): void {
  for (let index = 0; index < count; index += 1) words[index] = (words[index] ?? 0) | ((values[selection[index] ?? 0] ?? 0) << shift);
}

function doubled(words: Int32Array): Int32Array {
  const grown = new Int32Array(words.length * 2);
  grown.set(words);
  return grown;
}
