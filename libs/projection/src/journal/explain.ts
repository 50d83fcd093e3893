import { type BusinessDate, dateOfDay, dayOf } from '@zongheng/kernel';
import { DateDictionary, type Dictionaries } from './dictionary.ts';
import { fromLimbs } from './exact.ts';
import { type Choice, choiceOf } from './filters.ts';
import { dateColumn, type JournalLayout, measureIndex } from './layout.ts';
import type { ExplainedRow, ExplainQuery, Explanation, RowCursor } from './query.ts';
import { deltaSteps, planRows } from './plan.ts';
import { select } from './scan.ts';
import { dayAt, rowBefore, type SortedPart } from './sorted-part.ts';
import { sortedByDay } from './sort-rows.ts';
import type { JournalState } from './state.ts';
import type { RowTable } from './table.ts';

/** More rows than this are sorted by digits, which a page is too few for. */
const comparedMax = 2_048;

/** A row behind a figure, where it stands and where it sorts. */
interface Place {
  readonly table: RowTable;
  readonly row: number;
  readonly day: number;
  readonly position: number;
}

/**
 * The rows chosen, a page at a time, by date, then position, then as their event contributed them. All pages together sum to the figure.
 * @throws JournalError JOURNAL.QUERY for what the journal does not have.
 */
export function explain(state: JournalState, query: ExplainQuery): Explanation {
  const { layout, dictionaries } = state;
  const choice = choiceOf(query, layout, dictionaries, state.watermark);
  const cursor = query.cursor ?? null;
  const wanted = query.limit + 1;
  const fits = fitting(query, layout);
  const inParts = state.parts.flatMap((part) => placesInPart(part, choice, cursor, wanted, fits));
  const places = inOrder([...inParts, ...placesInDelta(state, choice, cursor, fits)]).slice(0, wanted);
  const page = places.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map((place) => explainedRow(place, query.measures ?? layout.measures, layout, dictionaries)),
    next: places.length > page.length && last ? cursorOf(last, dictionaries) : null,
    at: choice.upTo,
  };
}

/** Whether a row that passes the filters is asked for. */
type Fits = (table: RowTable, row: number) => boolean;

/** @throws JournalError JOURNAL.QUERY for a measure the journal does not have. */
function fitting({ measures, only, except }: ExplainQuery, layout: JournalLayout): Fits {
  const asked = measures?.map((name) => measureIndex(layout, name));
  return (table, row) => {
    if (asked && !asked.some((index) => saysSomething(table, index, row))) return false;
    if (!only && !except) return true;
    const position = positionIn(table, row);
    return (!only || only.has(position)) && !except?.has(position);
  };
}

function saysSomething(table: RowTable, index: number, row: number): boolean {
  const measure = table.measures[index];
  return measure !== undefined && ((measure.low[row] ?? 0) !== 0 || (measure.high?.[row] ?? 0) !== 0);
}

function placesInPart(part: SortedPart, choice: Choice, cursor: RowCursor | null, wanted: number, fits: Fits): Place[] {
  const step = planRows(part, choice, cursor ? rowAfter(part, cursor) : 0);
  const places: Place[] = [];
  if (!step) return places;
  const { rows } = part;
  select(step, (selection, selected) => {
    for (let index = 0; index < selected && places.length < wanted; index += 1) {
      const row = selection[index] ?? 0;
      if (fits(rows, row)) places.push({ table: rows, row, day: dayAt(part, row), position: positionIn(rows, row) });
    }
    return places.length < wanted;
  });
  return places;
}

/** The first row behind a cursor. */
function rowAfter(part: SortedPart, { date, position, ordinal }: RowCursor): number {
  const { base, offsets } = part.rows.positions;
  const day = dayOf(date);
  const end = rowBefore(part, day + 1);
  let low = rowBefore(part, day);
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (base + (offsets[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  for (let passed = 0; passed <= ordinal && low < end && base + (offsets[low] ?? 0) === position; passed += 1) low += 1;
  return low;
}

function placesInDelta(state: JournalState, choice: Choice, cursor: RowCursor | null, fits: Fits): Place[] {
  const { dictionaries } = state;
  const places: Place[] = [];
  for (const [index, step] of deltaSteps(state, choice).entries()) {
    const table = state.delta[index];
    if (!table) continue;
    select(step, (selection, selected) => {
      for (let each = 0; each < selected; each += 1) {
        const row = selection[each] ?? 0;
        if (!fits(table, row)) continue;
        const place = { table, row, day: dayIn(dictionaries, table, row), position: positionIn(table, row) };
        if (!cursor || isBehind(place, cursor, dictionaries)) places.push(place);
      }
      return true;
    });
  }
  return places;
}

/** By date, then position. The rows of an event stand in one table, in the order contributed, and stay so. */
function inOrder(places: Place[]): Place[] {
  if (places.length <= comparedMax) return places.sort((one, other) => one.day - other.day || one.position - other.position);
  const order = sortedByDay(
    Int32Array.from(places.keys()),
    Int32Array.from(places, ({ day }) => day),
    Float64Array.from(places, ({ position }) => position),
  );
  return Array.from(order, (index) => places[index]).filter((place) => place !== undefined);
}

function isBehind(place: Place, cursor: RowCursor, dictionaries: Dictionaries): boolean {
  const day = dayOf(cursor.date);
  if (place.day !== day) return place.day > day;
  if (place.position !== cursor.position) return place.position > cursor.position;
  return ordinalOf(place, dictionaries) > cursor.ordinal;
}

function cursorOf(place: Place, dictionaries: Dictionaries): RowCursor {
  return { date: dateOfDay(place.day), position: place.position, ordinal: ordinalOf(place, dictionaries) };
}

/** How many rows of the same event on the same date stand before it: they stand together, in the order contributed. */
function ordinalOf({ table, row, day, position }: Place, dictionaries: Dictionaries): number {
  let ordinal = 0;
  for (let before = row - 1; before >= 0 && positionIn(table, before) === position; before -= 1) {
    if (dayIn(dictionaries, table, before) === day) ordinal += 1;
  }
  return ordinal;
}

function positionIn({ positions }: RowTable, row: number): number {
  return positions.base + (positions.offsets[row] ?? 0);
}

function dayIn(dictionaries: Dictionaries, table: RowTable, row: number): number {
  const dates = dictionaries[dateColumn];
  return dates instanceof DateDictionary ? dates.dayOf(table.codes[dateColumn]?.[row] ?? 0) : 0;
}

function explainedRow(
  { table, row, day, position }: Place,
  asked: readonly string[],
  layout: JournalLayout,
  dictionaries: Dictionaries,
): ExplainedRow {
  const cell: Record<string, string | null> = {};
  for (let column = 1; column < layout.dimensions.length; column += 1) {
    cell[layout.dimensions[column]?.name ?? ''] = dictionaries[column]?.keyOf(table.codes[column]?.[row] ?? 0) ?? null;
  }
  const measures: Record<string, number> = {};
  for (const name of asked) {
    const measure = table.measures[measureIndex(layout, name)];
    measures[name] = measure ? fromLimbs(measure.low[row] ?? 0, measure.high?.[row] ?? 0) : 0;
  }
  const date: BusinessDate = dateOfDay(day);
  return { date, position, cell, measures };
}
