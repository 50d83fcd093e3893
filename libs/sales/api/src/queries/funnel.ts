import { Shape } from '@zongheng/kernel';
import { type FigureQuery, groupingsOf, journalEndpoint, keyedShape, type QueryContext, readerOf, shownInOrder } from '@zongheng/nest-kit';
import { funnel, pipelines } from '@zongheng/sales-views';
import { differenceOf, type FunnelGroup, funnelFigures, isEmpty, shown, totalOf } from '../figures/funnel-figures.ts';
import { type Asked, askedOf, bookMonths } from './asking.ts';
import { FunnelMeasures, funnelMeasures } from './shapes.ts';

/** What the books can be grouped by. */
export const funnelGroupings = groupingsOf(funnel, { months: bookMonths });

const title = { zh: '销售漏斗', en: 'Funnel' };
const money = [{ minor: 1_000_553_400, currency: 'CNY' }];
const example = { count: 4238, lines: 4238, amounts: money, weighted: money };

export const funnelEndpoint = journalEndpoint({
  path: 'funnel',
  view: funnel,
  with: [pipelines],
  title,
  summary: { zh: '任意日期的销售漏斗', en: 'The funnel on any date, as known at any moment' },
  time: 'asOf',
  groupBy: funnelGroupings,
  groupByDefault: ['stage'],
  group: Shape({ ...keyedShape, ...funnelMeasures }),
  totals: FunnelMeasures,
  example: { groups: [{ keys: { stage: 'won' }, labels: { stage: '赢单' }, ...example }], totals: example, next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const groups = funnelFigures(readerOf(given, funnel), asked).filter((group) => !isEmpty(group));
    return { groups: shownInOrder(groups, asked, given.language, shown, asked), totals: shown(totalOf(groups)) };
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
  group: Shape({ ...keyedShape, from: FunnelMeasures, to: FunnelMeasures, change: FunnelMeasures }),
  totals: Shape({ from: FunnelMeasures, to: FunnelMeasures, change: FunnelMeasures }),
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
    const [before, after] = [await endOf(query, given, 'from'), await endOf(query, given, 'to')];
    const groups = differenceOf(before.groups, after.groups).filter(({ before: from, after: to }) => !isEmpty(from) || !isEmpty(to));
    const ends = (group: { readonly before: FunnelGroup; readonly after: FunnelGroup; readonly change: FunnelGroup }) => ({
      from: shown(group.before),
      to: shown(group.after),
      change: shown(group.change),
    });
    const [totals] = differenceOf([totalOf(before.groups)], [totalOf(after.groups)]);
    return { groups: shownInOrder(groups, after.asked, given.language, ends, after.asked), ...(totals ? { totals: ends(totals) } : {}) };
  },
});

/** The figures at one end of a difference: a date as known now, or today as known at a recorded moment. */
async function endOf(
  query: FigureQuery,
  given: QueryContext,
  end: 'from' | 'to',
): Promise<{ readonly asked: Asked; readonly groups: FunnelGroup[] }> {
  const moment = query.between?.[end];
  const at =
    moment && 'date' in moment ? { ...query, asOf: moment.date } : { ...query, upTo: Math.min(query.upTo, moment?.recorded ?? query.upTo) };
  const asked = await askedOf(at, given);
  return { asked, groups: funnelFigures(readerOf(given, funnel), asked) };
}
