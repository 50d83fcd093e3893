/**
 * Numbers pairs of integers in order of first sight: how groups are found where there could be more of them than an array should have places.
 */
export class Slots {
  size = 0;
  /** The pair of each number. */
  #first: Int32Array;
  #second: Int32Array;
  /** Numbers plus one by hash; 0 is free. At most half full. */
  #table: Int32Array;

  /** `expected`: about so many pairs; there may be more. */
  constructor(expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(expected, 256)));
    this.#first = new Int32Array(capacity);
    this.#second = new Int32Array(capacity);
    this.#table = new Int32Array(capacity * 2);
  }

  /** Turns the pairs (first[i], second[i]) into their numbers, which take the place of `first`. */
  number(first: Int32Array, second: Int32Array, count: number): void {
    for (let index = 0; index < count; index += 1) first[index] = this.#numberOf(first[index] ?? 0, second[index] ?? 0);
  }

  pairOf(number: number): readonly [number, number] {
    return [this.#first[number] ?? 0, this.#second[number] ?? 0];
  }

  #numberOf(first: number, second: number): number {
    const mask = this.#table.length - 1;
    let at = hashOf(first, second) & mask;
    for (;;) {
      const number = (this.#table[at] ?? 0) - 1;
      if (number < 0) return this.#add(first, second, at);
      if (this.#first[number] === first && this.#second[number] === second) return number;
      at = (at + 1) & mask;
    }
  }

  #add(first: number, second: number, at: number): number {
    const number = this.size;
    this.size += 1;
    if (number >= this.#first.length) {
      this.#first = doubled(this.#first);
      this.#second = doubled(this.#second);
    }
    this.#first[number] = first;
    this.#second[number] = second;
    this.#table[at] = this.size;
    if (this.size * 2 > this.#table.length) this.#rehash();
    return number;
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      let at = hashOf(this.#first[number] ?? 0, this.#second[number] ?? 0) & mask;
      while (table[at] !== 0) at = (at + 1) & mask;
      table[at] = number + 1;
    }
    this.#table = table;
  }
}

function hashOf(first: number, second: number): number {
  const mixed = Math.imul(Math.imul(first, 0x85eb_ca6b) ^ second, 0x9e37_79b1);
  return mixed ^ (mixed >>> 15);
}

function doubled(values: Int32Array): Int32Array {
  const grown = new Int32Array(values.length * 2);
  grown.set(values);
  return grown;
}
