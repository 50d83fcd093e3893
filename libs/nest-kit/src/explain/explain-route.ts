import { plainSchema } from '../fields/json-schema.ts';
import { readerOf } from '../figures/question.ts';
import { columnsOf } from '../queries/csv.ts';
import { type FigureAnswer, figureRoute } from '../queries/figure-endpoint.ts';
import type { FigureQuery } from '../queries/figure-query.ts';
import type { QueryContext, QueryRequest } from '../queries/query-request.ts';
import type { QueryRoute, QuerySources } from '../queries/query-route.ts';
import { describedFigures, explainedExample } from './describing.ts';
import { type Explained, explainShape, FigureAt, type FigureNamed, groupOf } from './explained.ts';
import { isSummed, type MadeFigure, type SummedFigure } from './figure.ts';
import { shownParts } from './made.ts';
import { pageOf } from './regions.ts';
import { explanationMembers, explanationShapes, madeMembers, plainMembers } from './shapes.ts';
import { shownRows } from './shown-rows.ts';

/** `GET /v1/{path}/explain`: the contributions that a figure is the sum of, in pages; or the parts that it is made from. */
export function explainRoute<Params extends object>(of: Explained<Params>): QueryRoute {
  const path = `${of.path}/explain`;
  const { row, totals } = explanationShapes(of.view, of.figures.all);
  return figureRoute<Params & FigureNamed>({
    path,
    title: of.title,
    summary: {
      zh: '数字的由来：构成它的事件，逐页，合计等于该数字',
      en: 'What a figure is made of: the events behind it, in pages, that sum to it',
    },
    description: describedFigures(of.figures.all),
    example: explainedExample(of.figures.all),
    shape: explainShape(of, { name: path, time: of.time, views: of.views }),
    members: { ...plainMembers(explanationMembers), rows: { type: 'array', items: plainSchema(row) } },
    optional: { totals: plainSchema(totals), ...plainMembers(madeMembers) },
    columns: columnsOf(plainSchema(row)),
    async compute({ query, place }, request, sources) {
      const [name, figure] = figureNamed(of, query);
      const at = await FigureAt.ask(of, groupOf(of, query), request);
      const said = { figure: name, label: figure.label[request.language] };
      const found = isSummed(figure)
        ? await explainedSum(of, at, { name, figure, place, limit: query.limit }, request)
        : await explainedParts(of, at, { name, figure, query }, request, sources);
      return { ...found, members: { ...said, ...found.members } };
    },
  });
}

/** The figure asked for, the first one by default. Fields are checked: there is no other. */
export function figureNamed<Params extends object>(of: Explained<Params>, query: FigureQuery<Params & FigureNamed>) {
  const all = Object.entries(of.figures.all);
  const found = all.find(([name]) => name === query.params.figure) ?? all[0];
  if (!found) throw new Error(`${of.path} declares no figures`);
  return found;
}

interface SumAsked {
  readonly name: string;
  readonly figure: SummedFigure<never>;
  readonly place: unknown;
  readonly limit: number;
}

async function explainedSum<Params extends object>(
  of: Explained<Params>,
  at: FigureAt<Params>,
  { name, figure, place, limit }: SumAsked,
  given: QueryContext,
): Promise<FigureAnswer> {
  const { measures, view = of.view } = figure;
  const regions = at.rows(name).map((rows) => ({ sign: 1 as const, choice: { ...rows, upTo: at.figures.asked.upTo } }));
  const page = pageOf(readerOf(given, view), regions, measures, place, limit);
  const placed = page.rows.map(({ row, region }) => ({ row, sign: region.sign }));
  const rows = await shownRows(placed, measures, given);
  return { members: { rows, totals: at.total(name, figure).shown() }, rows, next: page.next };
}

interface PartsAsked<Params extends object> {
  readonly name: string;
  readonly figure: MadeFigure<never>;
  readonly query: FigureQuery<Params & FigureNamed>;
}

async function explainedParts<Params extends object>(
  of: Explained<Params>,
  at: FigureAt<Params>,
  { name, figure, query }: PartsAsked<Params>,
  request: QueryRequest,
  sources: QuerySources,
): Promise<FigureAnswer> {
  const parts = await shownParts(name, at, {
    of,
    request,
    sources,
    path: `${of.path}/explain`,
    time: { asOf: query.asOf },
    at: query.at,
    value: async (part) => (part.keys ? await at.narrowed(part.keys) : at).value(part.figure),
  });
  const members = { formula: figure.formula[request.language], value: await at.value(name), parts, rows: [] };
  return { members, rows: [], next: null };
}
