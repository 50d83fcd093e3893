import type { Anchors } from './anchors.ts';
import { zoneRows } from './columns.ts';
import type { PositionColumn, RowTable } from './table.ts';

/** A part of a journal: rows sorted by day and position, never changed, with what makes asking them cheap. */
export interface SortedPart {
  readonly rows: RowTable;
  /** The days there are, ascending, and the row that each begins at. */
  readonly days: Int32Array;
  readonly dayStarts: Int32Array;
  /** The lowest and the highest position of every `zoneRows` rows. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** Those of all rows. */
  readonly lowestPosition: number;
  readonly highestPosition: number;
  /** Over all dimensions, and over each of the rollups. */
  readonly anchors: readonly Anchors[];
  /** The sum of each measure's magnitudes where it stands in one column, 0 where in limbs: see exact.ts. */
  readonly mass: readonly number[];
}

/** The number of rows before a day. */
export function rowBefore({ days, dayStarts, rows }: SortedPart, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return dayStarts[low] ?? rows.rows;
}

/** The day of a row. */
export function dayAt({ days, dayStarts }: SortedPart, row: number): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((dayStarts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return days[low] ?? 0;
}

/** Where each day begins; `days` by row number, `order` the row numbers as they are sorted. */
export function dayIndex(order: Int32Array, days: Int32Array): Pick<SortedPart, 'days' | 'dayStarts'> {
  const found: number[] = [];
  const starts: number[] = [];
  let last = Number.NaN;
  for (let row = 0; row < order.length; row += 1) {
    const day = days[order[row] ?? 0] ?? 0;
    if (day === last) continue;
    found.push(day);
    starts.push(row);
    last = day;
  }
  return { days: Int32Array.from(found), dayStarts: Int32Array.from(starts) };
}

export function zonesOf({ base, offsets }: PositionColumn): Pick<SortedPart, 'lowest' | 'highest' | 'lowestPosition' | 'highestPosition'> {
  const zones = Math.ceil(offsets.length / zoneRows);
  const lowest = new Float64Array(zones);
  const highest = new Float64Array(zones);
  for (let zone = 0; zone < zones; zone += 1) {
    const end = Math.min(offsets.length, (zone + 1) * zoneRows);
    let low = Infinity;
    let high = 0;
    for (let row = zone * zoneRows; row < end; row += 1) {
      const offset = offsets[row] ?? 0;
      if (offset < low) low = offset;
      if (offset > high) high = offset;
    }
    lowest[zone] = base + low;
    highest[zone] = base + high;
  }
  return {
    lowest,
    highest,
    lowestPosition: lowest.reduce((one, other) => Math.min(one, other), Infinity),
    highestPosition: highest.reduce((one, other) => Math.max(one, other), 0),
  };
}
