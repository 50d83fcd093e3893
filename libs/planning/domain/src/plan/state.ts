import { type BusinessDate, earliestDate } from '@zongheng/kernel';
import type { ActionTerms, Aim, CarriedCorrection, CorrectionOutcome, Part, PlanOf, Seen, Shortfall } from '@zongheng/planning-events';

export interface TargetState {
  readonly aim: Aim;
  readonly amount: number;
  /** The plan that allots it; null where the subject sets it itself. */
  readonly allottedBy: string | null;
  /** Empty where it was not decomposed. */
  readonly parts: readonly Part[];
}

export interface ActionState {
  readonly action: string;
  readonly terms: ActionTerms;
  readonly status: 'open' | 'blocked' | 'completed' | 'dropped';
  readonly progress: number;
  /** Why it stands still; null where it does not. */
  readonly blocked: string | null;
  readonly late: boolean;
}

export interface CorrectionState {
  readonly terms: CarriedCorrection;
  /** Null while it is open. */
  readonly settled: CorrectionOutcome | null;
}

/** A plan as its stream tells it. */
export interface PlanState {
  /** Null until it is drafted. */
  readonly of: PlanOf | null;
  readonly status: 'none' | 'draft' | 'committed' | 'closed';
  readonly targets: readonly TargetState[];
  readonly actions: readonly ActionState[];
  readonly corrections: readonly CorrectionState[];
  /** How many checks there were, and what the last one saw. */
  readonly checks: number;
  readonly seen: Seen | null;
  /** What was said last to it, so that the same word twice counts once. */
  readonly feedback: { readonly check: number | null; readonly by: string; readonly text: string } | null;
  readonly shortfall: readonly Shortfall[];
  /** The plans rolled forward into this one, and the one that this one went into. */
  readonly received: readonly string[];
  readonly rolledInto: string | null;
  /** What was urged already: `check 2`. */
  readonly urged: readonly string[];
  /** The last day on which an action moved; null while none has. */
  readonly progressed: BusinessDate | null;
  /** The date of the last fact of its lifecycle; reminders are none. */
  readonly last: BusinessDate;
}

export const notDrafted: PlanState = {
  of: null,
  status: 'none',
  targets: [],
  actions: [],
  corrections: [],
  checks: 0,
  seen: null,
  feedback: null,
  shortfall: [],
  received: [],
  rolledInto: null,
  urged: [],
  progressed: null,
  last: earliestDate,
};

/** A plan that was drafted: only such a one has facts. */
export interface DraftedPlan extends PlanState {
  readonly of: PlanOf;
}

export function isDrafted(plan: PlanState): plan is DraftedPlan {
  return plan.of !== null;
}
