import { correctionsName, correctionsView } from '@zongheng/kernel';
import { plainSchema } from '../fields/json-schema.ts';
import { readerOf } from '../figures/question.ts';
import { columnsOf } from '../queries/csv.ts';
import { type FigureAnswer, figureRoute } from '../queries/figure-endpoint.ts';
import { atEnd, type FigureQuery } from '../queries/figure-query.ts';
import { contradictory } from '../queries/figure-time.ts';
import type { QueryContext, QueryRequest } from '../queries/query-request.ts';
import type { QueryRoute, QuerySources } from '../queries/query-route.ts';
import { changedExample, describedFigures } from './describing.ts';
import { differenceBetween, type Moment, subtotalsOf } from './difference.ts';
import { figureNamed } from './explain-route.ts';
import { type Explained, explainShape, FigureAt, type FigureNamed, groupOf } from './explained.ts';
import { isSummed, type MadeFigure, type SummedFigure } from './figure.ts';
import { shownParts } from './made.ts';
import { pageOf, rowsMax } from './regions.ts';
import { changeMembers, explanationMembers, explanationShapes, madeMembers, plainMembers } from './shapes.ts';
import { shownRows } from './shown-rows.ts';
import { ExactTotals, type Totals } from './totals.ts';

/**
 * `GET /v1/{path}/changes/explain`: the contributions that make the difference of a figure between two moments, told apart by why. A balance
 * is asked for between two of them; the flows of a period since an earlier one.
 */
export function changesRoute<Params extends object>(of: Explained<Params>): QueryRoute {
  const path = `${of.path}/changes/explain`;
  const { changedRow, totals } = explanationShapes(of.view, of.figures.all);
  const views = [...of.views, correctionsView([], 1)];
  return figureRoute<Params & FigureNamed>({
    path,
    title: of.title,
    summary: {
      zh: '差额的由来：两个时刻之间的新发生、补记与更正，合计等于差额',
      en: 'What made the difference between two moments: what is new, what came late, what was corrected',
    },
    description: describedFigures(of.figures.all),
    example: changedExample(of.figures.all),
    shape: explainShape(of, { name: path, time: of.time === 'asOf' ? 'difference' : 'since', views }),
    members: { ...plainMembers(explanationMembers), rows: { type: 'array', items: plainSchema(changedRow) } },
    optional: { totals: plainSchema(totals), ...plainMembers(changeMembers(totals)), ...plainMembers(madeMembers) },
    columns: columnsOf(plainSchema(changedRow)),
    async compute({ query, place }, request, sources) {
      const [name, figure] = figureNamed(of, query);
      const ends = await endsOf(of, query, request);
      const said = { figure: name, label: figure.label[request.language] };
      const found = isSummed(figure)
        ? await changedSum(of, ends, { name, figure, place, limit: query.limit }, request)
        : await changedParts(of, ends, { name, figure, query }, request, sources);
      return { ...found, members: { ...said, ...found.members } };
    },
  });
}

/** A figure at both ends of a difference. */
interface Ends<Params extends object> {
  readonly earlier: FigureAt<Params>;
  readonly later: FigureAt<Params>;
}

/** @throws ProblemError where the first moment is after the second on either clock. */
async function endsOf<Params extends object>(
  of: Explained<Params>,
  query: FigureQuery<Params>,
  given: QueryContext,
): Promise<Ends<Params>> {
  const [from, to] = query.since
    ? [atEnd(query, query.since), query]
    : [atEnd(query, query.between?.from), atEnd(query, query.between?.to)];
  if (from.asOf > to.asOf || from.upTo > to.upTo) throw contradictory('the first moment is after the second one');
  return { earlier: await FigureAt.ask(of, groupOf(of, from), given), later: await FigureAt.ask(of, groupOf(of, to), given) };
}

interface SumAsked {
  readonly name: string;
  readonly figure: SummedFigure<never>;
  readonly place: unknown;
  readonly limit: number;
}

async function changedSum<Params extends object>(
  of: Explained<Params>,
  { earlier, later }: Ends<Params>,
  { name, figure, place, limit }: SumAsked,
  given: QueryContext,
): Promise<FigureAnswer> {
  const { measures, view = of.view } = figure;
  const reader = readerOf(given, view);
  const moment = (at: FigureAt<Params>): Moment => ({ asOf: at.figures.asked.asOf, upTo: at.figures.asked.upTo, rows: at.rows(name) });
  const regions = differenceBetween(reader, moment(earlier), moment(later), correctionsUpTo(later, given));
  const page = pageOf(reader, regions, measures, place, limit);
  const placed = page.rows.map(({ row, region }) => ({ row, sign: region.sign }));
  const shown = await shownRows(placed, measures, given);
  const rows = shown.map((row, index) => ({ kind: page.rows[index]?.region.kind ?? 'new', ...row }));
  const subtotals = subtotalsOf(reader, regions, measures);
  const totals = new ExactTotals(measures);
  for (const each of Object.values(subtotals)) totals.addTotals(each, 1n);
  return {
    members: {
      rows,
      totals: totals.shown(),
      subtotals: Object.fromEntries(Object.entries(subtotals).map(([kind, each]): [string, Totals] => [kind, each.shown()])),
    },
    rows,
    next: page.next,
  };
}

function correctionsUpTo<Params extends object>({ figures }: FigureAt<Params>, given: QueryContext): ReadonlySet<number> {
  const corrections = readerOf(given, { name: correctionsName });
  return new Set(corrections.explain({ upTo: figures.asked.upTo, limit: rowsMax }).rows.map(({ position }) => position));
}

interface PartsAsked<Params extends object> {
  readonly name: string;
  readonly figure: MadeFigure<never>;
  readonly query: FigureQuery<Params & FigureNamed>;
}

async function changedParts<Params extends object>(
  of: Explained<Params>,
  { earlier, later }: Ends<Params>,
  { name, figure, query }: PartsAsked<Params>,
  request: QueryRequest,
  sources: QuerySources,
): Promise<FigureAnswer> {
  const bothOf = async (part: string, keys?: Readonly<Record<string, string>>) => ({
    from: await (keys ? await earlier.narrowed(keys) : earlier).value(part),
    to: await (keys ? await later.narrowed(keys) : later).value(part),
  });
  const parts = await shownParts(name, later, {
    of,
    request,
    sources,
    path: `${of.path}/changes/explain`,
    time: query.since ? { asOf: query.asOf } : {},
    at: query.at,
    value: (part) => bothOf(part.figure, part.keys),
  });
  return { members: { formula: figure.formula[request.language], value: await bothOf(name), parts, rows: [] }, rows: [], next: null };
}
