import { type BusinessDate, monthOf } from '@zongheng/kernel';
import { type FieldKind, type FigureQuery, momentText, type QueryContext, Reading, ServedDocuments, ValueField } from '@zongheng/nest-kit';
import { defaultDueDates, defaultTolerance, type DueDates, type Tolerance } from '@zongheng/planning-domain';
import { isPeriod, type Period, periodOf, planNameIn } from '@zongheng/planning-events';
import { dueDates, type PlanDocument, type PlanHead, planHeads, plans, tolerance } from '@zongheng/planning-views';

const periodKind: FieldKind = {
  name: 'period',
  says: 'a month 2026-03, a quarter 2026-Q1 or a year 2026',
  schema: { type: 'string', pattern: '^(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]))?$' },
  check: (value) => typeof value === 'string' && isPeriod(value),
};

export class PeriodParams {
  @ValueField(periodKind, {
    optional: true,
    description: 'A month, a quarter or a year (default: the month of the date asked)',
    example: '2026-03',
  })
  readonly period?: Period;
}

/** The period asked for, or the month of a date. */
export function periodFor({ period }: PeriodParams, asOf: BusinessDate): Period {
  return period ?? periodOf('month', monthOf(asOf));
}

/** The most plans of one period: a page of the read store. */
const plansMax = 10_000;

export function plansOf(given: Pick<QueryContext, 'get'>, period: Period): Promise<readonly PlanHead[]> {
  return given.get(ServedDocuments).find(planHeads, { where: [{ field: 'period', op: 'eq', value: period }], limit: plansMax });
}

export async function planById(given: Pick<QueryContext, 'get'>, id: string): Promise<PlanDocument | null> {
  const name = planNameIn(id);
  if (!name) return null;
  const where = [
    { field: 'period', op: 'eq' as const, value: name.period },
    { field: 'subject', op: 'eq' as const, value: name.subject },
  ];
  const found = await given.get(ServedDocuments).find(plans, { where, limit: 2 });
  return found.find((plan) => plan.id === id) ?? null;
}

/** The moment that an answer holds at, as answers name it. */
export function momentOfAnswer(given: Pick<QueryContext, 'get'>, { at }: Pick<FigureQuery, 'at'>): string {
  return momentText(given.get(Reading).log.epoch, at);
}

/** The tolerance in force; of a version where one is named. */
export async function toleranceOf(given: Pick<QueryContext, 'get'>, version?: number): Promise<Tolerance> {
  const [document] = await given.get(ServedDocuments).find(tolerance, { where: [], limit: 1 });
  if (version === 0) return defaultTolerance;
  const versions = document?.versions ?? [];
  return (version === undefined ? versions.at(-1) : versions.find((each) => each.version === version)) ?? defaultTolerance;
}

export async function dueDatesOf(given: Pick<QueryContext, 'get'>): Promise<DueDates> {
  const [document] = await given.get(ServedDocuments).find(dueDates, { where: [], limit: 1 });
  return document?.versions.at(-1) ?? defaultDueDates;
}
