import { type BusinessDate, type JournalView } from '@zongheng/kernel';
import { type Grouping, type JournalReader, JournalReaders } from '@zongheng/projection';
import { ProblemError } from '../http/http-problems.ts';
import type { FigureQuery } from '../queries/figure-query.ts';
import type { QueryContext } from '../queries/query-request.ts';
import { groupingOf, type MonthNames } from './groupings.ts';
import { type Filters, filtersOf } from './narrowing.ts';
import { type Period, periodOf } from './period.ts';
import { Trees, type TreesOfMoment } from './trees.ts';

/** What figures are computed from: the rows of a journal that are asked for, at one moment on both clocks, and the trees of that moment. */
export interface Question {
  readonly asOf: BusinessDate;
  /** The position known up to. */
  readonly upTo: number;
  /** Of flows: as asked, or the twelve months up to the date. */
  readonly period: Period;
  readonly filters: Filters;
  /** The names that are grouped by, and the grouping of each. */
  readonly groupBy: readonly string[];
  readonly groupings: readonly Grouping[];
  readonly trees: TreesOfMoment;
  /** Keys of one group that are no dimension's, where an explanation asks for one. */
  readonly keys: Readonly<Record<string, string | null>>;
}

/** A query turned into what figures are computed from. */
export async function questionOf(
  query: Pick<FigureQuery, 'asOf' | 'from' | 'to' | 'upTo' | 'filters' | 'groupBy'> & Partial<Pick<FigureQuery, 'keys'>>,
  given: Pick<QueryContext, 'get'>,
  months: MonthNames = {},
): Promise<Question> {
  const { asOf, upTo, groupBy, keys = {} } = query;
  const trees = await given.get(Trees).at({ asOf, upTo });
  return {
    asOf,
    upTo,
    period: periodOf(query),
    groupBy,
    groupings: groupBy.map((name) => groupingOf(name, trees, months)),
    filters: filtersOf(query.filters, trees, months),
    trees,
    keys,
  };
}

/** The columns of a journal. @throws ProblemError while no build of it is served. */
export function readerOf(given: Pick<QueryContext, 'get'>, view: Pick<JournalView, 'name'>): JournalReader {
  const reader = given.get(JournalReaders).of(view.name);
  if (reader) return reader;
  throw new ProblemError('READ.VIEW_STOPPED', `${view.name} is not served yet`, { headers: { 'retry-after': '2' } });
}
