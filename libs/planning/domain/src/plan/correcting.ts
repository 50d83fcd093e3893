import type { Decision, Refusal } from '@zongheng/kernel';
import { isMetric, type PlanFact } from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import { actionsMax } from './actions.ts';
import type { DecideCorrection, GiveFeedback, SettleCorrection } from './commands.ts';
import type { DraftedPlan } from './state.ts';

export function decideCorrection(plan: DraftedPlan, command: DecideCorrection): Decision<PlanFact> {
  const { on, correction, decision, responsible, deadline, metric, action } = command;
  const terms = { correction, decision, responsible, deadline, metric, action };
  const known = plan.corrections.find((each) => each.terms.correction === correction);
  if (known) {
    if (isSame(known.terms, terms)) return [];
    return refuse('PLANNING.CORRECTION.EXISTS', `${correction} is decided already: ${known.terms.decision}`);
  }
  const check = command.check ?? lastCheckOf(plan);
  const no = unknownCheck(plan, check);
  if (no) return no;
  if (plan.corrections.length >= actionsMax) return refuse('PLANNING.ACTION.TOO_MANY', `it has ${plan.corrections.length} corrections`);
  if (metric !== null && !isMetric(metric)) return refuse('PLANNING.METRIC.UNKNOWN', `there is no metric ${metric}`, { field: '/metric' });
  if (deadline < on) {
    return refuse('PLANNING.ACTION.DEADLINE_PAST', `it is due on ${deadline}, decided on ${on}`, { field: '/deadline' });
  }
  if (action !== null && !plan.actions.some((each) => each.action === action)) {
    return refuse('PLANNING.ACTION.UNKNOWN', `it has no action ${action}`, { field: '/action' });
  }
  return [{ type: 'CorrectionDecided', businessDate: on, data: { of: plan.of, check, ...terms } }];
}

export function settleCorrection(plan: DraftedPlan, { on, correction, outcome, note }: SettleCorrection): Decision<PlanFact> {
  const known = plan.corrections.find((each) => each.terms.correction === correction);
  if (!known) return refuse('PLANNING.CORRECTION.UNKNOWN', `it has no correction ${correction}`, { field: '/correction' });
  if (known.settled === outcome) return [];
  if (known.settled !== null) return refuse('PLANNING.CORRECTION.SETTLED', `${correction} is ${known.settled}`);
  return [{ type: 'CorrectionSettled', businessDate: on, data: { of: plan.of, correction, outcome, note } }];
}

export function giveFeedback(plan: DraftedPlan, { on, by, text, ...command }: GiveFeedback): Decision<PlanFact> {
  const check = command.check ?? lastCheckOf(plan);
  const no = unknownCheck(plan, check);
  if (no) return no;
  if (isSame(plan.feedback, { check, by, text })) return [];
  return [{ type: 'FeedbackGiven', businessDate: on, data: { of: plan.of, check, by, text } }];
}

function lastCheckOf({ checks }: DraftedPlan): number | null {
  return checks === 0 ? null : checks;
}

function unknownCheck({ checks }: DraftedPlan, check: number | null): Refusal | null {
  if (check === null || (Number.isInteger(check) && check >= 1 && check <= checks)) return null;
  return refuse('PLANNING.CHECK.UNKNOWN', `there were ${checks} checks, ${check} is not among them`, { field: '/check' });
}

function isSame(one: object | null, other: object): boolean {
  return one !== null && JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted());
}
