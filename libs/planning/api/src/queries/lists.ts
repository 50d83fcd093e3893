import { Id, Shape, Type } from '@zongheng/kernel';
import { documentEndpoints, queryEndpoint } from '@zongheng/nest-kit';
import { Band, DueDate, metrics, ReminderLevel } from '@zongheng/planning-events';
import { dueDates, heavyPlanMembers, plans, tolerance } from '@zongheng/planning-views';
import { dueDatesOf, toleranceOf } from './asking.ts';
import { ShownPlan, shownPlan } from './shown-plan.ts';

export const planLists = [
  documentEndpoints({
    view: plans,
    collection: 'plans',
    title: { zh: '计划', en: 'Plans' },
    item: ShownPlan,
    heavy: heavyPlanMembers,
    revision: (plan) => plan.revision,
    enrich: (found, { language }) => found.map((plan) => shownPlan(plan, language)),
  }),
];

export const metricsEndpoint = queryEndpoint({
  path: 'plans/metrics',
  views: [plans],
  title: { zh: '指标目录', en: 'Metrics' },
  summary: {
    zh: '可计划的指标，其单位与来源事件；尚无来源者标明未计量',
    en: 'What can be planned, its unit and the events its actual comes from; what no event tells of is said to be not measured',
  },
  time: 'none',
  answer: Shape({
    metrics: Type.Array(
      Shape({
        metric: Id(),
        label: Type.String(),
        unit: Type.String(),
        better: Type.String(),
        byProductLine: Type.Boolean(),
        measured: Type.Boolean(),
        from: Type.Array(Type.String()),
      }),
    ),
  }),
  table: 'metrics',
  handle: (_query, { language }) => ({
    metrics: Object.entries(metrics).map(([metric, { label, unit, better, byProductLine, from }]) => ({
      metric,
      label: label[language],
      unit,
      better,
      byProductLine,
      measured: from.length > 0,
      from: [...from],
    })),
  }),
});

export const planPoliciesEndpoint = queryEndpoint({
  path: 'plans/policies',
  views: [tolerance, dueDates],
  title: { zh: '计划政策', en: 'Plan policies' },
  summary: { zh: '现行容差与报送期限及其版本', en: 'The tolerance and the due dates in force, and their versions' },
  time: 'none',
  answer: Shape({
    tolerance: Shape({ version: Type.Integer(), bands: Type.Array(Band) }),
    dueDates: Shape({ version: Type.Integer(), due: Type.Array(DueDate), reminders: Type.Array(ReminderLevel) }),
  }),
  async handle(_query, given) {
    const inForce = await toleranceOf(given);
    const dates = await dueDatesOf(given);
    return {
      tolerance: { version: inForce.version, bands: inForce.bands },
      dueDates: { version: dates.version, due: dates.due, reminders: dates.reminders },
    };
  },
});
