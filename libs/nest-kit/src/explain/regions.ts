import { type BusinessDate, firstDayOf, lastDayOf, type Month } from '@zongheng/kernel';
import type { ExplainedRow, JournalReader, RowChoice, RowCursor } from '@zongheng/projection';
import { ProblemError } from '../http/http-problems.ts';
import type { Question } from '../figures/question.ts';
import type { Rows, SummedFigure } from './figure.ts';
import { journalMeasures } from './totals.ts';

/** More rows than a journal holds in memory. */
export const rowsMax = 2 ** 31;

/** Rows of a journal that are listed one after another; with -1 they are taken off. */
export interface Region {
  readonly sign: 1 | -1;
  readonly choice: RowChoice & { readonly only?: ReadonlySet<number>; readonly except?: ReadonlySet<number> };
}

/** Bounded rows: both dates are as far as they go at the moment asked. */
export interface BoundedRows extends Rows {
  readonly to: BusinessDate;
}

/** The rows that a figure sums for what is asked, and of `month` alone where one is asked for. */
export function rowsOf<Q extends Question>(figure: SummedFigure<Q>, asked: Q, month: Month | null): readonly BoundedRows[] {
  const rows = figure.rows(asked);
  return (isSeveral(rows) ? rows : [rows]).map(({ from, to = asked.asOf, filters }) => ({
    from: month === null ? from : latest(from, firstDayOf(month)),
    to: earliest(earliest(to, asked.asOf), month === null ? undefined : lastDayOf(month)),
    filters,
  }));
}

function isSeveral(rows: Rows | readonly Rows[]): rows is readonly Rows[] {
  return Array.isArray(rows);
}

export function earliest(one: BusinessDate, other: BusinessDate | undefined): BusinessDate {
  return other !== undefined && other < one ? other : one;
}

export function latest(one: BusinessDate | undefined, other: BusinessDate): BusinessDate {
  return one !== undefined && one > other ? one : other;
}

/** A row, and the region it was found in. */
export interface PlacedRow<R extends Region> {
  readonly region: R;
  readonly row: ExplainedRow;
}

interface Place {
  readonly region: number;
  readonly cursor: RowCursor | null;
}

/** A page of the rows of some regions, after a place; and where to go on, null where nothing follows. */
export function pageOf<R extends Region>(
  reader: JournalReader,
  regions: readonly R[],
  measures: SummedFigure<never>['measures'],
  after: unknown,
  limit: number,
): { readonly rows: readonly PlacedRow<R>[]; readonly next: Place | null } {
  const rows: PlacedRow<R>[] = [];
  const names = journalMeasures(measures);
  let { region: index, cursor } = placeOf(after);
  for (let region = regions[index]; region; region = regions[(index += 1)]) {
    const found = region;
    // Where the page is full, one more row tells whether anything follows.
    const left = limit - rows.length;
    const page = reader.explain({ ...found.choice, measures: names, limit: Math.max(1, left), cursor });
    if (left === 0) {
      if (page.rows.length > 0) return { rows, next: { region: index, cursor } };
      continue;
    }
    rows.push(...page.rows.map((row) => ({ region: found, row })));
    if (page.next) return { rows, next: { region: index, cursor: page.next } };
    cursor = null;
  }
  return { rows, next: null };
}

/** @throws ProblemError where a place is none that an answer gave. */
function placeOf(place: unknown): Place {
  if (place === null) return { region: 0, cursor: null };
  const { region, cursor } = place as Partial<Place>;
  if (typeof region === 'number' && Number.isSafeInteger(region) && region >= 0 && (cursor === null || isCursor(cursor)))
    return { region, cursor };
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'cursor is none that an answer gave', { field: 'cursor' });
}

function isCursor(cursor: RowCursor | undefined): cursor is RowCursor {
  return (
    cursor !== undefined && typeof cursor.date === 'string' && typeof cursor.position === 'number' && typeof cursor.ordinal === 'number'
  );
}
