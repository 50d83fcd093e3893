import { Shape, Type } from '@zongheng/kernel';
import {
  journalEndpoint,
  keyedShape,
  Moneys,
  MonthlyKey,
  MonthsParams,
  monthsOf,
  groupingsOf,
  OptionalPerMille,
  periodOf,
  questionOf,
  readerOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { monthOf } from '@zongheng/kernel';
import { receivables, revenue } from '@zongheng/receivables-views';
import { monthFigures, shownMonth } from '../figures/by-month.ts';
import { shownSummary, summaryFigures, summaryTotal } from '../figures/summary.ts';
import { receivableGroupings } from './ageing.ts';
import { wordsWith } from './words.ts';

const money = [{ minor: 1_272_000, currency: 'CNY' }];
const Rates = Type.Array(
  Shape({ currency: Type.String(), dso: Type.Union([Type.Number(), Type.Null()]), effectiveness: OptionalPerMille }),
);
const measures = {
  invoices: Sum,
  issued: Sum,
  overdue: Moneys,
  open: Moneys,
  credit: Moneys,
  invoiced: Moneys,
  invoicedNet: Moneys,
  credited: Moneys,
  collected: Moneys,
  collectedNet: Moneys,
  writtenOff: Moneys,
  received: Moneys,
  refunded: Moneys,
  rates: Rates,
};
const example = {
  invoices: 38,
  issued: 12,
  ...Object.fromEntries(
    Object.keys(measures)
      .slice(2, -1)
      .map((name) => [name, money]),
  ),
  rates: [{ currency: 'CNY', dso: 41.3, effectiveness: 873 }],
};

export const summaryEndpoint = journalEndpoint({
  path: 'receivables/summary',
  view: receivables,
  title: { zh: '应收概况', en: 'Receivables' },
  summary: {
    zh: '应收概况：未清、逾期、开票、回款、DSO 与回款率',
    en: 'Open and overdue at the end, invoiced and collected in a period, DSO, effectiveness',
  },
  description: {
    zh: 'DSO = 期末未清 ÷ 期末前 90 天开票 × 90（天，一位小数）；回款率 =（期初未清 + 开票 − 期末未清）÷（期初未清 + 开票 − 期末未到期），千分比',
    en: 'DSO = open at the end ÷ invoiced in the 90 days up to it × 90, in days to one decimal; effectiveness = (open at start + invoiced − open at end) ÷ (open at start + invoiced − not yet due at end), per mille. Each is rounded once, half to even',
  },
  time: 'period',
  groupBy: receivableGroupings.filter((name) => name !== 'due' && name !== 'dueMonth'),
  group: Shape({ ...keyedShape, ...measures }),
  totals: Shape(measures),
  example: { groups: [{ keys: {}, labels: {}, ...example }], totals: example, next: null },
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const groups = summaryFigures(readerOf(given, receivables), asked, periodOf(query));
    const words = wordsWith([]);
    return { groups: shownInOrder(groups, asked, given.language, shownSummary, { words }), totals: shownSummary(summaryTotal(groups)) };
  },
});

export const byMonthEndpoint = journalEndpoint({
  path: 'receivables/by-month',
  view: revenue,
  title: { zh: '逐月收入', en: 'Revenue by month' },
  summary: { zh: '逐月收入：预期、已开票、已收款（不含税）', en: 'Revenue by the month it is for: expected, invoiced, collected, net' },
  description: {
    zh: '按收入所属月份；不属于任何月份的发票列在空月份下',
    en: 'By the month that revenue is for, as it stood on the date; invoices for no month stand under the month null',
  },
  time: 'asOf',
  groupBy: groupingsOf(revenue, { without: ['revenueMonth'] }),
  params: MonthsParams,
  group: Shape({ ...keyedShape, month: MonthlyKey, expected: Moneys, invoiced: Moneys, collected: Moneys }),
  example: {
    groups: [{ keys: { month: '2026-03' }, labels: {}, month: '2026-03', expected: money, invoiced: money, collected: money }],
    next: null,
  },
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const groups = monthFigures(readerOf(given, revenue), asked, monthsOf(query.params, monthOf(query.asOf)));
    const named = groups.map((group) => ({ ...group, keys: [...group.keys, group.month] }));
    return { groups: shownInOrder(named, asked, given.language, shownMonth, { names: [...query.groupBy, 'month'] }) };
  },
});
