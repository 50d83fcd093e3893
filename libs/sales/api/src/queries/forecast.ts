import { monthOf, Shape } from '@zongheng/kernel';
import {
  type Figure,
  figuresOf,
  journalEndpoint,
  keyedShape,
  money,
  Moneys,
  MonthlyKey,
  MonthsParams,
  monthsOf,
  readerOf,
  type Rows,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { forecastCategories, type ForecastCategory } from '@zongheng/sales-events';
import { funnel, pipelines } from '@zongheng/sales-views';
import { analysisFigures, plannedFor, soldIn } from '../figures/analysis-figures.ts';
import { dueRows, forecastFigures as forecastOf, shownCategory } from '../figures/forecast-figures.ts';
import { partsByStage, rowsOfStages, weightedFigure } from '../figures/weighting.ts';
import { type Asked, askedOf, bookMonths } from './asking.ts';
import { funnelGroupings } from './funnel.ts';

const amounts = [{ minor: 5_400_000_00, currency: 'CNY' }];
const Category = Shape({ count: Sum, amounts: Moneys, weighted: Moneys });
const shownForecast = { count: 3, amounts, weighted: amounts };

const categories = Object.keys(forecastCategories).filter((category) => category !== 'omitted') as ForecastCategory[];

/** The months that a figure is asked for. */
function monthsAsked({ params, asOf }: Asked<MonthsParams>) {
  return monthsOf(params, monthOf(asOf));
}

/** What is open in stages of a category and due in the months; for what closed, also what was won in them. */
function categoryRows(category: ForecastCategory) {
  return (asked: Asked<MonthsParams>): readonly Rows[] => {
    const months = monthsAsked(asked);
    const open = rowsOfStages(asked, dueRows(asked, months), (worth) => worth.forecast === category);
    return category === 'closed' ? [soldIn(asked, months), ...open] : open;
  };
}

/** Where the forecast comes from: each category, and its weighted amount. */
const forecastFigures: Readonly<Record<string, Figure<Asked<MonthsParams>>>> = Object.fromEntries(
  categories.flatMap((category): [string, Figure<Asked<MonthsParams>>][] => {
    const { zh, en } = forecastCategories[category];
    const rows = categoryRows(category);
    return [
      [category, { label: { zh, en }, measures: { count: 'count', amounts: money('amount') }, rows }],
      [`${category}.weighted`, weightedFigure({ zh: `${zh}（加权）`, en: `${en}, weighted` }, partsByStage(category, rows))],
    ];
  }),
);

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
  months: bookMonths,
  ownKeys: ['month'],
  params: MonthsParams,
  figures: figuresOf(forecastFigures, askedOf<MonthsParams>),
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
    const forecast = forecastOf(readerOf(given, funnel), asked, monthsAsked(asked));
    const show = (group: (typeof forecast.groups)[number]) => {
      const figures = forecast.of(group);
      const shown = categories.map((category) => [category, shownCategory(figures, category)] as const);
      return { month: group.keys[query.groupBy.length] ?? null, ...Object.fromEntries(shown) };
    };
    const named = { ...asked, names: [...query.groupBy, 'month'] };
    return { groups: shownInOrder(forecast.groups, asked, given.language, show, named) };
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
  months: bookMonths,
  ownKeys: ['month'],
  params: MonthsParams,
  figures: figuresOf(
    {
      sold: {
        label: { zh: '已售', en: 'Sold' },
        measures: { sold: money('amount') },
        rows: (asked: Asked<MonthsParams>) => soldIn(asked, monthsAsked(asked)),
      },
      planned: {
        label: { zh: '计划：在途且预计当月成交', en: 'Planned: open, and expected to close then' },
        measures: { planned: money('amount') },
        rows: (asked: Asked<MonthsParams>) => plannedFor(asked, monthsAsked(asked)),
      },
      plannedWeighted: weightedFigure(
        { zh: '加权计划', en: 'Planned, weighted' },
        partsByStage('planned', (asked: Asked<MonthsParams>) => plannedFor(asked, monthsAsked(asked))),
      ),
    },
    askedOf<MonthsParams>,
  ),
  group: Shape({ ...keyedShape, month: MonthlyKey, sold: Moneys, planned: Moneys, plannedWeighted: Moneys }),
  example: {
    groups: [
      {
        keys: { productLine: 'vpn', month: '2026-03' },
        labels: {},
        month: '2026-03',
        sold: amounts,
        planned: amounts,
        plannedWeighted: money,
      },
    ],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const analysis = analysisFigures(readerOf(given, funnel), asked, monthsAsked(asked));
    const named = { ...asked, names: [...query.groupBy, 'month'] };
    return { groups: shownInOrder(analysis.groups, asked, given.language, analysis.of, named) };
  },
});
