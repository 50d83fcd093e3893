import type { BusinessDate } from '@zongheng/kernel';
import { type DraftCause, periodEnd, periodStart, type PlanFact, type PlanOf } from '@zongheng/planning-events';

/** The first fact of a plan, whoever brings it about. */
export function drafted(of: PlanOf, on: BusinessDate, cause: DraftCause, causePlan: string | null): PlanFact {
  const { period } = of;
  return { type: 'PlanDrafted', businessDate: on, data: { of, first: periodStart(period), last: periodEnd(period), cause, causePlan } };
}
