import { isRefusal, Key, type Label, type Labels, Shape, Type } from '@zongheng/kernel';
import {
  CountField,
  CurrencyField,
  type FigureQuery,
  KeyField,
  momentText,
  OneOf,
  PartShape,
  type QueryContext,
  queryEndpoint,
  Reading,
  readerOf,
  type ShownPart,
} from '@zongheng/nest-kit';
import { bandOf, refuse, type Tolerance } from '@zongheng/planning-domain';
import { type Aim, type CheckLine, elapsedOf, isMetric, metrics } from '@zongheng/planning-events';
import { actuals, type PlanDocument, plans, targets, tolerance } from '@zongheng/planning-views';
import { actualsOf } from '../figures/actuals.ts';
import { linesOf } from '../figures/board.ts';
import { momentOf } from '../figures/reading.ts';
import type { Tally } from '../figures/tally.ts';
import { actualAddress, type AddressMoment, lineAddress, targetAddress } from '../figures/addresses.ts';
import { planById, toleranceOf } from './asking.ts';
import { PlanParams } from './board.ts';

/** The figures of a line that are made from others. */
type LineFigure = 'variance' | 'attainment' | 'due' | 'actual' | 'light';
const lineFigures: Labels<LineFigure> = {
  variance: { zh: '差异', en: 'Variance' },
  attainment: { zh: '达成率', en: 'Attainment' },
  due: { zh: '应达', en: 'Due' },
  actual: { zh: '实际', en: 'Actual' },
  light: { zh: '红黄绿', en: 'Light' },
};

export class AimParams extends PlanParams {
  @KeyField({ description: 'The metric of the target', example: 'invoiced' })
  readonly metric!: string;

  @KeyField({ optional: true, description: 'Its product line, where it is for one', example: 'vpn' })
  readonly productLine?: string;

  @CurrencyField({ optional: true, description: 'Its currency, where the plan has the metric in several', example: 'CNY' })
  readonly currency?: string;

  @CountField({ optional: true, description: 'Of the line that this check froze, at the date and the moment it saw', example: 1 })
  readonly check?: number;

  @OneOf(lineFigures, { optional: true, description: 'Which figure of the line (default variance)', example: 'variance' })
  readonly figure?: LineFigure;
}

/** A line of a plan, with all that it was made from. */
interface Told {
  readonly plan: PlanDocument;
  readonly line: CheckLine;
  readonly tally: Tally;
  readonly tolerance: Tolerance;
  readonly moment: AddressMoment;
  readonly check: number | undefined;
  /** What explains its target; null where the books of targets say otherwise than what a check saw. */
  readonly target: string | null;
}

export const lineExplainedEndpoint = queryEndpoint({
  path: 'plans/progress/explain',
  views: [actuals, targets, plans, tolerance],
  title: { zh: '计划进度', en: 'Progress of a plan' },
  summary: {
    zh: '一行的差异、达成率、应达、红黄绿由什么构成，各附可继续追溯的地址',
    en: 'What the variance, attainment, due part or light of a line is made of, each part with the address that explains it in turn',
  },
  time: 'asOf',
  params: AimParams,
  answer: Shape({ figure: Key(), label: Type.String(), formula: Type.String(), value: Type.Any(), parts: Type.Array(PartShape) }),
  async handle(query, given) {
    const told = await toldOf(query, given);
    if (isRefusal(told)) return told;
    const { figure = 'variance' } = query.params;
    const { language } = given;
    const { formula, parts } = madeOf(figure, told);
    const shown = parts.map(({ label, ...part }): ShownPart => ({ figure: null, label: label[language], ...part }));
    return { figure, label: lineFigures[figure][language], formula: formula[language], value: told.line[figure], parts: shown };
  },
});

async function toldOf({ params, asOf, upTo, at }: FigureQuery<AimParams>, given: QueryContext) {
  const { plan: id, metric, check: number } = params;
  const plan = await planById(given, id);
  if (!plan) return refuse('PLANNING.PLAN.UNKNOWN', `there is no plan ${id}`, { field: 'plan' });
  const check = plan.checks.find((each) => each.check === number);
  if (number !== undefined && !check) {
    return refuse('PLANNING.CHECK.UNKNOWN', `${id} was checked ${plan.checks.length} times`, { field: 'check' });
  }
  const { epoch } = given.get(Reading).log;
  const seen = check?.seen;
  const moment = seen ? { asOf: seen.asOf, at: seen.at } : { asOf, at: momentText(epoch, at) };
  const upToSeen = seen ? Number(seen.at.slice(seen.at.lastIndexOf('.') + 1)) : upTo;
  if (seen && seen.at !== momentText(epoch, upToSeen)) {
    return refuse('PLANNING.CHECK.EPOCH_GONE', `the check names the moment ${seen.at}, the log is ${epoch}`, { field: 'check' });
  }
  const reading = await momentOf(given, moment.asOf, upToSeen);
  const tally = actualsOf(readerOf(given, actuals), plan.subject, plan.period, reading);
  const bands = await toleranceOf(given, seen?.tolerance);
  const lines: readonly CheckLine[] =
    seen?.lines ?? linesOf(plan, tally, { moment: reading, at: moment.at, tolerance: bands, language: given.language });
  const line = lines.find(({ aim }) => isAsked(aim, params));
  if (!line) return refuse('PLANNING.TARGET.UNKNOWN', `${id} has no target for ${metric}`, { field: 'metric' });
  const told: Told = {
    plan,
    line,
    tally,
    tolerance: bands,
    moment,
    check: number,
    target: targetOf(plan, line, given, { upTo, at: momentText(epoch, at) }, check?.on),
  };
  return told;
}

function isAsked(aim: Aim, { metric, productLine, currency }: AimParams): boolean {
  return aim.metric === metric && aim.productLine === (productLine ?? null) && (currency === undefined || aim.currency === currency);
}

/** As it is planned now: a plan is held against what came of it by the target it has. A check saw the target of its day. */
function targetOf(
  { subject, period }: PlanDocument,
  { aim, plan }: CheckLine,
  given: QueryContext,
  now: { readonly upTo: number; readonly at: string },
  checked: AddressMoment['asOf'] | undefined,
): string | null {
  const moment = { at: now.at, ...(checked === undefined ? {} : { asOf: checked }) };
  const address = targetAddress(subject, period, aim, moment);
  if (checked === undefined) return address;
  const only = (key: string | null) => ({ keys: new Set([key]) });
  const { metric, productLine, currency } = aim;
  const filters = {
    kind: only(subject.kind),
    subject: only(subject.id),
    period: only(period),
    metric: only(metric),
    productLine: only(productLine),
    currency: only(currency),
  };
  const stood = readerOf(given, targets).sum({ asOf: checked, upTo: now.upTo, filters }).total('target');
  return stood === BigInt(plan) ? address : null;
}

interface LinePart {
  readonly label: Label;
  readonly value: unknown;
  readonly explain: string | null;
}

function madeOf(figure: LineFigure, told: Told): { readonly formula: Label; readonly parts: readonly LinePart[] } {
  const { plan, line, tally, tolerance: bands, moment } = told;
  const metric = isMetric(line.aim.metric) ? metrics[line.aim.metric] : null;
  const isRate = metric?.unit === 'per-mille';
  const events = actualAddress(plan.subject, plan.period, line.aim, moment);
  const madeHere = (name: LineFigure) => `${lineAddress(plan.id, line.aim, moment, told.check)}&figure=${name}`;
  const target: LinePart = { label: { zh: '计划', en: 'Plan' }, value: line.plan, explain: told.target };
  const actual: LinePart = {
    label: lineFigures.actual,
    value: line.actual,
    explain: isRate && events !== null ? madeHere('actual') : events,
  };
  switch (figure) {
    case 'variance':
      return { formula: { zh: '实际 − 计划', en: 'actual − plan' }, parts: [actual, target] };
    case 'attainment': {
      const due: LinePart = { label: lineFigures.due, value: line.due, explain: madeHere('due') };
      if (metric?.better === 'less')
        return { formula: { zh: '应达 ÷ 实际（千分比）', en: 'due ÷ actual, in per mille' }, parts: [due, actual] };
      return { formula: { zh: '实际 ÷ 应达（千分比）', en: 'actual ÷ due, in per mille' }, parts: [actual, due] };
    }
    case 'due': {
      if (isRate) return { formula: { zh: '比率全额应达', en: 'a rate is due whole' }, parts: [target] };
      const { gone, whole } = elapsedOf(plan.period, moment.asOf);
      const days: readonly LinePart[] = [
        { label: { zh: '已过天数', en: 'Days gone by' }, value: gone, explain: null },
        { label: { zh: '期内天数', en: 'Days of the period' }, value: whole, explain: null },
      ];
      return {
        formula: { zh: '计划 × 已过天数 ÷ 期内天数，舍入一次', en: 'plan × days gone by ÷ days of the period, rounded once' },
        parts: [target, ...days],
      };
    }
    case 'actual': {
      const { amount, whole } = tally.parts(line.aim);
      if (!isRate) return { formula: { zh: '事件之和', en: 'the sum of its events' }, parts: [{ ...actual, explain: events }] };
      const parts: readonly LinePart[] = [
        { label: { zh: '部分', en: 'Part' }, value: amount, explain: events },
        { label: { zh: '全体', en: 'Whole' }, value: whole, explain: events },
      ];
      return { formula: { zh: '部分 ÷ 全体（千分比），舍入一次', en: 'part ÷ whole, in per mille, rounded once' }, parts };
    }
    case 'light': {
      const { green, amber } = bandOf(bands, line.aim.metric);
      const parts: readonly LinePart[] = [
        { label: lineFigures.attainment, value: line.attainment, explain: madeHere('attainment') },
        { label: { zh: '绿灯起点', en: 'Green from' }, value: green, explain: null },
        { label: { zh: '黄灯起点', en: 'Amber from' }, value: amber, explain: null },
      ];
      return { formula: { zh: '按容差', en: 'attainment, by the tolerance in force' }, parts };
    }
  }
}
