import { Shape, Type } from '@zongheng/kernel';
import { IdField, queryEndpoint, readerOf } from '@zongheng/nest-kit';
import { refuse } from '@zongheng/planning-domain';
import { actuals, planHeads, plans, tolerance } from '@zongheng/planning-views';
import { actualsOf, actualsOfAll, askedBy } from '../figures/actuals.ts';
import { boardRows, kindLabel, linesOf } from '../figures/board.ts';
import { momentOf } from '../figures/reading.ts';
import { momentOfAnswer, periodFor, PeriodParams, planById, plansOf, toleranceOf } from './asking.ts';
import { BoardRowShape, Period, ShownLine } from './shapes.ts';
import { ShownPlan, shownPlan } from './shown-plan.ts';

export const planBoardEndpoint = queryEndpoint({
  path: 'plans/board',
  views: [actuals, planHeads, tolerance],
  title: { zh: '计划看板（PDCA）', en: 'Plan board (PDCA)' },
  summary: {
    zh: '公司→部门→个人：计划、实际、差异、红黄绿、未完行动与纠偏、所处步骤',
    en: 'The tree company → department → person: plan, actual, variance, red, amber, green, what is open, and the step each plan stands at',
  },
  time: 'asOf',
  params: PeriodParams,
  answer: Shape({ period: Period, rows: Type.Array(BoardRowShape) }),
  table: 'rows',
  async handle(query, given) {
    const period = periodFor(query.params, query.asOf);
    const moment = await momentOf(given, query.asOf, query.upTo);
    const found = await plansOf(given, period);
    const tallies = actualsOfAll(readerOf(given, actuals), period, moment, askedBy(found));
    const rows = boardRows({
      period,
      moment,
      at: momentOfAnswer(given, query),
      plans: found,
      tallies,
      tolerance: await toleranceOf(given),
      language: given.language,
    });
    return { period, rows: rows.map((row) => ({ ...row, kindLabel: kindLabel(row.kind, given.language) })) };
  },
});

export class PlanParams {
  @IdField({ description: 'The plan', example: '2026-03.person.li-na' })
  readonly plan!: string;
}

export const planProgressEndpoint = queryEndpoint({
  path: 'plans/progress',
  views: [actuals, plans, tolerance],
  title: { zh: '计划进度', en: 'Progress of a plan' },
  summary: { zh: '一个计划此刻的计划、实际与差异', en: 'A plan held against what came of it, as of any date' },
  time: 'asOf',
  params: PlanParams,
  answer: Shape({ plan: ShownPlan, lines: Type.Array(ShownLine) }),
  table: 'lines',
  async handle(query, given) {
    const plan = await planById(given, query.params.plan);
    if (!plan) return refuse('PLANNING.PLAN.UNKNOWN', `there is no plan ${query.params.plan}`, { field: 'plan' });
    const moment = await momentOf(given, query.asOf, query.upTo);
    const tally = actualsOf(readerOf(given, actuals), plan.subject, plan.period, moment);
    const at = momentOfAnswer(given, query);
    const lines = linesOf(plan, tally, { moment, at, tolerance: await toleranceOf(given), language: given.language });
    return { plan: shownPlan(plan, given.language), lines };
  },
});

export class MyPlanParams extends PeriodParams {
  @IdField({ description: 'The employee', example: 'li-na' })
  readonly person!: string;
}

export const myPlanEndpoint = queryEndpoint({
  path: 'plans/mine',
  views: [actuals, plans, tolerance],
  title: { zh: '我的计划', en: 'My plan' },
  summary: { zh: '我的计划：目标、进度、未完行动、纠偏、反馈', en: 'My plan: targets, progress, open actions, corrections, feedback' },
  time: 'asOf',
  params: MyPlanParams,
  answer: Shape({
    person: Type.String(),
    period: Period,
    plan: Type.Union([ShownPlan, Type.Null()]),
    lines: Type.Array(ShownLine),
    openActions: ShownPlan.properties.actions,
    openCorrections: ShownPlan.properties.corrections,
  }),
  table: 'lines',
  async handle(query, given) {
    const { person } = query.params;
    const period = periodFor(query.params, query.asOf);
    const found = await planById(given, `${period}.person.${person}`);
    if (!found) return { person, period, plan: null, lines: [], openActions: [], openCorrections: [] };
    const moment = await momentOf(given, query.asOf, query.upTo);
    const tally = actualsOf(readerOf(given, actuals), found.subject, period, moment);
    const plan = shownPlan(found, given.language);
    return {
      person,
      period,
      plan,
      lines: linesOf(found, tally, {
        moment,
        at: momentOfAnswer(given, query),
        tolerance: await toleranceOf(given),
        language: given.language,
      }),
      openActions: plan.actions.filter(({ status }) => status === 'open' || status === 'blocked'),
      openCorrections: plan.corrections.filter(({ status }) => status === 'open'),
    };
  },
});
