import type { Figures } from './figures.ts';
import { KeyColumn, type Place } from './key-column.ts';

/** Places for groups stand in an array where there are not many more of them than rows. */
const placesPerRow = 16;
const placesAlways = 4_096;

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
  return new Gathered(places, answers).groups;
}

/** A group of one or several answers: there may be very many, so its keys and rows are made where they are looked at. */
export class GatheredGroup {
  readonly all: Gathered;
  readonly number: number;

  constructor(all: Gathered, number: number) {
    this.all = all;
    this.number = number;
  }

  get keys(): readonly (string | null)[] {
    return this.all.keysOf(this.number);
  }

  /** By answer, the numbers of those of its groups that belong here. */
  get rows(): readonly (readonly number[])[] {
    return this.all.rowsOf(this.number);
  }

  /** How many groups of an answer belong here. */
  rowsIn(answer: number): number {
    return this.all.rowsIn(this.number, answer);
  }
}

/** The groups of some answers, put together: which rows belong where, and by which numbers their keys are told apart. */
export class Gathered {
  readonly groups: GatheredGroup[] = [];
  readonly #columns: readonly KeyColumn[];
  /** By place, the key number of each group. */
  readonly #numbers: readonly number[][];
  /** By answer: the rows group by group, and where those of each group begin. */
  readonly #rows: readonly { readonly order: Int32Array; readonly starts: Int32Array }[];

  constructor(places: readonly number[], answers: readonly Figures[]) {
    this.#columns = places.map((place) => new KeyColumn(place, answers));
    this.#numbers = places.map(() => []);
    const find = finderOf(this.#columns, answers);
    const groupsOfRows = answers.map((figures) => this.#numbered(figures, find));
    this.#rows = groupsOfRows.map((groups) => sorted(groups, this.groups.length));
  }

  keysOf(group: number): readonly (string | null)[] {
    return this.#columns.map((column, at) => column.keyOf(this.numberOf(group, at)));
  }

  /** A number for the key of a group at a place, the same for all groups that have the key. */
  numberOf(group: number, at: number): number {
    return this.#numbers[at]?.[group] ?? 0;
  }

  /** Where the keys of some groups stand, each by its place in the list: by `place` where it is given, then by their texts, null last. */
  ranksOf(groups: readonly GatheredGroup[], at: number, place?: Place): { readonly ranks: Int32Array; readonly size: number } {
    const numbers = Int32Array.from(groups, ({ number }) => this.numberOf(number, at));
    const { ranks, size } = this.#columns[at]?.ranks(numbers, place) ?? { ranks: new Int32Array(1), size: 1 };
    return { ranks: numbers.map((number) => ranks[number] ?? 0), size };
  }

  rowsOf(group: number): readonly (readonly number[])[] {
    return this.#rows.map(({ order, starts }) => Array.from(order.subarray(starts[group], starts[group + 1])));
  }

  rowsIn(group: number, answer: number): number {
    const starts = this.#rows[answer]?.starts;
    return starts ? (starts[group + 1] ?? 0) - (starts[group] ?? 0) : 0;
  }

  /** The group of each row of an answer. */
  #numbered(figures: Figures, find: (row: number, next: number) => number): Int32Array {
    for (const column of this.#columns) column.turnTo(figures);
    const groups = new Int32Array(figures.size);
    for (let row = 0; row < figures.size; row += 1) {
      const next = this.groups.length;
      const group = find(row, next);
      groups[row] = group;
      if (group < next) continue;
      this.groups.push(new GatheredGroup(this, group));
      for (let at = 0; at < this.#columns.length; at += 1) this.#numbers[at]?.push(this.#columns[at]?.numberOf(row) ?? 0);
    }
    return groups;
  }
}

/** Finds the group of a row of the answer that columns are turned to: one known, or the next. */
function finderOf(columns: readonly KeyColumn[], answers: readonly Figures[]): (row: number, next: number) => number {
  const rows = answers.reduce((sum, figures) => sum + figures.size, 0);
  const places = columns.reduce((product, { size }) => product * size, 1);
  if (places <= Math.max(placesAlways, rows * placesPerRow)) return placedIn(new Int32Array(places), columns);
  // Beyond what a number holds, groups are told apart by a text.
  const idOf = places < Number.MAX_SAFE_INTEGER ? numberOf : textOf;
  const known = new Map<number | string, number>();
  return (row, next) => {
    const id = idOf(columns, row);
    const group = known.get(id);
    if (group === undefined) known.set(id, next);
    return group ?? next;
  };
}

/** Finds groups in an array that has a place for each that there can be: one more than its number, 0 where there is none yet. */
function placedIn(places: Int32Array, columns: readonly KeyColumn[]): (row: number, next: number) => number {
  return (row, next) => {
    const id = numberOf(columns, row);
    const group = (places[id] ?? 0) - 1;
    if (group >= 0) return group;
    places[id] = next + 1;
    return next;
  };
}

function numberOf(columns: readonly KeyColumn[], row: number): number {
  let id = 0;
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at];
    if (column) id = id * column.size + column.numberOf(row);
  }
  return id;
}

function textOf(columns: readonly KeyColumn[], row: number): string {
  return columns.map((column) => column.numberOf(row)).join(',');
}

/** Rows group by group, each group's as they came. */
function sorted(groups: Int32Array, count: number): { readonly order: Int32Array; readonly starts: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (let row = 0; row < groups.length; row += 1) starts[(groups[row] ?? 0) + 1] = (starts[(groups[row] ?? 0) + 1] ?? 0) + 1;
  for (let group = 0; group < count; group += 1) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const next = starts.slice(0, count);
  const order = new Int32Array(groups.length);
  for (let row = 0; row < groups.length; row += 1) {
    const group = groups[row] ?? 0;
    const at = next[group] ?? 0;
    order[at] = row;
    next[group] = at + 1;
  }
  return { order, starts };
}
