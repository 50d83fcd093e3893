import type { Dictionaries, Dictionary } from './dictionary.ts';
import { addCodes, addMappedCodes } from './kernels.ts';
import { dateColumn, dimensionIndex, type JournalLayout, monthDimension } from './layout.ts';
import type { Grouping } from './query.ts';
import { Slots } from './slots.ts';
import type { Table } from './table.ts';

/** One grouping ready for scanning. */
export interface GroupColumn {
  readonly column: number;
  /** The number of each code's group key; null where the code itself is the number. */
  readonly mapped: Int32Array | null;
  /** One more than the highest number. */
  readonly size: number;
  /** The key of a number; 0 is null. */
  keyOf(number: number): string | null;
  /** The dictionary whose codes the numbers are; null where they are numbers of their own. */
  readonly codes: Dictionary | null;
}

/** Groupings whose numbers, taken together, fit an integer. */
interface Level {
  readonly columns: readonly GroupColumn[];
  /** Null where numbers are used as they come. */
  readonly slots: Slots | null;
}

/** Groups have fixed places where there are not many more of them than rows, and not too many at all. */
const placesPerRow = 4;
const placesAlways = 1_024;
const placesAtMost = 2 ** 20;
/** Room is made at once for at most so many groups. */
const expectedMax = 2 ** 18;

/** Numbers of groups stay below this within a level. */
const levelMax = 2 ** 31;

/**
 * Gives each row the number of its group. Where there are few possible groups they have fixed places, one dimension after another; where
 * there could be too many, those met are numbered as they are met, levels of dimensions one after another.
 */
export class GroupSpace {
  readonly #columns: readonly GroupColumn[];
  readonly #levels: readonly Level[];
  readonly #fixedSize: number | null;

  /** `rows`: about so many rows will be numbered. */
  constructor(columns: readonly GroupColumn[], rows: number) {
    const placesMax = Math.min(placesAtMost, Math.max(placesAlways, rows * placesPerRow));
    this.#columns = columns;
    const places = this.#columns.reduce((product, { size }) => product * size, 1);
    this.#fixedSize = places <= placesMax ? places : null;
    this.#levels =
      this.#fixedSize === null ? levelsOf(this.#columns, Math.min(rows, places, expectedMax)) : [{ columns: this.#columns, slots: null }];
  }

  /** How many numbers there are by now. */
  get size(): number {
    return this.#fixedSize ?? this.#levels.at(-1)?.slots?.size ?? 0;
  }

  get isTotal(): boolean {
    return this.#columns.length === 0;
  }

  /** How many dimensions are grouped by. */
  get by(): number {
    return this.#columns.length;
  }

  /** The group number of each selected row, into `groups`; `spare` is as long. */
  number(table: Table, selection: Int32Array, selected: number, groups: Int32Array, spare: Int32Array): void {
    groups.fill(0, 0, selected);
    for (const { columns, slots } of this.#levels) {
      const numbers = slots ? spare : groups;
      numbers.fill(0, 0, selected);
      let stride = 1;
      for (const { column, mapped, size } of columns) {
        const codes = table.codes[column];
        if (codes && mapped) addMappedCodes(codes, mapped, stride, selection, selected, numbers);
        else if (codes) addCodes(codes, stride, selection, selected, numbers);
        stride *= size;
      }
      slots?.number(groups, numbers, selected);
    }
  }

  /** How many different keys a grouping can have had. */
  keyCount(by: number): number {
    return this.#columns[by]?.size ?? 0;
  }

  keyOf(by: number, keyNumber: number): string | null {
    return this.#columns[by]?.keyOf(keyNumber) ?? null;
  }

  /** The dictionary whose codes the key numbers of a grouping are; null where they are numbers of their own. */
  codesOf(by: number): Dictionary | null {
    return this.#columns[by]?.codes ?? null;
  }

  /** The key numbers of a group, by grouping, into `into` from `at` on. */
  keyNumbers(group: number, into: Int32Array, at: number): void {
    let rest = group;
    let end = at + this.#columns.length;
    for (let index = this.#levels.length - 1; index >= 0; index -= 1) {
      const level = this.#levels[index];
      if (!level) continue;
      const [before, within] = level.slots ? level.slots.pairOf(rest) : [0, rest];
      end -= level.columns.length;
      let number = within;
      for (let offset = 0; offset < level.columns.length; offset += 1) {
        const size = level.columns[offset]?.size ?? 1;
        const before = Math.floor(number / size);
        into[end + offset] = number - before * size;
        number = before;
      }
      rest = before;
    }
  }
}

/** @throws JournalError JOURNAL.QUERY for a dimension that the journal does not have. */
export function groupColumns(groupBy: readonly Grouping[], layout: JournalLayout, dictionaries: Dictionaries): GroupColumn[] {
  return groupBy.map((grouping) => groupColumn(grouping, layout, dictionaries));
}

function groupColumn({ dim, map: given }: Grouping, layout: JournalLayout, dictionaries: Dictionaries): GroupColumn {
  const isMonth = dim === monthDimension;
  const map = isMonth ? throughMonth(given) : given;
  const column = isMonth ? dateColumn : dimensionIndex(layout, dim);
  const dictionary = dictionaries[column];
  if (!dictionary) throw new RangeError(`no dictionary for ${dim}`);
  return map
    ? mappedColumn(column, dictionary, map)
    : { column, mapped: null, size: dictionary.size, keyOf: (number) => dictionary.keyOf(number), codes: dictionary };
}

/** A map of dates that goes through their months, and asks what a month maps to once. */
function throughMonth(map: ((month: string) => string | null) | undefined): (date: string) => string | null {
  if (!map) return (date) => date.slice(0, 7);
  const known = new Map<string, string | null>();
  return (date) => {
    const month = date.slice(0, 7);
    const key = known.get(month);
    if (key !== undefined) return key;
    const mapped = map(month);
    known.set(month, mapped);
    return mapped;
  };
}

function mappedColumn(column: number, dictionary: Dictionary, map: (key: string) => string | null): GroupColumn {
  const mapped = new Int32Array(dictionary.size);
  const numbers = new Map<string | null, number>([[null, 0]]);
  const keys: (string | null)[] = [null];
  for (let code = 1; code < mapped.length; code += 1) {
    const key = map(dictionary.keyOf(code) ?? '');
    const known = numbers.get(key);
    mapped[code] = known ?? keys.length;
    if (known !== undefined) continue;
    numbers.set(key, keys.length);
    keys.push(key);
  }
  return { column, mapped, size: keys.length, keyOf: (number) => keys[number] ?? null, codes: null };
}

function levelsOf(columns: readonly GroupColumn[], expected: number): Level[] {
  const levels: GroupColumn[][] = [[]];
  let places = 1;
  for (const column of columns) {
    if (places * column.size >= levelMax) {
      levels.push([]);
      places = 1;
    }
    places *= column.size;
    levels.at(-1)?.push(column);
  }
  return levels.map((each) => ({ columns: each, slots: new Slots(expected) }));
}
