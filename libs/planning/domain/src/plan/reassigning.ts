import { type BusinessDate, type Decision, effectiveFrom, type EmployeeId, notInFuture } from '@zongheng/kernel';
import type { PlanFact } from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import { notGoingOn } from './actions.ts';
import type { HandOverPlanWork, ReassignAction, ReassignCorrection } from './commands.ts';
import type { ActionState, CorrectionState, DraftedPlan } from './state.ts';

interface Reassigning {
  readonly on: BusinessDate;
  readonly to: EmployeeId;
  readonly reason: string;
}

export function reassignAction(plan: DraftedPlan, command: ReassignAction): Decision<PlanFact> {
  const action = plan.actions.find((each) => each.action === command.action);
  const no = notGoingOn(action, command.action);
  if (no || !action) return no ?? [];
  return action.terms.responsible === command.to ? [] : [actionReassigned(plan, action, command)];
}

export function reassignCorrection(plan: DraftedPlan, command: ReassignCorrection): Decision<PlanFact> {
  const known = plan.corrections.find((each) => each.terms.correction === command.correction);
  if (!known) return refuse('PLANNING.CORRECTION.UNKNOWN', `it has no correction ${command.correction}`, { field: '/correction' });
  if (known.settled !== null) return refuse('PLANNING.CORRECTION.SETTLED', `${command.correction} is ${known.settled}`);
  return known.terms.responsible === command.to ? [] : [correctionReassigned(plan, known, command)];
}

/** Every action and correction that goes on and is somebody's becomes somebody else's. What is closed stays as it was. */
export function handOverWork(plan: DraftedPlan, command: HandOverPlanWork): Decision<PlanFact> {
  if (plan.status === 'closed') return [];
  const no = notInFuture(command);
  if (no) return no;
  const { from, to, reason } = command;
  const given: Reassigning = { on: effectiveFrom(command.on, plan.last), to, reason };
  const actions = plan.actions.filter((each) => notGoingOn(each, each.action) === null && each.terms.responsible === from);
  const corrections = plan.corrections.filter(({ settled, terms }) => settled === null && terms.responsible === from);
  return [
    ...actions.map((action) => actionReassigned(plan, action, given)),
    ...corrections.map((correction) => correctionReassigned(plan, correction, given)),
  ];
}

function actionReassigned({ of }: DraftedPlan, { action, terms }: ActionState, { on: businessDate, to, reason }: Reassigning): PlanFact {
  const { responsible: from, deadline, customers } = terms;
  return { type: 'ActionReassigned', businessDate, data: { of, action, from, to, deadline, customers: [...customers], reason } };
}

function correctionReassigned({ of }: DraftedPlan, { terms }: CorrectionState, { on: businessDate, to, reason }: Reassigning): PlanFact {
  const { correction, responsible: from } = terms;
  return { type: 'CorrectionReassigned', businessDate, data: { of, correction, from, to, reason } };
}
