import { type BusinessDate, type Decision, divideHalfEven, perMilleOf } from '@zongheng/kernel';
import {
  type Aim,
  type CheckLine,
  elapsedOf,
  isMetric,
  type Light,
  type Metric,
  metrics,
  type Period,
  type PlanFact,
  sameAim,
} from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import { bandOf, type Tolerance } from '../tolerance.ts';
import type { Actual, CheckProgress } from './commands.ts';
import type { ActionState, DraftedPlan } from './state.ts';

export function checkProgress(plan: DraftedPlan, command: CheckProgress): Decision<PlanFact> {
  const { on, asOf, at, tolerance, note } = command;
  if (plan.status !== 'committed') return refuse('PLANNING.PLAN.NOT_COMMITTED', `it is a ${plan.status}`);
  if (asOf > on) return refuse('PLANNING.CHECK.BEYOND_DATE', `it is checked on ${on} as of ${asOf}`, { field: '/asOf' });
  const { period } = plan.of;
  const lines = plan.targets.map(({ aim, amount }) =>
    lineOf({ aim, plan: amount, actual: actualOf(command.actuals, aim), period, asOf, tolerance }),
  );
  const seen = { asOf, at, tolerance: tolerance.version, lines };
  if (plan.seen !== null && JSON.stringify(plan.seen) === JSON.stringify(seen)) return [];
  const data = { of: plan.of, check: plan.checks + 1, seen, actions: countsOf(plan.actions, asOf), note };
  return [{ type: 'ProgressChecked', businessDate: on, data }];
}

/** What one target is held against. */
export interface Held {
  readonly aim: Aim;
  readonly plan: number;
  readonly actual: number | null;
  readonly period: Period;
  readonly asOf: BusinessDate;
  readonly tolerance: Tolerance;
}

/**
 * A target held against what came of it. Due is the target × days gone by ÷ days of the period, a rate's the whole of it; attainment is actual
 * ÷ due, or due ÷ actual where less is better; each is rounded once, half to even. Where nothing is due yet, nothing can be behind.
 */
export function lineOf({ aim, plan, actual, period, asOf, tolerance }: Held): CheckLine {
  const metric: Metric | null = isMetric(aim.metric) ? metrics[aim.metric] : null;
  const { gone, whole } = elapsedOf(period, asOf);
  const due = metric?.unit === 'per-mille' ? plan : Number(divideHalfEven(BigInt(plan) * BigInt(gone), BigInt(whole)));
  if (actual === null) return { aim, plan, due, actual, variance: null, attainment: null, light: null };
  const [part, of] = metric?.better === 'less' ? [due, actual] : [actual, due];
  const attainment = perMilleOf(BigInt(part), BigInt(of));
  return { aim, plan, due, actual, variance: actual - plan, attainment, light: lightOf(attainment, aim.metric, tolerance) };
}

function lightOf(attainment: number | null, metric: string, tolerance: Tolerance): Light {
  const { green, amber } = bandOf(tolerance, metric);
  if (attainment === null || attainment >= green) return 'green';
  return attainment >= amber ? 'amber' : 'red';
}

/** The worst of some lights: what a whole plan shows. Null where none shines. */
export function worstOf(lights: readonly (Light | null)[]): Light | null {
  return (['red', 'amber', 'green'] as const).find((light) => lights.includes(light)) ?? null;
}

function actualOf(actuals: readonly Actual[], aim: Aim): number | null {
  return actuals.find((each) => sameAim(each.aim, aim))?.actual ?? null;
}

function countsOf(actions: readonly ActionState[], asOf: BusinessDate) {
  const going = actions.filter(({ status }) => status === 'open' || status === 'blocked');
  return {
    open: going.length,
    done: actions.filter(({ status }) => status === 'completed').length,
    late: actions.filter(({ late }) => late).length + going.filter(({ terms }) => terms.deadline < asOf).length,
    blocked: going.filter(({ status }) => status === 'blocked').length,
  };
}
