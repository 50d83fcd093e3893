/** What is put in order: the keys of a dictionary by their codes, code 0 standing for none. */
interface Coded {
  readonly size: number;
  keyOf(code: number): string | null;
}

/**
 * Where each key of a dictionary stands among all of them, in the order of their texts. It is kept, and keys that were added since are put
 * where they belong: answers with a group for each of very many keys are then put in order by numbers alone.
 */
export class KeyOrder {
  readonly #keys: Coded;
  /** The codes in order. */
  #sorted = new Int32Array();
  #ranks = new Int32Array(1);

  constructor(keys: Coded) {
    this.#keys = keys;
  }

  /** The place of each code, from 0; that of no key comes last. */
  ranks(): Int32Array {
    const { size } = this.#keys;
    if (this.#ranks.length < size) {
      this.#sorted = merged(this.#sorted, this.#added(size), this.#keys);
      this.#ranks = new Int32Array(size);
      for (let rank = 0; rank < this.#sorted.length; rank += 1) this.#ranks[this.#sorted[rank] ?? 0] = rank;
      this.#ranks[0] = size - 1;
    }
    return this.#ranks;
  }

  /** The codes that have no place yet, in order. */
  #added(size: number): number[] {
    const first = this.#ranks.length;
    return Array.from({ length: size - first }, (_, index) => first + index).sort((one, other) => compare(this.#keys, one, other));
  }
}

function merged(sorted: Int32Array, added: readonly number[], keys: Coded): Int32Array<ArrayBuffer> {
  const all = new Int32Array(sorted.length + added.length);
  let taken = 0;
  for (const [index, code] of added.entries()) {
    const place = placeIn(sorted, taken, code, keys);
    all.set(sorted.subarray(taken, place), taken + index);
    all[place + index] = code;
    taken = place;
  }
  all.set(sorted.subarray(taken), taken + added.length);
  return all;
}

/** Where a code belongs among those in order, from one of them on. */
function placeIn(sorted: Int32Array, from: number, code: number, keys: Coded): number {
  let [low, high] = [from, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(keys, sorted[middle] ?? 0, code) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(keys: Coded, one: number, other: number): number {
  return (keys.keyOf(one) ?? '') < (keys.keyOf(other) ?? '') ? -1 : 1;
}
