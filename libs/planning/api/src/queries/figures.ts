import { type BusinessDate, Shape } from '@zongheng/kernel';
import {
  balance,
  type FigureQuery,
  figuresOf,
  groupingsOf,
  journalEndpoint,
  keyedShape,
  type KeyWords,
  numberOf,
  type QueryContext,
  type Question,
  questionOf,
  readerOf,
  type Rows,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { metrics } from '@zongheng/planning-events';
import { actuals, targets } from '@zongheng/planning-views';
import { monthDimension } from '@zongheng/projection';

const words: KeyWords = { labels: { metric: Object.fromEntries(Object.entries(metrics).map(([key, { label }]) => [key, label])) } };
const months = { countsMonth: 'countsOn' };
const targetRows = balance();

/** A question whose period may begin with the first thing recorded. */
interface Asked extends Question {
  readonly first: BusinessDate | undefined;
}

async function askedOf(query: FigureQuery, given: QueryContext): Promise<Asked> {
  return { ...(await questionOf(query, given, months)), first: query.from };
}

/** What came of the period, up to the date asked. */
function actualRows({ asOf, filters, first, period: { to } }: Asked): Rows {
  return { from: first, to: to < asOf ? to : asOf, filters };
}

export const actualsEndpoint = journalEndpoint({
  path: 'plans/actuals',
  view: actuals,
  title: { zh: '实际值', en: 'Actuals' },
  summary: { zh: '各指标的实际值，由业务事件自动形成', en: 'What came of every metric, from the events of all contexts' },
  description: {
    zh: '金额以最小货币单位计；按 metric 与 currency 分组，不同单位不相加。比率为 amount ÷ whole',
    en: 'Money in minor units: group by metric and currency, as what has no common unit does not add up. A rate is amount ÷ whole',
  },
  time: 'period',
  groupBy: [...groupingsOf(actuals, { months }), monthDimension],
  groupByDefault: ['metric', 'currency'],
  months,
  figures: figuresOf(
    { actual: { label: { zh: '实际值', en: 'Actual' }, measures: { amount: 'amount', whole: 'whole' }, rows: actualRows } },
    askedOf,
  ),
  group: Shape({ ...keyedShape, amount: Sum, whole: Sum }),
  example: {
    groups: [{ keys: { metric: 'collected', currency: 'CNY' }, labels: { metric: 'Collected' }, amount: 5_400_000, whole: 0 }],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const rows = [...readerOf(given, actuals).sum({ ...actualRows(asked), upTo: asked.upTo, groupBy: asked.groupings })];
    const groups = rows.map(({ keys, sums }) => ({ keys, amount: numberOf(sums['amount'] ?? 0n), whole: numberOf(sums['whole'] ?? 0n) }));
    return { groups: shownInOrder(groups, asked, given.language, ({ keys: _keys, ...figures }) => figures, { words }) };
  },
});

export const targetsEndpoint = journalEndpoint({
  path: 'plans/targets',
  view: targets,
  title: { zh: '目标', en: 'Targets' },
  summary: { zh: '任意日期的目标，按主体、期间、指标', en: 'Targets as they stood on any date, by subject, period and metric' },
  time: 'asOf',
  groupBy: groupingsOf(targets),
  groupByDefault: ['period', 'kind', 'metric', 'currency'],
  figures: figuresOf({ target: { label: { zh: '目标', en: 'Target' }, measures: { target: 'target' }, rows: targetRows } }),
  group: Shape({ ...keyedShape, target: Sum }),
  example: { groups: [{ keys: { period: '2026-03', kind: 'company' }, labels: {}, target: 1_200_000_00 }], next: null },
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const rows = [...readerOf(given, targets).sum({ ...targetRows(asked), upTo: asked.upTo, groupBy: asked.groupings })];
    const groups = rows.map(({ keys, sums }) => ({ keys, target: numberOf(sums['target'] ?? 0n) }));
    return { groups: shownInOrder(groups, asked, given.language, ({ target }) => ({ target }), { words }) };
  },
});
