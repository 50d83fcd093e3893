import type { Decision, Refusal } from '@zongheng/kernel';
import { type ActionTerms, isMetric, type PlanFact } from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import type { BlockAction, CompleteAction, DropAction, PlanAction, ProgressAction, UnblockAction } from './commands.ts';
import type { ActionState, DraftedPlan } from './state.ts';

/** The most actions, and the most corrections, a plan has. */
export const actionsMax = 500;

export function planAction(plan: DraftedPlan, { on, action, terms }: PlanAction): Decision<PlanFact> {
  const known = plan.actions.find((each) => each.action === action);
  if (known) {
    if (sameTerms(known.terms, terms)) return [];
    return refuse('PLANNING.ACTION.EXISTS', `${action} is ${known.status}, and due on ${known.terms.deadline}`);
  }
  if (plan.actions.length >= actionsMax) return refuse('PLANNING.ACTION.TOO_MANY', `it has ${plan.actions.length} actions`);
  if (terms.metric !== null && !isMetric(terms.metric)) {
    return refuse('PLANNING.METRIC.UNKNOWN', `there is no metric ${terms.metric}`, { field: '/metric' });
  }
  if (terms.deadline < on) {
    return refuse('PLANNING.ACTION.DEADLINE_PAST', `it is due on ${terms.deadline}, planned on ${on}`, { field: '/deadline' });
  }
  const data = { of: plan.of, action, terms: plainTerms(terms), progress: 0, carriedFrom: null };
  return [{ type: 'ActionPlanned', businessDate: on, data }];
}

export function progressAction(plan: DraftedPlan, command: ProgressAction): Decision<PlanFact> {
  const action = plan.actions.find((each) => each.action === command.action);
  const no = notGoingOn(action, command.action);
  if (no) return no;
  const { on, to, note } = command;
  if (!action || action.progress === to) return [];
  if (action.status === 'blocked') return refuse('PLANNING.ACTION.BLOCKED', `${action.action} is blocked: ${action.blocked}`);
  if (!Number.isInteger(to) || to < 0 || to > 1000) {
    return refuse('PLANNING.ACTION.PROGRESS_OUT_OF_RANGE', `${to} was given`, { field: '/progress' });
  }
  return [{ type: 'ActionProgressed', businessDate: on, data: { ...said(plan, action), from: action.progress, to, note } }];
}

export function completeAction(plan: DraftedPlan, { on, action: id, note }: CompleteAction): Decision<PlanFact> {
  const action = plan.actions.find((each) => each.action === id);
  if (action?.status === 'completed') return [];
  const no = notGoingOn(action, id);
  if (no || !action) return no ?? [];
  if (action.status === 'blocked') return refuse('PLANNING.ACTION.BLOCKED', `${id} is blocked: ${action.blocked}`);
  return [{ type: 'ActionCompleted', businessDate: on, data: { ...said(plan, action), late: on > action.terms.deadline, note } }];
}

export function blockAction(plan: DraftedPlan, { on, action: id, reason }: BlockAction): Decision<PlanFact> {
  const action = plan.actions.find((each) => each.action === id);
  const no = notGoingOn(action, id);
  if (no || !action) return no ?? [];
  if (action.status === 'blocked') return [];
  return [{ type: 'ActionBlocked', businessDate: on, data: { ...said(plan, action), reason } }];
}

export function unblockAction(plan: DraftedPlan, { on, action: id, note }: UnblockAction): Decision<PlanFact> {
  const action = plan.actions.find((each) => each.action === id);
  const no = notGoingOn(action, id);
  if (no || !action) return no ?? [];
  if (action.status !== 'blocked') return refuse('PLANNING.ACTION.NOT_BLOCKED', `${id} is ${action.status}`);
  return [{ type: 'ActionUnblocked', businessDate: on, data: { ...said(plan, action), note } }];
}

export function dropAction(plan: DraftedPlan, { on, action: id, reason }: DropAction): Decision<PlanFact> {
  const action = plan.actions.find((each) => each.action === id);
  if (action?.status === 'dropped') return [];
  const no = notGoingOn(action, id);
  if (no || !action) return no ?? [];
  return [{ type: 'ActionDropped', businessDate: on, data: { ...said(plan, action), reason } }];
}

/** Why nothing can be done for an action any more; null where it goes on. */
export function notGoingOn(action: ActionState | undefined, id: string): Refusal | null {
  if (!action) return refuse('PLANNING.ACTION.UNKNOWN', `it has no action ${id}`, { field: '/action' });
  if (action.status === 'open' || action.status === 'blocked') return null;
  return refuse('PLANNING.ACTION.CLOSED', `${id} is ${action.status}`, { field: '/action' });
}

function said({ of }: DraftedPlan, { action, terms: { responsible, deadline, customers } }: ActionState) {
  return { of, action, responsible, deadline, customers: [...customers] };
}

function plainTerms(terms: ActionTerms): ActionTerms {
  const { title, responsible, deadline, collaborators, products, customers, metric } = terms;
  const lists = { collaborators: [...collaborators], products: [...products], customers: [...customers] };
  return { title, responsible, deadline, ...lists, metric };
}

function sameTerms(one: ActionTerms, other: ActionTerms): boolean {
  return JSON.stringify(plainTerms(one)) === JSON.stringify(plainTerms(other));
}
