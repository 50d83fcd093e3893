import type { DocumentView, JournalView, Refusal, TSchema, View } from '@zongheng/kernel';
import { changesRoute } from '../explain/changes-route.ts';
import type { DeclaredFigures } from '../explain/declared-figures.ts';
import { explainRoute } from '../explain/explain-route.ts';
import { filterable } from '../explain/explained.ts';
import { unexplainedIn } from '../explain/unexplained.ts';
import type { AnyJournal } from '../explain/figure.ts';
import { plainSchema } from '../fields/json-schema.ts';
import type { MonthNames } from '../figures/groupings.ts';
import type { GroupsInOrder } from '../figures/labelling.ts';
import type { FieldsClass } from '../fields/kinds.ts';
import { columnsOf } from './csv.ts';
import type { Dimensions } from './dimension-filters.ts';
import { figureRoute, type FigureWords, viewsOf } from './figure-endpoint.ts';
import type { FigureQuery, FigureShape } from './figure-query.ts';
import type { FigureTime } from './figure-time.ts';
import { malformed } from './moments.ts';
import type { QueryContext } from './query-request.ts';
import type { QueryDeclaration } from './query-route.ts';
import { answered } from './refused-query.ts';

/** Any journal or view of documents, whatever its types. */
type AnyView = View | DocumentView<never, never> | JournalView<string, string, never>;

interface Asked<Params extends object> extends FigureWords {
  /** Further parameters, as a class of fields: numbers, flags and lists come as their texts. */
  readonly params?: FieldsClass<Params>;
}

interface JournalAnswer<Params extends object> extends Asked<Params> {
  /** Its dimensions are what can be filtered by. */
  readonly view: AnyView & AnyJournal;
  /** Other views that the answer rests on. */
  readonly with?: readonly AnyView[];
  /** What can be filtered by where it is not by every dimension: figures of several journals have only some in common. */
  readonly filterBy?: readonly string[];
  /** What figures can be grouped by; the journal's dimensions where it says nothing. */
  readonly groupBy?: readonly string[];
  readonly groupByDefault?: readonly string[];
  /** Names of months to group by, each of a dimension of dates. */
  readonly months?: MonthNames;
  /** Keys of its groups that are no dimension's. */
  readonly ownKeys?: readonly string[];
  /** One group in the answer. */
  readonly group: TSchema;
  readonly totals?: TSchema;
  /** All groups, in their order: the kit hands them out in pages. */
  answer(query: FigureQuery<Params>, given: QueryContext): FiguresInGroups | Refusal | Promise<FiguresInGroups | Refusal>;
}

/**
 * Figures of a journal in groups. Where they come from is said of every one that a group shows: that gives it `/explain` and
 * `/changes/explain`. What changed between two moments is explained by the figures that changed.
 */
export type JournalEndpoint<Params extends object> = JournalAnswer<Params> &
  (
    | { readonly time: 'asOf' | 'period'; readonly figures: DeclaredFigures<NoInfer<Params>> }
    | { readonly time: 'difference'; readonly figures?: never }
  );

export interface FiguresInGroups {
  readonly groups: GroupsInOrder;
  readonly totals?: object;
}

/**
 * Declares `GET /v1/{path}` of a journal: `asOf`, `recordedAsOf`, `at`, filters, `groupBy`, pages, CSV.
 * @throws Error where a group shows a figure that is not among those declared.
 */
export function journalEndpoint<Params extends object = object>(declared: JournalEndpoint<Params>): QueryDeclaration {
  const { months = {} } = declared;
  const groupings = declared.groupBy ?? Object.keys(declared.view.dimensions);
  const group = plainSchema(declared.group);
  const shape: FigureShape<Params> = {
    name: declared.path,
    time: declared.time,
    views: [declared.view, ...(declared.with ?? [])] as readonly View[],
    dimensions: filterable(chosenOf(declared), groupings, months),
    groupings,
    groupByDefault: declared.groupByDefault ?? [],
    params: declared.params,
    paged: true,
  };
  const route = figureRoute({
    ...declared,
    shape,
    members: { groups: { type: 'array', items: group }, ...(declared.totals ? { totals: plainSchema(declared.totals) } : {}) },
    columns: columnsOf(group),
    async compute({ query, place }, given) {
      const { groups, ...more } = answered(await declared.answer(query, given));
      const start = startOf(place);
      const page = groups.slice(start, start + query.limit);
      const end = start + page.length;
      return { members: { ...more, groups: page }, rows: page, next: end < groups.length ? end : null };
    },
  });
  const { figures, params, time, ownKeys = [] } = declared;
  if (time === 'difference') return { routes: [route] };
  const forgotten = unexplainedIn(group, figures.all);
  if (forgotten.length > 0) throw new Error(`${declared.path} shows ${forgotten.join(', ')}, and no figure explains it`);
  const { views } = shape;
  const explained = { ...declared, views, time, params, groupings, months, ownKeys, figures };
  return { routes: [route, explainRoute(explained), changesRoute(explained)] };
}

/** The dimensions that can be filtered by. */
function chosenOf({ view: { dimensions }, filterBy }: Pick<JournalAnswer<never>, 'view' | 'filterBy'>): Dimensions {
  return filterBy ? Object.fromEntries(Object.entries(dimensions).filter(([name]) => filterBy.includes(name))) : dimensions;
}

/** Anything else that is read: a rep's day, a board. */
export interface QueryEndpoint<Params extends object> extends Asked<Params> {
  /** What it rests on: how far behind these are is how far the answer is. */
  readonly views: AnyView | readonly AnyView[];
  readonly time?: FigureTime;
  readonly dimensions?: Dimensions;
  /** The members of its answer. */
  readonly answer: TSchema;
  /** The member of the answer that CSV shows, a list. */
  readonly table?: string;
  /** Whether the answer comes in pages: then it says in `next` where to go on (any JSON value, null on the last page). */
  readonly paged?: boolean;
  /** `place` is where the page before ended, null on the first: whoever made it checks it. */
  handle(query: FigureQuery<Params>, given: QueryContext, place: unknown): object | Refusal | Promise<object | Refusal>;
}

/** Declares `GET /v1/{path}` with an answer of its own. */
export function queryEndpoint<Params extends object = object>(declared: QueryEndpoint<Params>): QueryDeclaration {
  const { table } = declared;
  const members = (plainSchema(declared.answer)['properties'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const items = table === undefined ? undefined : members[table]?.['items'];
  if (table !== undefined && !items) throw new Error(`${declared.path}: the answer has no list ${table}`);
  const shape: FigureShape<Params> = {
    name: declared.path,
    time: declared.time ?? 'none',
    views: viewsOf(declared.views as View | readonly View[]),
    dimensions: declared.dimensions ?? {},
    groupings: [],
    groupByDefault: [],
    params: declared.params,
    paged: declared.paged ?? false,
  };
  const route = figureRoute({
    ...declared,
    shape,
    members,
    columns: items ? columnsOf(items as Readonly<Record<string, unknown>>) : null,
    async compute({ query, place }, given) {
      const { next, ...answer }: { readonly next?: unknown } = answered<object>(await declared.handle(query, given, place));
      const rows = table === undefined ? [] : (answer as Readonly<Record<string, readonly unknown[]>>)[table];
      return declared.paged ? { members: answer, rows: rows ?? [], next } : { members: answer, rows: rows ?? [] };
    },
  });
  return { routes: [route] };
}

function startOf(place: unknown): number {
  if (place === null) return 0;
  if (typeof place === 'number' && Number.isSafeInteger(place) && place >= 0) return place;
  throw malformed('cursor', 'is none that an answer gave');
}
