import type { Dictionary } from './dictionary.ts';
import type { Figures } from './figures.ts';

/** Where keys stand among those of their dimension. */
export type Place = (key: string) => number;

/** Where fewer than one in so many keys of a dictionary are met, those met are put in order by themselves. */
const metAtLeast = 16;

/** Numbers for the keys at one place of several answers, that hold across them. */
export class KeyColumn {
  /** More than all of them. */
  readonly size: number;
  readonly #place: number;
  /** Where the answers read the key off one dictionary, whose codes are then the numbers. */
  readonly #codes: Dictionary | null;
  readonly #numbers = new Map<string | null, number>();
  readonly #keys: (string | null)[] = [];
  #figures: Figures | null = null;
  /** By the answer's own number, one more than the number here; 0 where it has none yet. */
  #turned = new Int32Array();

  constructor(place: number, answers: readonly Figures[]) {
    const codes = answers[0]?.codesOf(place) ?? null;
    this.#codes = answers.every((figures) => figures.codesOf(place) === codes) ? codes : null;
    this.size = this.#codes ? this.#codes.size : answers.reduce((sum, figures) => sum + figures.keyCount(place), 0);
    this.#place = place;
  }

  /** From now on rows are those of this answer. */
  turnTo(figures: Figures): void {
    this.#figures = figures;
    if (!this.#codes) this.#turned = new Int32Array(figures.keyCount(this.#place));
  }

  numberOf(row: number): number {
    const own = this.#figures?.keyNumber(row, this.#place) ?? 0;
    if (this.#codes) return own;
    const known = this.#turned[own] ?? 0;
    if (known > 0) return known - 1;
    const key = this.#figures?.keyOf(this.#place, own) ?? null;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#keys.length;
      this.#numbers.set(key, number);
      this.#keys.push(key);
    }
    this.#turned[own] = number + 1;
    return number;
  }

  keyOf(number: number): string | null {
    return this.#codes ? this.#codes.keyOf(number) : (this.#keys[number] ?? null);
  }

  /** The places of the keys of some numbers, by their numbers: by `place` where it is given, then by their texts, null last. */
  ranks(met: Int32Array, place: Place | undefined): { readonly ranks: Int32Array; readonly size: number } {
    if (this.#codes && !place && met.length * metAtLeast > this.#codes.size) {
      const all = this.#codes.ranks();
      return { ranks: all, size: all.length };
    }
    const numbers = [...new Set(met)].sort((one, other) => compareKeys(this.keyOf(one), this.keyOf(other), place));
    const ranks = new Int32Array(this.size);
    for (const [rank, number] of numbers.entries()) ranks[number] = rank;
    return { ranks, size: numbers.length };
  }
}

/** The order of keys: by `place` where it is given, then by their texts; null comes last. */
export function compareKeys(one: string | null, other: string | null, place: Place | undefined): number {
  if (one === null || other === null) return one === null ? 1 : -1;
  const apart = place ? place(one) - place(other) : 0;
  return apart !== 0 ? apart : one < other ? -1 : 1;
}
