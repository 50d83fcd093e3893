import { type BusinessDate, dateOfDay, type Day, dayOf, isBusinessDate } from '@zongheng/kernel';
import { JournalError } from './errors.ts';
import { KeyOrder } from './key-order.ts';
import type { JournalLayout } from './layout.ts';

/** Keys of one dimension as small numbers. Code 0 is null; codes are given in order of first sight and never change in a process. */
export interface Dictionary {
  /** One more than the highest code given. */
  readonly size: number;
  /** Whether any row has no key here. */
  hasNull: boolean;
  /** The code of a key, given now where it has none. @throws JournalError JOURNAL.CONTRIBUTION for a key that cannot be kept. */
  codeOf(key: string): number;
  /** The code of a key, undefined where it has none. */
  find(key: string): number | undefined;
  keyOf(code: number): string | null;
  /** The place of each code among all of them, in the order of their texts, from 0; that of code 0 comes last. */
  ranks(): Int32Array;
}

/** A dictionary for each dimension column of a journal, the business date's first. */
export type Dictionaries = readonly (KeyDictionary | DateDictionary)[];

export function dictionariesOf(layout: JournalLayout): Dictionaries {
  return layout.dimensions.map(({ kind }) => (kind === 'date' ? new DateDictionary() : new KeyDictionary()));
}

/** Any texts. */
export class KeyDictionary implements Dictionary {
  hasNull = false;
  readonly #codes = new Map<string, number>();
  readonly #keys: (string | null)[] = [null];
  readonly #order = new KeyOrder(this);

  get size(): number {
    return this.#keys.length;
  }

  codeOf(key: string): number {
    return this.#codes.get(key) ?? this.#add(key);
  }

  find(key: string): number | undefined {
    return this.#codes.get(key);
  }

  keyOf(code: number): string | null {
    return this.#keys[code] ?? null;
  }

  ranks(): Int32Array {
    return this.#order.ranks();
  }

  #add(key: string): number {
    if (!key.isWellFormed()) {
      throw new JournalError('JOURNAL.CONTRIBUTION', `a key with half a character: ${JSON.stringify(key)}`, 'mend the event');
    }
    const code = this.#keys.length;
    this.#keys.push(key);
    this.#codes.set(key, code);
    return code;
  }
}

/** Calendar dates, by their text and by their day. */
export class DateDictionary implements Dictionary {
  hasNull = false;
  readonly #byText = new Map<string, number>();
  readonly #byDay = new Map<Day, number>();
  readonly #texts: (BusinessDate | null)[] = [null];
  readonly #days: Day[] = [0];
  readonly #order = new KeyOrder(this);

  get size(): number {
    return this.#texts.length;
  }

  codeOf(text: string): number {
    return this.#byText.get(text) ?? this.#addText(text);
  }

  codeOfDay(day: Day): number {
    return this.#byDay.get(day) ?? this.#add(dateOfDay(day), day);
  }

  find(text: string): number | undefined {
    return this.#byText.get(text);
  }

  keyOf(code: number): BusinessDate | null {
    return this.#texts[code] ?? null;
  }

  ranks(): Int32Array {
    return this.#order.ranks();
  }

  /** The day of a code above 0. */
  dayOf(code: number): Day {
    return this.#days[code] ?? 0;
  }

  /** The day of every code; that of code 0 means nothing. */
  days(): Int32Array {
    return Int32Array.from(this.#days);
  }

  #addText(text: string): number {
    if (!isBusinessDate(text)) {
      throw new JournalError('JOURNAL.CONTRIBUTION', `${JSON.stringify(text)} where a date is meant`, 'dates are YYYY-MM-DD and exist');
    }
    return this.#add(text, dayOf(text));
  }

  #add(text: BusinessDate, day: Day): number {
    const code = this.#texts.length;
    this.#texts.push(text);
    this.#days.push(day);
    this.#byText.set(text, code);
    this.#byDay.set(day, code);
    return code;
  }
}
