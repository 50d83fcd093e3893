import { Shape, Type } from '@zongheng/kernel';
import {
  figuresOf,
  journalEndpoint,
  keyedShape,
  money,
  Moneys,
  MonthlyKey,
  MonthsInCurrencyParams,
  monthsOf,
  groupingsOf,
  InCurrencyParams,
  OptionalPerMille,
  type FigureQuery,
  type QueryContext,
  type Question,
  questionOf,
  readerOf,
  reckoningOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { monthOf } from '@zongheng/kernel';
import { receivables, revenue } from '@zongheng/receivables-views';
import { monthFigures, monthRows, shownMonth } from '../figures/by-month.ts';
import { shownSummary, summaryFigures, summaryRows, summaryTotal } from '../figures/summary.ts';
import { receivableGroupings } from './ageing.ts';
import { wordsWith } from './words.ts';

const amounts = [{ minor: 1_272_000, currency: 'CNY' }];
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
      .map((name) => [name, amounts]),
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
  params: InCurrencyParams,
  groupBy: receivableGroupings.filter((name) => name !== 'due' && name !== 'dueMonth'),
  figures: figuresOf({
    standing: {
      label: { zh: '期末未清与预收', en: 'Open and credit at the end' },
      measures: { invoices: 'invoices', open: money('open'), credit: money('credit') },
      rows: summaryRows.standing,
    },
    overdue: { label: { zh: '期末逾期', en: 'Overdue at the end' }, measures: { overdue: money('open') }, rows: summaryRows.overdue },
    notYetDue: {
      label: { zh: '期末未到期', en: 'Not yet due at the end' },
      measures: { notYetDue: money('open') },
      rows: summaryRows.notYetDue,
    },
    before: { label: { zh: '期初未清', en: 'Open at the start' }, measures: { openBefore: money('open') }, rows: summaryRows.before },
    passing: {
      label: { zh: '期间开票、贷记、回款、核销与收付', en: 'Invoiced, credited, collected, written off, received, refunded' },
      measures: {
        issued: 'issued',
        invoiced: money('invoiced'),
        invoicedNet: money('invoicedNet'),
        credited: money('credited'),
        collected: money('collected'),
        collectedNet: money('collectedNet'),
        writtenOff: money('writtenOff'),
        received: money('received'),
        refunded: money('refunded'),
      },
      rows: summaryRows.passing,
    },
    sales: {
      label: { zh: '期末前 90 天开票', en: 'Invoiced in the 90 days up to the end' },
      measures: { sales: money('invoiced') },
      rows: summaryRows.sales,
    },
    rates: {
      label: { zh: 'DSO 与回款率', en: 'DSO and effectiveness' },
      formula: {
        zh: 'DSO = 期末未清 ÷ 期末前 90 天开票 × 90；回款率 =（期初未清 + 开票 − 期末未清）÷（期初未清 + 开票 − 期末未到期）',
        en: 'DSO = open at the end ÷ invoiced in the 90 days up to it × 90; effectiveness = (open at the start + invoiced − open at the end) ÷ (open at the start + invoiced − not yet due at the end)',
      },
      from: ['standing', 'sales', 'before', 'passing', 'notYetDue'],
    },
  }),
  group: Shape({ ...keyedShape, ...measures }),
  totals: Shape(measures),
  example: { groups: [{ keys: {}, labels: {}, ...example }], totals: example, next: null },
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const groups = summaryFigures(readerOf(given, receivables), asked, await reckoningOf(query.params, asked.upTo, given));
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
  ownKeys: ['month'],
  params: MonthsInCurrencyParams,
  figures: figuresOf(
    {
      revenue: {
        label: { zh: '预期、已开票、已收款', en: 'Expected, invoiced, collected' },
        measures: { expected: money('expected'), invoiced: money('invoiced'), collected: money('collected') },
        rows: (asked: Question & { readonly params: MonthsInCurrencyParams }) =>
          monthRows(asked, monthsOf(asked.params, monthOf(asked.asOf))),
      },
    },
    async (query: FigureQuery<MonthsInCurrencyParams>, given: QueryContext) => ({
      ...(await questionOf(query, given)),
      params: query.params,
    }),
  ),
  group: Shape({ ...keyedShape, month: MonthlyKey, expected: Moneys, invoiced: Moneys, collected: Moneys }),
  example: {
    groups: [{ keys: { month: '2026-03' }, labels: {}, month: '2026-03', expected: amounts, invoiced: amounts, collected: amounts }],
    next: null,
  },
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const reckoning = await reckoningOf(query.params, asked.upTo, given);
    const groups = monthFigures(readerOf(given, revenue), asked, monthsOf(query.params, monthOf(query.asOf)), reckoning);
    return { groups: shownInOrder(groups, asked, given.language, shownMonth, { names: [...query.groupBy, 'month'] }) };
  },
});
