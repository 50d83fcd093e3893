import type { BusinessDate, View } from '@zongheng/kernel';
import type { FieldsClass } from '../fields/kinds.ts';
import { type CursorKind, placeOf } from './cursors.ts';
import { type DimensionFilter, dimensionFiltersOf, type Dimensions } from './dimension-filters.ts';
import { figureParamsOf } from './figure-params.ts';
import { type AskedTime, askedTimeOf, type DifferenceEnd, type FigureTime, timeNames } from './figure-time.ts';
import { malformed } from './moments.ts';
import { countOf, listOf, takePlain } from './parameters.ts';
import type { QueryRequest } from './query-request.ts';
import type { QuerySources } from './query-route.ts';

export const pageDefault = 50;
export const pageMax = 200;
const groupingsMax = 4;

/** A query for figures, read and checked. */
export interface FigureQuery<Params extends object = object> extends Omit<AskedTime, 'at'> {
  /** The position that the answer holds at. */
  readonly at: number;
  /** Events up to this position count: `at`, or `recordedAsOf` where that is earlier. */
  readonly upTo: number;
  /** Whether it asks for what is there now: no day before today, no earlier moment. A further page of it goes on with what is there then. */
  readonly isNow: boolean;
  readonly groupBy: readonly string[];
  readonly filters: Readonly<Record<string, DimensionFilter>>;
  /** Of one group, where its own are asked for: keys that are no dimension's. */
  readonly keys: Readonly<Record<string, string | null>>;
  readonly params: Params;
  readonly limit: number;
  /** The id in the path; undefined where it has none. */
  readonly id: string | undefined;
}

/** What an endpoint lets be asked. */
export interface FigureShape<Params extends object = object> {
  readonly name: string;
  readonly time: FigureTime;
  readonly views: readonly View[];
  readonly dimensions: Dimensions;
  /** What figures can be grouped by; none: they cannot. */
  readonly groupings: readonly string[];
  readonly groupByDefault: readonly string[];
  readonly params: FieldsClass<Params> | undefined;
  /** Whether the answer comes in pages. */
  readonly paged: boolean;
}

export interface AskedFigures<Params extends object> {
  readonly query: FigureQuery<Params>;
  readonly cursorKind: CursorKind;
  /** Where the page before ended; null on the first page. */
  readonly place: unknown;
}

/** Reads a query for figures, and waits until its views can show what it asks for. @throws ProblemError */
export async function askedFiguresOf<Params extends object>(
  shape: FigureShape<Params>,
  request: QueryRequest,
  { reading, today }: QuerySources,
): Promise<AskedFigures<Params>> {
  const names = [...timeNames(shape.time), ...(shape.paged ? ['limit', 'cursor'] : []), ...(shape.groupings.length > 0 ? ['groupBy'] : [])];
  const { taken, rest } = takePlain<string>(request.parameters, names);
  const { params, rest: unread } = figureParamsOf(shape.params, rest);
  const filters = dimensionFiltersOf(shape.dimensions, unread);
  const groupBy = taken['groupBy'] === undefined ? shape.groupByDefault : groupingsOf(shape, taken['groupBy']);
  const limit = countOf(taken['limit'], 'limit', { default: pageDefault, max: pageMax });
  const time = await askedTimeOf(shape.time, taken, today() as BusinessDate, reading.log);
  const cursorKind = { query: [shape.name, cursorless(request)] };
  const page = taken['cursor'] === undefined ? null : pageOf(placeOf(taken['cursor'], reading.log, cursorKind));

  await reading.showing(request, shape.views);
  const named = page?.at ?? time.at;
  if (named !== undefined) await reading.reaching(shape.views, 'all', named);
  const at = named ?? reading.watermark(shape.views);
  const { at: _named, ...asked } = time;
  const isNow = asked.asOf >= today() && asked.recordedAsOf === undefined && time.at === undefined;
  const upTo = Math.min(at, asked.recordedAsOf ?? at);
  const query = {
    ...asked,
    ...(page ? { asOf: page.asOf } : {}),
    at,
    upTo,
    isNow,
    groupBy,
    filters,
    keys: {},
    params,
    limit,
    id: request.id,
  };
  return { query, cursorKind, place: page?.place ?? null };
}

/** The query at one end of a difference: a date, a recorded moment, or both; what an end does not say is as in the query. */
export function atEnd<Query extends Pick<FigureQuery, 'asOf' | 'upTo' | 'isNow'>>(query: Query, end: DifferenceEnd | undefined): Query {
  const asOf = end?.date ?? query.asOf;
  const isNow = query.isNow && asOf >= query.asOf && end?.recorded === undefined;
  return { ...query, asOf, upTo: Math.min(query.upTo, end?.recorded ?? query.upTo), isNow };
}

/** The place of a further page: it holds at the moment and date of the first. */
export function placeIn(query: FigureQuery, place: unknown): unknown {
  return [query.at, query.asOf, place];
}

function pageOf(parts: unknown): { readonly at: number; readonly asOf: BusinessDate; readonly place: unknown } {
  const [at, asOf, place] = (Array.isArray(parts) ? parts : []) as readonly unknown[];
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0 || typeof asOf !== 'string')
    throw malformed('cursor', 'is none that an answer gave');
  return { at, asOf: asOf as BusinessDate, place };
}

function groupingsOf({ groupings }: FigureShape, text: string): readonly string[] {
  if (text === '') return [];
  const names = listOf(text, 'groupBy', groupingsMax);
  const unknown = names.find((name) => !groupings.includes(name));
  if (unknown !== undefined) throw malformed('groupBy', `names ${unknown.slice(0, 60)}, which is none of ${groupings.join(', ')}`);
  if (new Set(names).size < names.length) throw malformed('groupBy', 'names one of them twice');
  return names;
}

/** What a cursor is bound to: every parameter but those that may differ from page to page. */
function cursorless(request: QueryRequest): unknown {
  return request.parameters
    .filter(({ whole }) => whole !== 'cursor' && whole !== 'limit')
    .map(({ whole, text }) => [whole, text])
    .concat(request.id === undefined ? [] : [['', request.id]])
    .sort();
}
