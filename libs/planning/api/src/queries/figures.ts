import { Shape } from '@zongheng/kernel';
import {
  groupingsOf,
  journalEndpoint,
  keyedShape,
  type KeyWords,
  numberOf,
  questionOf,
  readerOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { metrics } from '@zongheng/planning-events';
import { actuals, targets } from '@zongheng/planning-views';
import { monthDimension } from '@zongheng/projection';

const words: KeyWords = { labels: { metric: Object.fromEntries(Object.entries(metrics).map(([key, { label }]) => [key, label])) } };
const months = { countsMonth: 'countsOn' };

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
  group: Shape({ ...keyedShape, amount: Sum, whole: Sum }),
  example: {
    groups: [{ keys: { metric: 'collected', currency: 'CNY' }, labels: { metric: 'Collected' }, amount: 5_400_000, whole: 0 }],
    next: null,
  },
  async answer(query, given) {
    const asked = await questionOf(query, given, months);
    const { asOf, upTo, filters, groupings } = asked;
    const to = query.to !== undefined && query.to < asOf ? query.to : asOf;
    const rows = [...readerOf(given, actuals).sum({ from: query.from, to, upTo, filters, groupBy: groupings })];
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
  group: Shape({ ...keyedShape, target: Sum }),
  example: { groups: [{ keys: { period: '2026-03', kind: 'company' }, labels: {}, target: 1_200_000_00 }], next: null },
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const { asOf, upTo, filters, groupings } = asked;
    const rows = [...readerOf(given, targets).sum({ asOf, upTo, filters, groupBy: groupings })];
    const groups = rows.map(({ keys, sums }) => ({ keys, target: numberOf(sums['target'] ?? 0n) }));
    return { groups: shownInOrder(groups, asked, given.language, ({ target }) => ({ target }), { words }) };
  },
});
