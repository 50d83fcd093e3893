import { type Label, Shape, Type } from '@zongheng/kernel';
import {
  type FigurePart,
  type FigureQuery,
  figuresOf,
  IdField,
  journalEndpoint,
  keyedShape,
  type MadeFigure,
  OneOf,
  OptionalPerMille,
  type QueryContext,
  questionOf,
  readerOf,
  ServedDocuments,
  shownInOrder,
  Sum,
  type SummedFigure,
} from '@zongheng/nest-kit';
import { type SubjectKind, subjectKinds } from '@zongheng/planning-events';
import { actuals, dealStages, openDeals, targets } from '@zongheng/planning-views';
import { forecastCategories, stageWorthsOn } from '@zongheng/sales-events';
import { kindLabel } from '../figures/board.ts';
import { forecastOf, shownForecast } from '../figures/forecast.ts';
import {
  closedRows,
  type ForecastQuestion,
  openCategories,
  type OpenCategory,
  openRows,
  overdueRows,
  targetRows,
} from '../figures/forecast-rows.ts';
import { periodFor, PeriodParams } from './asking.ts';

export class ForecastParams extends PeriodParams {
  @OneOf(subjectKinds, { optional: true, description: 'Only subjects of this kind', example: 'department' })
  readonly kind?: SubjectKind;

  @IdField({ optional: true, description: 'Only this unit or person', example: 'li-na' })
  readonly subject?: string;
}

/** The most pipelines an installation is expected to have. */
const pipelinesMax = 1000;

async function askedOf(query: FigureQuery<ForecastParams>, given: QueryContext): Promise<ForecastQuestion> {
  const { params, asOf, upTo } = query;
  const pipelines = await given.get(ServedDocuments).find(dealStages, { where: [], limit: pipelinesMax });
  return {
    ...(await questionOf(query, given)),
    planned: periodFor(params, asOf),
    kind: params.kind,
    subject: params.subject,
    worths: stageWorthsOn(pipelines, asOf, upTo),
    pipelines,
  };
}

type Summed = SummedFigure<ForecastQuestion>;
type Made = MadeFigure<ForecastQuestion>;

const open: Label = { zh: '在途', en: 'Open' };

function openFigure(label: Label, categories?: readonly OpenCategory[]): Summed {
  const rows = (asked: ForecastQuestion) => openRows(asked, categories);
  return { label, measures: { count: 'count', amount: 'amount' }, rows };
}

/** A weighted amount, made from the amounts of stages. */
function weightedFigure({ zh, en }: Label, figure: string, categories?: readonly OpenCategory[]): Made {
  return {
    label: { zh: `${zh}（加权）`, en: `${en}, weighted` },
    formula: {
      zh: '各阶段金额 × 该日生效的赢率（千分比）之和，舍入一次，四舍六入五成双',
      en: 'the sum of each stage’s amount × the probability in force on the date (per mille), rounded once, half to even',
    },
    from: (asked, given) => stagesOf(asked, given, figure, categories),
  };
}

function stagesOf(asked: ForecastQuestion, given: QueryContext, figure: string, categories?: readonly OpenCategory[]): FigurePart[] {
  const labels = new Map(
    asked.pipelines.flatMap(({ id, versions }) =>
      versions.flatMap(({ stages }) => stages.map(({ stage, label }): [string, Label] => [`${id}\n${stage}`, label])),
    ),
  );
  const groupBy = [{ dim: 'pipeline' }, { dim: 'stage' }];
  return openRows(asked, categories).flatMap((rows) =>
    [...readerOf(given, openDeals).sum({ ...rows, upTo: asked.upTo, groupBy, measures: ['amount'] })].flatMap(({ keys }) => {
      const [pipeline = null, stage = null] = keys;
      const { probability } = asked.worths(pipeline, stage);
      if (pipeline === null || stage === null || probability === 0) return [];
      const label = labels.get(`${pipeline}\n${stage}`);
      return [{ figure, ...(label ? { label } : {}), keys: { pipeline, stage }, weight: probability }];
    }),
  );
}

const categoryFigures: Readonly<Record<string, Summed | Made>> = Object.fromEntries(
  openCategories.flatMap((category): readonly [string, Summed | Made][] => {
    const label = forecastCategories[category];
    return [
      [category, openFigure(label, [category])],
      [`${category}.weighted`, weightedFigure(label, category, [category])],
    ];
  }),
);

const figures: Readonly<Record<string, Summed | Made>> = {
  expectedGap: {
    label: { zh: '预计缺口', en: 'Expected gap' },
    formula: { zh: '目标 − 预计', en: 'target − expected' },
    from: ['target', 'expected'],
  },
  gap: { label: { zh: '缺口', en: 'Gap' }, formula: { zh: '目标 − 已成交', en: 'target − closed' }, from: ['target', 'closed'] },
  expected: {
    label: { zh: '预计', en: 'Expected' },
    formula: { zh: '已成交 + 在途（加权）', en: 'closed + what is open, weighted' },
    from: ['closed', 'open.weighted'],
  },
  coverage: {
    label: { zh: '覆盖率', en: 'Coverage' },
    formula: { zh: '在途 ÷ 缺口（千分比），舍入一次', en: 'what is open ÷ the gap, in per mille, rounded once' },
    from: ['open', 'gap'],
  },
  target: { label: { zh: '目标', en: 'Target' }, view: targets, measures: { target: 'target' }, rows: targetRows },
  closed: { label: forecastCategories.closed, view: actuals, measures: { closed: 'amount' }, rows: closedRows },
  open: openFigure(open),
  'open.weighted': weightedFigure(open, 'open'),
  overdue: {
    label: { zh: '其中逾期未成交', en: 'Of these overdue' },
    measures: { count: 'count', amount: 'amount' },
    rows: overdueRows,
  },
  ...categoryFigures,
};

const OpenShape = Shape({ count: Sum, amount: Sum, weighted: Sum });
const OptionalSum = Type.Union([Sum, Type.Null()]);
const shownOpen = { count: 3, amount: 5_400_000_00, weighted: 3_240_000_00 };
const kinds = Object.keys(subjectKinds);

export const planForecastEndpoint = journalEndpoint({
  path: 'plans/forecast',
  view: openDeals,
  with: [actuals, targets, dealStages],
  title: { zh: '预测对目标', en: 'Forecast against target' },
  summary: {
    zh: '公司、部门、个人的赢单目标、已成交、在途各预测类别（加权与不加权）、缺口与覆盖率',
    en: 'Target for deals won, closed so far, what is open by forecast category (weighted and not), gap and coverage, of company, departments, people',
  },
  description: {
    zh: '金额以该行币种的最小货币单位计。在途为预计成交日在期内的机会；其中已过预计成交日的另列逾期。目标为当日有效的目标，0 表示未设；未给产品线时指不分产品线的目标。/explain 不指明主体时说全部',
    en: 'Amounts in minor units of the row’s currency. Open is what is expected to close in the period; what of it should have closed by now is also told as overdue. A target is the one that stood on the date, 0 where none was set, and of all product lines where none is asked for. Without a subject, /explain tells of everybody',
  },
  time: 'asOf',
  groupBy: [],
  filterBy: ['currency', 'productLine'],
  params: ForecastParams,
  figures: figuresOf(figures, askedOf),
  group: Shape({
    ...keyedShape,
    kind: Type.String(),
    kindLabel: Type.String(),
    subject: Type.String(),
    name: Type.String(),
    currency: Type.String(),
    target: Sum,
    closed: Sum,
    commit: OpenShape,
    'best-case': OpenShape,
    pipeline: OpenShape,
    open: OpenShape,
    overdue: Shape({ count: Sum, amount: Sum }),
    expected: Sum,
    gap: OptionalSum,
    expectedGap: OptionalSum,
    coverage: OptionalPerMille,
  }),
  example: {
    groups: [
      {
        keys: { kind: 'department', subject: 'u-0200', currency: 'CNY' },
        labels: { kind: 'Department' },
        kind: 'department',
        kindLabel: 'Department',
        subject: 'u-0200',
        name: 'East',
        currency: 'CNY',
        target: 12_000_000_00,
        closed: 4_000_000_00,
        commit: shownOpen,
        'best-case': shownOpen,
        pipeline: shownOpen,
        open: { count: 9, amount: 16_200_000_00, weighted: 9_720_000_00 },
        overdue: { count: 1, amount: 400_000_00 },
        expected: 13_720_000_00,
        gap: 8_000_000_00,
        expectedGap: -1_720_000_00,
        coverage: 2025,
      },
    ],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const readers = { targets: readerOf(given, targets), actuals: readerOf(given, actuals), openDeals: readerOf(given, openDeals) };
    const words = { labels: { kind: subjectKinds }, places: { kind: (kind: string) => kinds.indexOf(kind) } };
    const show = ({ keys: [kind, subject, currency], line }: ReturnType<typeof forecastOf>[number]) => ({
      kind,
      kindLabel: kindLabel(kind, given.language),
      subject,
      name: kind === 'person' ? subject : (asked.trees.units.nameOf(subject) ?? subject),
      currency,
      ...shownForecast(line),
    });
    return {
      groups: shownInOrder(forecastOf(readers, asked), asked, given.language, show, { words, names: ['kind', 'subject', 'currency'] }),
    };
  },
});
