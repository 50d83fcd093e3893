import type { BusinessDate, EmployeeId, Money, OwnerFacts, Refusal, UnitId } from '@zongheng/kernel';
import { refuse } from './refusals.ts';

/** Whose a visit or a task is, and the unit they belonged to at that moment. */
export interface Owned {
  readonly owner: EmployeeId;
  readonly unit: UnitId;
}

/** What a visit or a task serves: the opportunity, and the plan and action it follows from. */
export interface Serves {
  readonly opportunity: string | null;
  readonly plan: string | null;
  readonly action: string | null;
}

export function ownedBy({ id, unit }: OwnerFacts): Owned {
  return { owner: id, unit };
}

export function sameOwned(one: Owned, other: Owned): boolean {
  return one.owner === other.owner && one.unit === other.unit;
}

/** Refuses to plan for a date gone by when it is planned. Null where it is still to come. */
export function plannedInPast(planned: BusinessDate, on: BusinessDate, field: string): Refusal | null {
  return planned >= on ? null : refuse('SALES.PLANNED_DATE_PAST', `it is planned for ${planned} on ${on}`, { field });
}

export function negativeCost(cost: Money | null): Refusal | null {
  if (cost === null || cost.minor >= 0) return null;
  return refuse('SALES.COST_NEGATIVE', `the cost is ${cost.minor} ${cost.currency}`, { field: '/cost' });
}
