import type { Dictionary } from './dictionary.ts';
import { JournalError } from './errors.ts';
import type { GroupSpace } from './groups.ts';
import type { Sums } from './sums.ts';

/** One group of an answer: its keys in the order grouped by, its sums by measure. */
export interface Figure {
  readonly keys: readonly (string | null)[];
  readonly sums: Readonly<Record<string, bigint>>;
}

/**
 * The groups of an answer, in no particular order. Sums are bigint, always: they are exact beyond 2^53, and weighting them (an amount by per
 * mille) is integer arithmetic that could leave the safe numbers too. They are made when they are read: a page of a large answer costs a page.
 */
export class Figures implements Iterable<Figure> {
  /** The position that the answer holds at: the `upTo` asked for, or the watermark. Asked at it again, it is the same. */
  readonly at: number;
  readonly measures: readonly string[];
  readonly #space: GroupSpace;
  readonly #sums: Sums;
  readonly #groups: Int32Array;
  readonly #by: number;
  #keyNumbers: Int32Array | null = null;

  constructor(at: number, measures: readonly string[], space: GroupSpace, sums: Sums) {
    this.at = at;
    this.measures = measures;
    this.#space = space;
    this.#sums = sums;
    this.#groups = sums.chosen(space.size);
    this.#by = space.by;
  }

  /** How many groups there are. */
  get size(): number {
    return this.#groups.length;
  }

  /** The key of a group (0 … size − 1) in one of the dimensions grouped by, by its place among them. */
  key(group: number, by: number): string | null {
    return this.#space.keyOf(by, this.keyNumber(group, by));
  }

  /** A small number that stands for `key(group, by)` in this answer: for regrouping without comparing texts. 0 is null. */
  keyNumber(group: number, by: number): number {
    return this.#numbers()[group * this.#by + by] ?? 0;
  }

  /** One more than the highest key number of a dimension grouped by. */
  keyCount(by: number): number {
    return this.#space.keyCount(by);
  }

  /** What a key number stands for. */
  keyOf(by: number, keyNumber: number): string | null {
    return this.#space.keyOf(by, keyNumber);
  }

  /** The dictionary whose codes the key numbers of a dimension grouped by are; null where they are numbers of this answer. */
  codesOf(by: number): Dictionary | null {
    return this.#space.codesOf(by);
  }

  /** The sum of a group. @throws JournalError JOURNAL.QUERY for a measure not asked for. */
  sum(group: number, measure: string): bigint {
    return this.#sums.sumOf(this.#measure(measure), this.#groups[group] ?? -1);
  }

  /** The same as a number. @throws JournalError JOURNAL.QUERY for a measure not asked for. @throws RangeError where a number is not exact. */
  number(group: number, measure: string): number {
    return this.#sums.numberOf(this.#measure(measure), this.#groups[group] ?? -1);
  }

  /** The sum over some groups. @throws JournalError JOURNAL.QUERY for a measure not asked for. */
  sumOver(groups: readonly number[], measure: string): bigint {
    return this.#sums.sumOver(
      this.#measure(measure),
      groups.map((group) => this.#groups[group] ?? -1),
    );
  }

  /** The sum over all groups. @throws JournalError JOURNAL.QUERY for a measure not asked for. */
  total(measure: string): bigint {
    return this.#sums.sumOver(this.#measure(measure), this.#groups);
  }

  *[Symbol.iterator](): Iterator<Figure> {
    for (let group = 0; group < this.size; group += 1) {
      const keys = Array.from({ length: this.#by }, (_, by) => this.key(group, by));
      yield { keys, sums: Object.fromEntries(this.measures.map((measure) => [measure, this.sum(group, measure)])) };
    }
  }

  #measure(name: string): number {
    const index = this.measures.indexOf(name);
    if (index < 0)
      throw new JournalError('JOURNAL.QUERY', `the measure ${name} was not asked for`, `ask for it beside ${this.measures.join(', ')}`);
    return index;
  }

  #numbers(): Int32Array {
    if (!this.#keyNumbers) {
      this.#keyNumbers = new Int32Array(this.#groups.length * this.#by);
      for (let group = 0; group < this.#groups.length; group += 1) {
        this.#space.keyNumbers(this.#groups[group] ?? 0, this.#keyNumbers, group * this.#by);
      }
    }
    return this.#keyNumbers;
  }
}
