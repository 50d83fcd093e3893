import { dateColumn } from './layout.ts';
import { type Anchors, anchorsOf } from './anchors.ts';
import { postingsOf } from './postings.ts';
import { sortedByDay } from './sort-rows.ts';
import { type CodeColumn, newCodeColumn, zoneRows } from './columns.ts';
import { measureOf, type PositionColumn, type RowTable, valuesInto } from './table.ts';

/** The body of a journal: rows sorted by day and position, never changed, with what makes asking them cheap. */
export interface Main {
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
}

export interface CompactionJob {
  readonly main: RowTable | null;
  readonly delta: readonly RowTable[];
  /** Rows of later events stay behind. */
  readonly upTo: number;
  /** The dictionaries' sizes, by dimension column. */
  readonly sizes: readonly number[];
  /** The day of each code of the business date. */
  readonly days: Int32Array;
  /** Sets of dimension columns that are asked for together often; that of the business date stands for its month. */
  readonly rollups: readonly (readonly number[])[];
}

export interface Compacted {
  readonly main: Main;
  /** The delta's rows that stayed behind, as it held them. */
  readonly left: RowTable;
}

/** Merges the delta's rows into the body: sorted, narrowed, with anchors. Pure: it reads its tables and makes new ones. */
export function compact(job: CompactionJob): Compacted {
  const sources = job.main ? [job.main, ...job.delta] : job.delta;
  const positions = flatPositions(sources);
  const dates = flatCodes(sources, 0);
  const days = new Int32Array(dates.length);
  for (let row = 0; row < days.length; row += 1) days[row] = job.days[dates[row] ?? 0] ?? 0;
  const { within, beyond } = partition(positions, job.upTo);
  const order = sortedByDay(within, days, positions);
  const sorted = gathered(sources, order, job.sizes, positions);
  const rows = {
    ...sorted,
    postings: sorted.codes.map((column, index) => (index === dateColumn ? null : postingsOf(column, job.sizes[index] ?? 0))),
  };
  const monthly = { ...rows, codes: [monthColumn(rows.codes[dateColumn], job), ...rows.codes.slice(1)] };
  const all = job.sizes.map((_, column) => column).slice(1);
  return {
    main: {
      rows,
      ...dayIndex(order, days),
      ...zonesOf(rows.positions),
      anchors: [all, ...job.rollups].map((columns) => anchorsOf(monthly, rows.positions, columns, job.sizes)),
    },
    left: gathered(sources, beyond, job.sizes, positions),
  };
}

/** For each row, in place of its date the first date known of the same month. */
function monthColumn(dates: CodeColumn | undefined, { days, sizes }: CompactionJob): CodeColumn {
  const firstOfMonth = new Map<string, number>();
  const months = Uint32Array.from(days, (day, code) => {
    const month = new Date(day * 86_400_000).toISOString().slice(0, 7);
    if (code > 0 && !firstOfMonth.has(month)) firstOfMonth.set(month, code);
    return firstOfMonth.get(month) ?? 0;
  });
  const column = newCodeColumn(sizes[dateColumn] ?? 0, dates?.length ?? 0);
  for (let row = 0; row < column.length; row += 1) column[row] = months[dates?.[row] ?? 0] ?? 0;
  return column;
}

function partition(positions: Float64Array, upTo: number): { readonly within: Int32Array; readonly beyond: Int32Array } {
  const within = new Int32Array(positions.length);
  const beyond = new Int32Array(positions.length);
  let inside = 0;
  let outside = 0;
  for (let row = 0; row < positions.length; row += 1) {
    if ((positions[row] ?? 0) <= upTo) within[inside++] = row;
    else beyond[outside++] = row;
  }
  return { within: within.subarray(0, inside), beyond: beyond.slice(0, outside) };
}

/** The rows of some tables, numbered one after another, in an order, in new columns. Goes column by column, to hold little at a time. */
function gathered(sources: readonly RowTable[], order: Int32Array, sizes: readonly number[], positions: Float64Array): RowTable {
  const codes = sizes.map((size, column) => {
    const flat = flatCodes(sources, column);
    const values = newCodeColumn(size, order.length);
    for (let row = 0; row < order.length; row += 1) values[row] = flat[order[row] ?? 0] ?? 0;
    return values;
  });
  const measures = (sources[0]?.measures ?? []).map((_, index) => measureOf(inOrder(flatMeasure(sources, index), order)));
  return { rows: order.length, codes, measures, postings: [], positions: positionColumn(inOrder(positions, order)) };
}

function inOrder(flat: Float64Array, order: Int32Array): Float64Array {
  const values = new Float64Array(order.length);
  for (let row = 0; row < order.length; row += 1) values[row] = flat[order[row] ?? 0] ?? 0;
  return values;
}

function positionColumn(values: Float64Array): PositionColumn {
  let lowest = Infinity;
  let highest = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const base = values.length === 0 ? 0 : lowest;
  const fits = highest - base <= 0xffff_ffff;
  const memory = new SharedArrayBuffer(values.length * (fits ? 4 : 8));
  const offsets = fits ? new Uint32Array(memory) : new Float64Array(memory);
  for (let row = 0; row < values.length; row += 1) offsets[row] = (values[row] ?? 0) - base;
  return { base, offsets };
}

function dayIndex(order: Int32Array, days: Int32Array): Pick<Main, 'days' | 'dayStarts'> {
  const found: number[] = [];
  const starts: number[] = [];
  for (let row = 0; row < order.length; row += 1) {
    const day = days[order[row] ?? 0] ?? 0;
    if (row > 0 && found.at(-1) === day) continue;
    found.push(day);
    starts.push(row);
  }
  return { days: Int32Array.from(found), dayStarts: Int32Array.from(starts) };
}

function zonesOf({ base, offsets }: PositionColumn): Pick<Main, 'lowest' | 'highest' | 'lowestPosition' | 'highestPosition'> {
  const count = Math.ceil(offsets.length / zoneRows);
  const lowest = new Float64Array(count).fill(Infinity);
  const highest = new Float64Array(count);
  for (let row = 0; row < offsets.length; row += 1) {
    const zone = Math.floor(row / zoneRows);
    const position = base + (offsets[row] ?? 0);
    if (position < (lowest[zone] ?? 0)) lowest[zone] = position;
    if (position > (highest[zone] ?? 0)) highest[zone] = position;
  }
  return {
    lowest,
    highest,
    lowestPosition: lowest.reduce((one, other) => Math.min(one, other), Infinity),
    highestPosition: highest.reduce((one, other) => Math.max(one, other), 0),
  };
}

function flatCodes(sources: readonly RowTable[], column: number): Uint32Array {
  const flat = new Uint32Array(rowCount(sources));
  let at = 0;
  for (const { codes, rows } of sources) {
    const values: CodeColumn | undefined = codes[column];
    if (values) flat.set(values.subarray(0, rows), at);
    at += rows;
  }
  return flat;
}

function flatMeasure(sources: readonly RowTable[], index: number): Float64Array {
  const flat = new Float64Array(rowCount(sources));
  let at = 0;
  for (const { measures, rows } of sources) {
    const measure = measures[index];
    if (measure) valuesInto(flat, at, measure, rows);
    at += rows;
  }
  return flat;
}

function flatPositions(sources: readonly RowTable[]): Float64Array {
  const flat = new Float64Array(rowCount(sources));
  let at = 0;
  for (const { positions, rows } of sources) {
    for (let row = 0; row < rows; row += 1) flat[at + row] = positions.base + (positions.offsets[row] ?? 0);
    at += rows;
  }
  return flat;
}

function rowCount(sources: readonly RowTable[]): number {
  return sources.reduce((sum, { rows }) => sum + rows, 0);
}
