import type { Figures } from './figures.ts';

/** A group of one or several answers: which of their groups make it up is known at once, its figures are read where they are shown. */
export interface GatheredGroup {
  readonly keys: readonly (string | null)[];
  /** By answer, the numbers of those of its groups that belong here. */
  readonly rows: readonly (readonly number[])[];
}

/**
 * Puts the groups of answers together by their first `by` keys, whatever else they were grouped by. Keys that are the same text are the same
 * key, also where answers read them off different dimensions.
 */
export function gathered(by: number, ...answers: readonly Figures[]): GatheredGroup[] {
  return gatheredAt(
    Array.from({ length: by }, (_, at) => at),
    answers,
  );
}

/** The same by any of the dimensions grouped by, by their places. */
export function gatheredAt(places: readonly number[], answers: readonly Figures[]): GatheredGroup[] {
  const columns = places.map((place) => new KeyColumn(place, answers));
  // Beyond what a number holds, groups are told apart by a text.
  const isNumbered = columns.reduce((product, { size }) => product * size, 1) < Number.MAX_SAFE_INTEGER;
  const groups = new Map<number | string, { readonly keys: (string | null)[]; readonly rows: number[][] }>();
  for (const [answer, figures] of answers.entries()) {
    for (const column of columns) column.turnTo(figures);
    for (let row = 0; row < figures.size; row += 1) {
      const id = isNumbered ? numberOf(columns, figures, row) : textOf(columns, figures, row);
      let group = groups.get(id);
      if (!group) {
        group = { keys: places.map((place) => figures.key(row, place)), rows: answers.map(() => []) };
        groups.set(id, group);
      }
      group.rows[answer]?.push(row);
    }
  }
  return [...groups.values()];
}

function numberOf(columns: readonly KeyColumn[], figures: Figures, row: number): number {
  let id = 0;
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at];
    if (column) id = id * column.size + column.numberOf(figures, row);
  }
  return id;
}

function textOf(columns: readonly KeyColumn[], figures: Figures, row: number): string {
  return columns.map((column) => column.numberOf(figures, row)).join(',');
}

/** Numbers for the keys of one place that hold across answers. */
class KeyColumn {
  /** More than all of them. */
  readonly size: number;
  readonly #place: number;
  readonly #isAlone: boolean;
  readonly #numbers = new Map<string | null, number>();
  /** By the answer's own number, one more than the number here; 0 where it has none yet. */
  #turned = new Int32Array();

  constructor(place: number, answers: readonly Figures[]) {
    this.size = answers.reduce((sum, figures) => sum + figures.keyCount(place), 0);
    this.#place = place;
    this.#isAlone = answers.length === 1;
  }

  turnTo(figures: Figures): void {
    if (!this.#isAlone) this.#turned = new Int32Array(figures.keyCount(this.#place));
  }

  numberOf(figures: Figures, row: number): number {
    const own = figures.keyNumber(row, this.#place);
    if (this.#isAlone) return own;
    const known = this.#turned[own] ?? 0;
    if (known > 0) return known - 1;
    const key = figures.keyOf(this.#place, own);
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    this.#turned[own] = number + 1;
    return number;
  }
}
