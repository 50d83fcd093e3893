import { Shape } from '@zongheng/kernel';
import {
  atBothEnds,
  endsOf,
  endsShape,
  EndsTotals,
  balance,
  type FigureQuery,
  figuresOf,
  groupingsOf,
  journalEndpoint,
  keyedShape,
  money,
  type QueryContext,
  readerOf,
  shownInOrder,
} from '@zongheng/nest-kit';
import { funnel, pipelines } from '@zongheng/sales-views';
import { changeOf, FunnelFigures, type FunnelGroup, shown } from '../figures/funnel-figures.ts';
import { partsByStage, weightedFigure } from '../figures/weighting.ts';
import { type Asked, askedOf, bookMonths } from './asking.ts';
import { FunnelMeasures, funnelMeasures } from './shapes.ts';

/** What the books can be grouped by. */
export const funnelGroupings = groupingsOf(funnel, { months: bookMonths });

const title = { zh: '销售漏斗', en: 'Funnel' };
const amounts = [{ minor: 1_000_553_400, currency: 'CNY' }];
const example = { count: 4238, lines: 4238, amounts, weighted: amounts };

export const funnelEndpoint = journalEndpoint({
  path: 'funnel',
  view: funnel,
  with: [pipelines],
  title,
  summary: { zh: '任意日期的销售漏斗', en: 'The funnel on any date, as known at any moment' },
  time: 'asOf',
  groupBy: funnelGroupings,
  groupByDefault: ['stage'],
  months: bookMonths,
  figures: figuresOf(
    {
      deals: {
        label: { zh: '机会数、产品行与金额', en: 'Deals, lines and amounts' },
        measures: { count: 'count', lines: 'lines', amounts: money('amount') },
        rows: balance(),
      },
      weighted: weightedFigure({ zh: '加权金额', en: 'Weighted amount' }, partsByStage('deals', balance({ status: ['open', 'won'] }))),
    },
    askedOf,
  ),
  group: Shape({ ...keyedShape, ...funnelMeasures }),
  totals: FunnelMeasures,
  example: { groups: [{ keys: { stage: 'won' }, labels: { stage: '赢单' }, ...example }], totals: example, next: null },
  async answer(query, given) {
    const { asked, figures } = await funnelAt(query, given);
    const groups = figures.groups.filter((group) => !figures.isEmpty(group));
    const show = (group: (typeof groups)[number]) => shown(figures.of(group));
    return { groups: shownInOrder(groups, asked, given.language, show, asked), totals: shown(figures.total()) };
  },
});

export const funnelChangesEndpoint = journalEndpoint({
  path: 'funnel/changes',
  view: funnel,
  with: [pipelines],
  title,
  summary: { zh: '两个日期（或两个记录时刻）之间漏斗的变化', en: 'What changed in the funnel between two dates, or two recorded moments' },
  time: 'difference',
  groupBy: funnelGroupings,
  groupByDefault: ['stage'],
  months: bookMonths,
  group: Shape({ ...keyedShape, ...endsShape(FunnelMeasures) }),
  totals: EndsTotals(FunnelMeasures),
  example: {
    groups: [
      {
        keys: { stage: 'won' },
        labels: { stage: '赢单' },
        from: example,
        to: example,
        change: { count: 0, lines: 0, amounts: [], weighted: [] },
      },
    ],
    next: null,
  },
  async answer(query, given) {
    const { from: before, to: after } = await atBothEnds(query, (end) => funnelAt(end, given));
    const groups = endsOf(before.figures.groups, after.figures.groups).filter(
      (ends) => !before.figures.isEmpty(ends.from) || !after.figures.isEmpty(ends.to),
    );
    const shownEnds = (from: FunnelGroup, to: FunnelGroup) => ({ from: shown(from), to: shown(to), change: shown(changeOf(from, to)) });
    const show = (ends: (typeof groups)[number]) => shownEnds(before.figures.of(ends.from), after.figures.of(ends.to));
    return {
      groups: shownInOrder(groups, after.asked, given.language, show, after.asked),
      totals: shownEnds(before.figures.total(), after.figures.total()),
    };
  },
});

async function funnelAt(query: FigureQuery, given: QueryContext): Promise<{ readonly asked: Asked; readonly figures: FunnelFigures }> {
  const asked = await askedOf(query, given);
  return { asked, figures: new FunnelFigures(readerOf(given, funnel), asked) };
}
