import type { Preparation } from '@zongheng/nest-kit';
import { homeCurrency } from '@zongheng/organisation-events';
import { type Aim, type Base, isMetric, metrics, type Period, type PlanOf } from '@zongheng/planning-events';
import { baseOf, hasBase } from '../figures/target-base.ts';
import { readNow } from '../figures/reading.ts';
import type { AimFields } from './plan.bodies.ts';

/** What a target is for; money without a currency is of the home currency. */
export async function aimFor(given: Preparation, { metric, productLine, currency }: AimFields): Promise<Aim> {
  const isMoney = isMetric(metric) && metrics[metric].unit === 'money';
  return { metric, productLine: productLine ?? null, currency: currency ?? (isMoney ? await homeCurrency(given) : null) };
}

/** What signed agreements promise for a target, as it is known now; null where agreements are not what it rests on, or nobody is planned for. */
export async function baseFor(given: Preparation, aim: Aim, of: PlanOf | null): Promise<Base | null> {
  if (of === null || !hasBase(aim)) return null;
  const { subject, period }: { readonly subject: PlanOf['subject']; readonly period: Period } = of;
  const { reader, moment, at } = await readNow(given, given.on);
  return { amount: baseOf(reader, subject, period, aim, moment), asOf: given.on, at };
}
