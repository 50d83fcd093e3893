import type { Ids } from '../terms/candidates.ts';

/** Ids of documents, a bit each: what two conditions have in common is one pass over a few kilobytes. */
export class IdSet implements Ids {
  #words: Uint32Array;
  #size: number | null = null;

  constructor(words: Uint32Array = new Uint32Array(0)) {
    this.#words = words;
  }

  static of(ids: readonly number[]): IdSet {
    let last = 0;
    for (const id of ids) if (id > last) last = id;
    const words = new Uint32Array((last >>> 5) + 1);
    for (const id of ids) words[id >>> 5] = (words[id >>> 5] ?? 0) | (1 << (id & 31));
    return new IdSet(words);
  }

  get size(): number {
    return (this.#size ??= this.#counted());
  }

  get bytes(): number {
    return this.#words.byteLength;
  }

  has(id: number): boolean {
    return ((this.#words[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }

  ids(): readonly number[] {
    const ids: number[] = [];
    for (const [index, word] of this.#words.entries()) {
      for (let left = word; left !== 0; left &= left - 1) ids.push(index * 32 + 31 - Math.clz32(left & -left));
    }
    return ids;
  }

  /** What is in both. */
  and(other: IdSet): IdSet {
    const [shorter, longer] = this.#words.length <= other.#words.length ? [this.#words, other.#words] : [other.#words, this.#words];
    return new IdSet(shorter.map((word, index) => word & (longer[index] ?? 0)));
  }

  /** What is here and not there. */
  without(other: IdSet): IdSet {
    return new IdSet(this.#words.map((word, index) => word & ~(other.#words[index] ?? 0)));
  }

  /** The same but for some ids, of which those given are in. */
  with(changed: readonly number[], isIn: ReadonlySet<number>): IdSet {
    const last = changed.reduce((most, id) => Math.max(most, id), 0);
    const words = new Uint32Array(Math.max(this.#words.length, (last >>> 5) + 1));
    words.set(this.#words);
    for (const id of changed) {
      const word = words[id >>> 5] ?? 0;
      words[id >>> 5] = isIn.has(id) ? word | (1 << (id & 31)) : word & ~(1 << (id & 31));
    }
    return new IdSet(words);
  }

  #counted(): number {
    let count = 0;
    for (let word of this.#words) {
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }
}
