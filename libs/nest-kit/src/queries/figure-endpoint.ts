import type { BusinessDate, Label, View } from '@zongheng/kernel';
import { bilingual } from '../docs/words.ts';
import type { JsonSchema } from '../fields/json-schema.ts';
import { type Answer, csvType, jsonAnswer } from './answer.ts';
import { type Column, csvOf } from './csv.ts';
import { cursorText } from './cursors.ts';
import { cursorParameter, formatParameter, standingSchema, tokenParameter } from './described-parameters.ts';
import { dimensionParameters } from './dimension-filters.ts';
import { figureParameters } from './figure-params.ts';
import { type AskedFigures, askedFiguresOf, type FigureQuery, type FigureShape, pageDefault, pageMax, placeIn } from './figure-query.ts';
import { type FigureTime, timeParameters } from './figure-time.ts';
import { momentText } from './moments.ts';
import type { QueryRequest } from './query-request.ts';
import type { DescribedParameter, QueryRoute, QuerySources } from './query-route.ts';

/** What all endpoints for figures declare. */
export interface FigureWords {
  /** The path under `/v1`. */
  readonly path: string;
  /** Under what it stands in the documentation. */
  readonly title: Label;
  readonly summary: Label;
  readonly description?: Label;
  readonly example?: object;
}

/** What an endpoint makes of a query: the members of its answer, and the table that CSV shows. */
export interface FigureAnswer {
  readonly members: object;
  readonly rows: readonly unknown[];
  /** Where the next page goes on; null on the last page, undefined where there are no pages. */
  readonly next?: unknown;
}

export interface FigureRoute<Params extends object> extends FigureWords {
  readonly shape: FigureShape<Params>;
  /** The schema of the answer's own members; those in `optional` may be missing. */
  readonly members: Readonly<Record<string, JsonSchema>>;
  /** Members that may be missing. */
  readonly optional?: Readonly<Record<string, JsonSchema>>;
  readonly columns: readonly Column[] | null;
  compute(asked: AskedFigures<Params>, given: QueryRequest, sources: QuerySources): Promise<FigureAnswer>;
}

/** Makes the route of an endpoint for figures. */
export function figureRoute<Params extends object>(declared: FigureRoute<Params>): QueryRoute {
  const { shape, path } = declared;
  return {
    path,
    operationId: `get_${path.replaceAll(/[^A-Za-z0-9]+/g, '_')}`,
    tag: bilingual(declared.title),
    summary: bilingual(declared.summary),
    description: declared.description ? bilingual(declared.description) : '',
    parameters: parametersOf(shape, declared.columns !== null),
    answer: answerSchema(declared),
    ...(declared.example ? { example: declared.example } : {}),
    csv: declared.columns !== null,
    views: shape.views,
    async handle(request, sources) {
      const asked = await askedFiguresOf(shape, request, sources);
      const computed = await declared.compute(asked, request, sources);
      const said = await saidOf(shape, asked.query, sources);
      const next =
        computed.next === undefined || computed.next === null
          ? null
          : cursorText(sources.reading.log, asked.cursorKind, placeIn(asked.query, computed.next));
      if (request.format === 'csv' && declared.columns)
        return csvAnswer(byGrouping(declared.columns, asked.query.groupBy), computed.rows, said, next);
      return jsonAnswer({ ...said, ...computed.members, ...(shape.paged ? { next } : {}) });
    },
  };
}

interface Said {
  readonly at: string;
  readonly asOf?: BusinessDate;
  readonly behind: { readonly events: number };
  readonly caughtUp: boolean;
}

/** What the answer says of the date and the moment it holds at. */
async function saidOf(shape: FigureShape, query: FigureQuery, { reading }: QuerySources): Promise<Said> {
  const { asOf, from, to, between, since, recordedAsOf } = query;
  const standing = await reading.standing(shape.views, query.at);
  if (shape.time === 'none') return standing;
  const recorded = recordedAsOf === undefined ? {} : { recordedAsOf: momentText(reading.log.epoch, recordedAsOf) };
  const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return {
    asOf,
    ...period,
    ...(between ? { between } : {}),
    ...(since ? { since } : {}),
    ...recorded,
    ...(shape.groupings.length > 0 ? { groupBy: query.groupBy } : {}),
    ...standing,
  };
}

/** A group's `keys` and `labels` become a column for each thing that was grouped by. */
function byGrouping(columns: readonly Column[], groupBy: readonly string[]): readonly Column[] {
  return columns.flatMap((column): readonly Column[] => {
    const isKeyed = column.length === 1 && (column[0] === 'keys' || column[0] === 'labels');
    return isKeyed ? groupBy.map((name) => [...column, name]) : [column];
  });
}

function csvAnswer(columns: readonly Column[], rows: readonly unknown[], said: Said, next: string | null): Answer {
  const headers: Record<string, string> = {
    'content-type': csvType,
    'x-at': said.at,
    'x-behind-events': String(said.behind.events),
    'x-caught-up': String(said.caughtUp),
  };
  if (said.asOf !== undefined) headers['x-as-of'] = said.asOf;
  if (next !== null) headers['x-next-cursor'] = next;
  return { headers, text: csvOf(columns, rows) };
}

function parametersOf(shape: FigureShape, csv: boolean): readonly DescribedParameter[] {
  const { groupings, groupByDefault } = shape;
  const groupBy = {
    name: 'groupBy',
    description: `By which of ${groupings.join(', ')}, parted by commas; empty for one total${groupByDefault.length > 0 ? ` (${groupByDefault.join(',')} by default)` : ''}`,
    schema: { type: 'string', pattern: `^((${groupings.join('|')})(,(${groupings.join('|')})){0,3})?$` },
  };
  const limit = {
    name: 'limit',
    description: 'At most so many',
    schema: { type: 'integer', minimum: 1, maximum: pageMax, default: pageDefault },
  };
  return [
    ...timeParameters(shape.time),
    ...(groupings.length > 0 ? [groupBy] : []),
    ...figureParameters(shape.params),
    ...dimensionParameters(shape.dimensions),
    ...(shape.paged ? [limit, cursorParameter] : []),
    tokenParameter,
    ...(csv ? [formatParameter] : []),
  ];
}

const timeMembers: Readonly<Record<FigureTime, readonly string[]>> = {
  asOf: ['asOf', 'recordedAsOf'],
  period: ['asOf', 'from', 'to', 'recordedAsOf'],
  difference: ['asOf', 'between', 'recordedAsOf'],
  since: ['asOf', 'from', 'to', 'since', 'recordedAsOf'],
  none: [],
};

function answerSchema<Params extends object>({ shape, members, optional = {} }: FigureRoute<Params>): JsonSchema {
  const text: JsonSchema = { type: 'string' };
  const said = Object.fromEntries(
    timeMembers[shape.time].map((name) => [name, name === 'between' || name === 'since' ? { type: 'object' } : text]),
  );
  const grouped = shape.groupings.length > 0 ? { groupBy: { type: 'array', items: text } } : {};
  const next = shape.paged ? { next: { type: ['string', 'null'], description: 'The cursor of the next page' } } : {};
  return standingSchema({ ...members, ...next }, { ...said, ...grouped, ...optional });
}

/** One view, or several. */
export function viewsOf(views: View | readonly View[]): readonly View[] {
  return 'kind' in views ? [views] : views;
}
