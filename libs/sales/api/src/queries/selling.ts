import { Count, Shape } from '@zongheng/kernel';
import {
  DistributionShape,
  figuresOf,
  groupingsOf,
  journalEndpoint,
  keyedShape,
  money,
  Moneys,
  OptionalPerMille,
  readerOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { monthDimension } from '@zongheng/projection';
import { funnel, pipelines, selling } from '@zongheng/sales-views';
import { distributionFigures } from '../figures/distributions.ts';
import { cycleFigures, effortRows, lostRows, outcomeFigures, wonRows } from '../figures/selling-figures.ts';
import { askedOf, bookMonths } from './asking.ts';
import { funnelGroupings } from './funnel.ts';

const amounts = [{ minor: 5_400_000_00, currency: 'CNY' }];
const rounded = { zh: '舍入一次，四舍六入五成双', en: 'rounded once, half to even' };

export const winLossEndpoint = journalEndpoint({
  path: 'win-loss',
  view: funnel,
  with: [pipelines],
  title: { zh: '赢丢单分析', en: 'Win and loss' },
  summary: { zh: '赢单与丢单：按原因、竞争对手等', en: 'What was won and lost in a period, by reason, competitor or anything else' },
  time: 'period',
  groupBy: [...funnelGroupings, monthDimension],
  groupByDefault: ['reason'],
  months: bookMonths,
  figures: figuresOf(
    {
      won: { label: { zh: '赢单', en: 'Won' }, measures: { won: 'count', wonAmounts: money('amount') }, rows: wonRows },
      lost: { label: { zh: '丢单', en: 'Lost' }, measures: { lost: 'count', lostAmounts: money('amount') }, rows: lostRows },
      winRate: {
        label: { zh: '赢单率', en: 'Win rate' },
        formula: { zh: '赢单数 ÷（赢单数 + 丢单数）（千分比），舍入一次', en: 'won ÷ (won + lost), in per mille, rounded once' },
        from: ['won', 'lost'],
      },
    },
    askedOf,
  ),
  group: Shape({ ...keyedShape, won: Sum, lost: Sum, winRate: OptionalPerMille, wonAmounts: Moneys, lostAmounts: Moneys }),
  example: {
    groups: [{ keys: { reason: 'price' }, labels: {}, won: 0, lost: 12, winRate: 0, wonAmounts: [], lostAmounts: amounts }],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const outcomes = outcomeFigures(readerOf(given, funnel), asked);
    return { groups: shownInOrder(outcomes.groups, asked, given.language, outcomes.of, asked) };
  },
});

export const salesCycleEndpoint = journalEndpoint({
  path: 'sales-cycle',
  view: selling,
  with: [pipelines],
  title: { zh: '销售周期与成本', en: 'Sales cycle' },
  summary: { zh: '销售周期与销售成本', en: 'How long selling takes and what it costs' },
  description: {
    zh: '期间内赢单的开立到成交天数；已完成拜访与任务的费用；费用 ÷ 赢单数',
    en: 'Days from opening to winning of the deals won in the period; what visits and tasks completed in it cost; cost ÷ deals won',
  },
  time: 'period',
  figures: figuresOf({
    selling: {
      label: { zh: '赢单、拜访、任务、金额与费用', en: 'Deals won, visits, tasks, amounts and cost' },
      measures: { won: 'won', visits: 'visits', tasks: 'tasks', amounts: money('amount'), cost: money('cost') },
      rows: effortRows,
    },
    costPerWin: {
      label: { zh: '单均销售成本', en: 'Cost per deal won' },
      formula: { zh: `费用 ÷ 赢单数，${rounded.zh}`, en: `cost ÷ deals won, ${rounded.en}` },
      from: ['selling'],
    },
    cycle: { label: { zh: '赢单的销售周期', en: 'Sales cycles of deals won' }, measures: { count: 'won' }, rows: effortRows },
    ...distributionFigures('cycle', {
      of: { zh: '销售周期', en: 'Sales cycle' },
      days: { zh: '从开立到成交的天数', en: 'days from opening to winning' },
    }),
  }),
  groupBy: [...groupingsOf(selling, { without: ['cycleDays', 'currency'] }), monthDimension],
  group: Shape({
    ...keyedShape,
    won: Sum,
    visits: Count(),
    tasks: Count(),
    cycle: DistributionShape,
    amounts: Moneys,
    cost: Moneys,
    costPerWin: Moneys,
  }),
  example: {
    groups: [
      {
        keys: {},
        labels: {},
        won: 12,
        visits: 40,
        tasks: 9,
        cycle: { count: 12, median: 57, p90: 110, longest: 180 },
        amounts,
        cost: amounts,
        costPerWin: amounts,
      },
    ],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const cycles = cycleFigures(readerOf(given, selling), asked);
    return { groups: shownInOrder(cycles.groups, asked, given.language, cycles.of, asked) };
  },
});
