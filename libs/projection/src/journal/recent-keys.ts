import type { Dictionary } from './dictionary.ts';

/** A power of two: the keys of most dimensions are fewer. */
const slots = 1_024;

/**
 * The keys of one dimension that were met last, each at a place that its end and its length say. The keys of an event are texts that nothing
 * has hashed yet, and hashing one costs several times as much as comparing it.
 */
export class RecentKeys {
  readonly #dictionary: Dictionary;
  readonly #keys = Array.from<string>({ length: slots }).fill('');
  readonly #codes = new Uint32Array(slots);

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  /** The dictionary's code of a key. @throws JournalError JOURNAL.CONTRIBUTION for a key that cannot be kept. */
  codeOf(key: string): number {
    const last = key.length - 1;
    if (last < 0) return this.#dictionary.codeOf(key);
    const slot =
      (key.charCodeAt(last) + (last > 0 ? key.charCodeAt(last - 1) * 11 : 0) + (last > 1 ? key.charCodeAt(last - 2) * 121 : 0) + last) &
      (slots - 1);
    if (this.#keys[slot] === key) return this.#codes[slot] ?? 0;
    const code = this.#dictionary.codeOf(key);
    this.#keys[slot] = key;
    this.#codes[slot] = code;
    return code;
  }
}
