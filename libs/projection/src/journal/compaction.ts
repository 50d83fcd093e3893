import { anchorsOf, type RollupColumns } from './anchors.ts';
import { type CodeColumn, newCodeColumn } from './columns.ts';
import { massMax } from './exact.ts';
import { Gathering } from './gather.ts';
import { dateColumn } from './layout.ts';
import { postingsOf } from './postings.ts';
import { sortedByDay } from './sort-rows.ts';
import { dayIndex, type SortedPart, zonesOf } from './sorted-part.ts';
import { massOf, measureOf, type RowTable } from './table.ts';

export interface CompactionJob {
  /** What is to become one sorted part. */
  readonly tables: readonly RowTable[];
  /** Rows of later events stay behind. */
  readonly upTo: number;
  /** The magnitudes of each measure in the parts that stay as they are. */
  readonly massElsewhere: readonly number[];
  /** The dictionaries' sizes, by dimension column. */
  readonly sizes: readonly number[];
  /** The day of each code of the business date. */
  readonly days: Int32Array;
  /** What else there are to be anchors over, beside all dimensions. */
  readonly rollups: readonly RollupColumns[];
}

export interface Compacted {
  readonly part: SortedPart;
  /** The rows that stayed behind, in the order they were given. */
  readonly left: RowTable;
}

/** Makes one sorted part of some tables. Pure: it reads them, and makes new ones. */
export function compact(job: CompactionJob): Compacted {
  const gathering = new Gathering(job.tables);
  const days = gathering.codes(dateColumn);
  for (let row = 0; row < days.length; row += 1) days[row] = job.days[days[row] ?? 0] ?? 0;
  const { within, beyond } = partition(gathering.positions, job.upTo);
  const signedDays = new Int32Array(days.buffer);
  const order = sortedByDay(within, signedDays, gathering.positions);
  const { rows, mass } = sortedRows(job, gathering, order);
  const monthly = { ...rows, codes: [monthColumn(rows.codes[dateColumn], job), ...rows.codes.slice(1)] };
  const all: RollupColumns = { columns: job.sizes.map((_, column) => column).slice(1), where: [], measures: null };
  const anchors = [all, ...job.rollups].map((over) => anchorsOf(monthly, rows.positions, over, job.sizes));
  return {
    part: { rows, mass, anchors, ...dayIndex(order, signedDays), ...zonesOf(rows.positions) },
    left: leftRows(job, gathering, beyond),
  };
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
  return { within: within.slice(0, inside), beyond: beyond.slice(0, outside) };
}

function sortedRows(
  { sizes, massElsewhere }: CompactionJob,
  gathering: Gathering,
  order: Int32Array,
): { readonly rows: RowTable; readonly mass: readonly number[] } {
  const codes = gathering.codeColumns(order, sizes);
  const mass: number[] = [];
  const measures = massElsewhere.map((elsewhere, index) => {
    const values = gathering.values(index, order);
    const own = massOf(values);
    const isSplit = own + elsewhere >= massMax;
    mass.push(isSplit ? 0 : own);
    return measureOf(values, isSplit);
  });
  const postings = codes.map((column, index) => (index === dateColumn ? null : postingsOf(column, sizes[index] ?? 0)));
  return { rows: { rows: order.length, codes, measures, postings, positions: gathering.positionColumn(order) }, mass };
}

function leftRows({ sizes, massElsewhere }: CompactionJob, gathering: Gathering, order: Int32Array): RowTable {
  return {
    rows: order.length,
    codes: gathering.codeColumns(order, sizes),
    measures: massElsewhere.map((_, index) => measureOf(gathering.values(index, order))),
    postings: [],
    positions: gathering.positionColumn(order),
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
