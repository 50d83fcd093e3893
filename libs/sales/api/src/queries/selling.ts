import { Count, monthOf, Shape } from '@zongheng/kernel';
import {
  DistributionShape,
  groupingsOf,
  journalEndpoint,
  keyedShape,
  Moneys,
  MonthlyKey,
  MonthsParams,
  monthsOf,
  OptionalPerMille,
  periodOf,
  readerOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { monthDimension } from '@zongheng/projection';
import { forecastCategories, type ForecastCategory } from '@zongheng/sales-events';
import { funnel, pipelines, selling } from '@zongheng/sales-views';
import { analysisFigures } from '../figures/analysis-figures.ts';
import { forecastFigures, shownCategory } from '../figures/forecast-figures.ts';
import { cycleFigures, outcomeFigures } from '../figures/selling-figures.ts';
import { askedOf } from './asking.ts';
import { funnelGroupings } from './funnel.ts';

const money = [{ minor: 5_400_000_00, currency: 'CNY' }];

const categories = Object.keys(forecastCategories).filter((category) => category !== 'omitted') as ForecastCategory[];
const Category = Shape({ count: Sum, amounts: Moneys, weighted: Moneys });
const shownForecast = { count: 3, amounts: money, weighted: money };

export const forecastEndpoint = journalEndpoint({
  path: 'forecast',
  view: funnel,
  with: [pipelines],
  title: { zh: '销售预测', en: 'Forecast' },
  summary: { zh: '销售预测：承诺、争取、储备与已成交', en: 'The forecast: commit, best case, pipeline, and what closed' },
  description: {
    zh: '按预计成交月份；预计成交日已过或未定的机会列在空月份下',
    en: 'By the month of the expected close; deals whose date has passed, or that have none, stand under the month null',
  },
  time: 'asOf',
  groupBy: funnelGroupings,
  params: MonthsParams,
  group: Shape({ ...keyedShape, month: MonthlyKey, pipeline: Category, 'best-case': Category, commit: Category, closed: Category }),
  example: {
    groups: [
      {
        keys: { month: '2026-03' },
        labels: {},
        month: '2026-03',
        pipeline: shownForecast,
        'best-case': shownForecast,
        commit: shownForecast,
        closed: shownForecast,
      },
    ],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const forecast = forecastFigures(readerOf(given, funnel), asked, monthsOf(query.params, monthOf(query.asOf)));
    const show = (group: (typeof forecast.groups)[number]) => {
      const figures = forecast.of(group);
      const shown = categories.map((category) => [category, shownCategory(figures, category)] as const);
      return { month: group.keys[query.groupBy.length] ?? null, ...Object.fromEntries(shown) };
    };
    const named = { ...asked, names: [...query.groupBy, 'month'] };
    return { groups: shownInOrder(forecast.groups, asked, given.language, show, named) };
  },
});

export const winLossEndpoint = journalEndpoint({
  path: 'win-loss',
  view: funnel,
  with: [pipelines],
  title: { zh: '赢丢单分析', en: 'Win and loss' },
  summary: { zh: '赢单与丢单：按原因、竞争对手等', en: 'What was won and lost in a period, by reason, competitor or anything else' },
  time: 'period',
  groupBy: [...funnelGroupings, monthDimension],
  groupByDefault: ['reason'],
  group: Shape({ ...keyedShape, won: Sum, lost: Sum, winRate: OptionalPerMille, wonAmounts: Moneys, lostAmounts: Moneys }),
  example: {
    groups: [{ keys: { reason: 'price' }, labels: {}, won: 0, lost: 12, winRate: 0, wonAmounts: [], lostAmounts: money }],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const outcomes = outcomeFigures(readerOf(given, funnel), asked, periodOf(query));
    return { groups: shownInOrder(outcomes.groups, asked, given.language, outcomes.of, asked) };
  },
});

export const analysisEndpoint = journalEndpoint({
  path: 'sales-analysis',
  view: funnel,
  with: [pipelines],
  title: { zh: '产品规划销售分析', en: 'Sales analysis' },
  summary: { zh: '计划与已售：产品线 × 区域 × 客群 × 月', en: 'Planned against sold, by product line, region, segment and month' },
  time: 'asOf',
  groupBy: funnelGroupings,
  groupByDefault: ['productLine'],
  params: MonthsParams,
  group: Shape({ ...keyedShape, month: MonthlyKey, sold: Moneys, planned: Moneys, plannedWeighted: Moneys }),
  example: {
    groups: [
      { keys: { productLine: 'vpn', month: '2026-03' }, labels: {}, month: '2026-03', sold: money, planned: money, plannedWeighted: money },
    ],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const analysis = analysisFigures(readerOf(given, funnel), asked, monthsOf(query.params, monthOf(query.asOf)));
    const named = { ...asked, names: [...query.groupBy, 'month'] };
    return { groups: shownInOrder(analysis.groups, asked, given.language, analysis.of, named) };
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
        amounts: money,
        cost: money,
        costPerWin: money,
      },
    ],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const cycles = cycleFigures(readerOf(given, selling), asked, periodOf(query));
    return { groups: shownInOrder(cycles.groups, asked, given.language, cycles.of, asked) };
  },
});
