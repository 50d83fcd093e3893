import { isCurrency, type Refusal } from '@zongheng/kernel';
import { type Aim, isMetric, metrics, sameAim } from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import type { PlanState, TargetState } from './state.ts';

const targetsMax = 200;

/** Refuses an aim that no metric has, or an amount that the metric cannot take. Null where they fit. */
export function unfit({ metric, productLine, currency }: Aim, amount: number): Refusal | null {
  if (!isMetric(metric)) return refuse('PLANNING.METRIC.UNKNOWN', `there is no metric ${metric}`, { field: '/metric' });
  const { unit, byProductLine } = metrics[metric];
  const fits = unit === 'money' ? currency !== null && isCurrency(currency) : currency === null;
  if (!fits) {
    return refuse('PLANNING.METRIC.CURRENCY', `${metric} is counted in ${unit}, the currency is ${currency ?? 'none'}`, {
      field: '/currency',
    });
  }
  if (productLine !== null && !byProductLine) {
    return refuse('PLANNING.METRIC.NO_PRODUCT_LINES', `${metric} is counted for all product lines together`, { field: '/productLine' });
  }
  if (Number.isSafeInteger(amount) && amount >= 0 && (unit !== 'per-mille' || amount <= 1000)) return null;
  return refuse('PLANNING.TARGET.OUT_OF_RANGE', `${amount} ${unit} was given`, { field: '/amount' });
}

export function targetOf({ targets }: PlanState, aim: Aim): TargetState | undefined {
  return targets.find((target) => sameAim(target.aim, aim));
}

/** Refuses one target too many. Null where there is room, or the target is there already. */
export function crowded(plan: PlanState, aim: Aim): Refusal | null {
  if (targetOf(plan, aim) || plan.targets.length < targetsMax) return null;
  return refuse('PLANNING.TARGET.TOO_MANY', `it has ${plan.targets.length} targets`);
}

/** An aim in the words of people. */
export function aimText({ metric, productLine, currency }: Aim): string {
  return [metric, productLine === null ? '' : `of ${productLine}`, currency === null ? '' : `in ${currency}`].filter(Boolean).join(' ');
}

export function plainAim({ metric, productLine, currency }: Aim): Aim {
  return { metric, productLine, currency };
}
