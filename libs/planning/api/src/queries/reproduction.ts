import { canonicalJson, DateText, Id, Shape, Type } from '@zongheng/kernel';
import { CountField, IdField, momentText, queryEndpoint, Reading, readerOf } from '@zongheng/nest-kit';
import { lineOf, refuse } from '@zongheng/planning-domain';
import { CheckLine, MomentText } from '@zongheng/planning-events';
import { actuals, plans, tolerance } from '@zongheng/planning-views';
import { actualsOf } from '../figures/actuals.ts';
import { momentOf } from '../figures/reading.ts';
import { planById, toleranceOf } from './asking.ts';

export class ReproductionParams {
  @IdField({ description: 'The plan', example: '2026-03.person.li-na' })
  readonly plan!: string;

  @CountField({ optional: true, description: 'The check (default: the last one)', example: 1 })
  readonly check?: number;
}

/**
 * The figures that a check froze, computed again: the actuals as they were told at its moment and counted by its date, on the tree of units
 * of that moment, under the tolerance of its day. Whatever came later does not change them.
 */
export const reproductionEndpoint = queryEndpoint({
  path: 'plans/reproduction',
  views: [actuals, plans, tolerance],
  title: { zh: '重现检查', en: 'A check reproduced' },
  summary: { zh: '按检查时刻重新计算其冻结的数字', en: 'The figures that a check froze, computed again as of its moment' },
  time: 'none',
  params: ReproductionParams,
  answer: Shape({
    plan: Id(),
    check: Type.Integer(),
    asOf: DateText(),
    frozenAt: MomentText(),
    equal: Type.Boolean(),
    lines: Type.Array(Shape({ equal: Type.Boolean(), frozen: CheckLine, reproduced: CheckLine })),
  }),
  table: 'lines',
  async handle(query, given) {
    const { plan: id, check: number } = query.params;
    const plan = await planById(given, id);
    if (!plan) return refuse('PLANNING.PLAN.UNKNOWN', `there is no plan ${id}`, { field: 'plan' });
    const check = number === undefined ? plan.checks.at(-1) : plan.checks.find((each) => each.check === number);
    if (!check) return refuse('PLANNING.CHECK.UNKNOWN', `${id} was checked ${plan.checks.length} times`, { field: 'check' });
    const { asOf, at, lines: frozenLines } = check.seen;
    const upTo = positionAt(at, given.get(Reading).log.epoch);
    if (upTo === null) {
      return refuse('PLANNING.CHECK.EPOCH_GONE', `the check names the moment ${at}, the log is ${given.get(Reading).log.epoch}`, {
        field: 'check',
      });
    }
    const moment = await momentOf(given, asOf, upTo);
    const tally = actualsOf(readerOf(given, actuals), plan.subject, plan.period, moment);
    const bands = await toleranceOf(given, check.seen.tolerance);
    const lines = frozenLines.map((frozen) => {
      const actual = tally.actual(frozen.aim);
      const reproduced = lineOf({ aim: frozen.aim, plan: frozen.plan, actual, period: plan.period, asOf, tolerance: bands });
      return { equal: canonicalJson(frozen) === canonicalJson(reproduced), frozen, reproduced };
    });
    return { plan: id, check: check.check, asOf, frozenAt: at, equal: lines.every(({ equal }) => equal), lines };
  },
});

/** The position of a frozen moment; null where it is of an earlier log. */
function positionAt(at: string, epoch: string): number | null {
  const position = Number(at.slice(at.lastIndexOf('.') + 1));
  return at === momentText(epoch, position) ? position : null;
}
