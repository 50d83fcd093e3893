import { type BusinessDate, Key, Shape, Type } from '@zongheng/kernel';
import {
  addressOf,
  CurrencyField,
  KeyField,
  momentText,
  PartShape,
  queryEndpoint,
  Reading,
  readerOf,
  type ShownPart,
} from '@zongheng/nest-kit';
import { refuse } from '@zongheng/planning-domain';
import { type Aim, type CheckLine, isMetric, metrics, periodEnd, periodStart } from '@zongheng/planning-events';
import { actuals, type PlanDocument, plans, targets, tolerance } from '@zongheng/planning-views';
import { actualsOf } from '../figures/actuals.ts';
import { linesOf } from '../figures/board.ts';
import { momentOf } from '../figures/reading.ts';
import { planById, toleranceOf } from './asking.ts';
import { PlanParams } from './board.ts';

export class AimParams extends PlanParams {
  @KeyField({ description: 'The metric of the target', example: 'invoiced' })
  readonly metric!: string;

  @KeyField({ optional: true, description: 'Its product line, where it is for one', example: 'vpn' })
  readonly productLine?: string;

  @CurrencyField({ optional: true, description: 'Its currency, where the plan has the metric in several', example: 'CNY' })
  readonly currency?: string;
}

const formula = { zh: '实际 − 计划', en: 'actual − plan' };
const OptionalSum = Type.Union([Type.Integer(), Type.Null()]);

export const varianceEndpoint = queryEndpoint({
  path: 'plans/progress/explain',
  views: [actuals, targets, plans, tolerance],
  title: { zh: '计划进度', en: 'Progress of a plan' },
  summary: {
    zh: '一个差异由什么构成：实际与计划，各附可继续追溯的地址',
    en: 'What a variance is made of: the actual and the plan, each with the address that explains it in turn',
  },
  time: 'asOf',
  params: AimParams,
  answer: Shape({ figure: Key(), label: Type.String(), formula: Type.String(), value: OptionalSum, parts: Type.Array(PartShape) }),
  async handle(query, given) {
    const { plan: id, metric, productLine, currency } = query.params;
    const plan = await planById(given, id);
    if (!plan) return refuse('PLANNING.PLAN.UNKNOWN', `there is no plan ${id}`, { field: 'plan' });
    const moment = await momentOf(given, query.asOf, query.upTo);
    const tally = actualsOf(readerOf(given, actuals), plan.subject, plan.period, moment);
    const { language } = given;
    const lines = linesOf(plan, tally, { moment, tolerance: await toleranceOf(given), language });
    const line = lines.find(({ aim }) => isAsked(aim, metric, productLine, currency));
    if (!line) return refuse('PLANNING.TARGET.UNKNOWN', `${id} has no target for ${metric}`, { field: 'metric' });
    const at = momentText(given.get(Reading).log.epoch, query.at);
    const parts: ShownPart[] = [
      {
        figure: null,
        label: { zh: '实际', en: 'Actual' }[language],
        value: line.actual,
        explain: actualAddress(plan, line, query.asOf, at),
      },
      { figure: null, label: { zh: '计划', en: 'Plan' }[language], value: line.plan, explain: targetAddress(plan, line.aim, at) },
    ];
    return { figure: 'variance', label: { zh: '差异', en: 'Variance' }[language], formula: formula[language], value: line.variance, parts };
  },
});

function isAsked(aim: Aim, metric: string, productLine: string | undefined, currency: string | undefined): boolean {
  return aim.metric === metric && aim.productLine === (productLine ?? null) && (currency === undefined || aim.currency === currency);
}

/** Null where no events tell of the metric, or the period had not begun. */
function actualAddress({ subject, period }: PlanDocument, { aim }: CheckLine, asOf: BusinessDate, at: string): string | null {
  const [first, last] = [periodStart(period), periodEnd(period)];
  if (asOf < first || !isMetric(aim.metric) || metrics[aim.metric].from.length === 0) return null;
  return addressOf('plans/actuals/explain', [], {
    asOf,
    at,
    metric: aim.metric,
    ...(aim.currency === null ? { 'currency[missing]': 'true' } : { currency: aim.currency }),
    ...(aim.productLine === null ? {} : { productLine: aim.productLine }),
    [subject.kind === 'person' ? 'owner' : 'unit']: subject.id,
    'countsOn[gte]': first,
    'countsOn[lte]': last < asOf ? last : asOf,
  });
}

/** As it is planned now: a plan is held against what came of it by the target it has. */
function targetAddress({ subject, period }: PlanDocument, aim: Aim, at: string): string {
  return addressOf('plans/targets/explain', [], {
    at,
    period,
    kind: subject.kind,
    subject: subject.id,
    metric: aim.metric,
    ...(aim.currency === null ? { 'currency[missing]': 'true' } : { currency: aim.currency }),
    ...(aim.productLine === null ? { 'productLine[missing]': 'true' } : { productLine: aim.productLine }),
  });
}
