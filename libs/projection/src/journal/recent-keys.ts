import { DateDictionary, type Dictionary, KeyDictionary } from './dictionary.ts';

/** How many of one journal's keys are found at once; a power of two. */
const slotsOfOne = 1_024;
/** And of several journals' that are written beside each other: more than a page of events has. */
export const slotsOfMany = 8_192;

/**
 * The keys that were met last, each at a place that its end and its length say. The keys of an event are texts that nothing has hashed yet, and
 * hashing one costs several times as much as comparing it.
 */
export class RecentKeys<Of extends Dictionary = Dictionary> {
  readonly dictionary: Of;
  readonly #keys: string[];
  readonly #codes: Uint32Array;

  constructor(dictionary: Of, slots: number) {
    this.dictionary = dictionary;
    this.#keys = Array.from<string>({ length: slots }).fill('');
    this.#codes = new Uint32Array(slots);
  }

  /** The dictionary's code of a key. @throws JournalError JOURNAL.CONTRIBUTION for a key that cannot be kept. */
  codeOf(key: string): number {
    const last = key.length - 1;
    if (last < 0) return this.dictionary.codeOf(key);
    const slot =
      (key.charCodeAt(last) +
        (last > 0 ? key.charCodeAt(last - 1) * 11 : 0) +
        (last > 1 ? key.charCodeAt(last - 2) * 121 : 0) +
        (last > 2 ? key.charCodeAt(last - 3) * 1_331 : 0) +
        last * 97) &
      (this.#codes.length - 1);
    if (this.#keys[slot] === key) return this.#codes[slot] ?? 0;
    const code = this.dictionary.codeOf(key);
    this.#keys[slot] = key;
    this.#codes[slot] = code;
    return code;
  }
}

/**
 * The keys of journals that are written beside each other: one set of codes for all of their dimensions. Journals made of the same events have
 * the same customers, owners and units in them, which are then hashed once instead of once for each journal, and kept in memory once.
 */
export class WrittenKeys {
  readonly dates: RecentKeys<DateDictionary>;
  readonly texts: RecentKeys<KeyDictionary>;

  constructor(slots = slotsOfOne) {
    this.dates = new RecentKeys(new DateDictionary(), slots);
    this.texts = new RecentKeys(new KeyDictionary(), slots);
  }
}
