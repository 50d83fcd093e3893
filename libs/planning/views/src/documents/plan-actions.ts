import type { BusinessDate } from '@zongheng/kernel';
import type { RecordedPlanEvent } from '@zongheng/planning-events';
import type { ActionDocument, PlanDocument } from './plan-document.ts';

type Of<Type extends RecordedPlanEvent['type']> = Extract<RecordedPlanEvent, { type: Type }>;
type OfAction = Of<'ActionProgressed' | 'ActionCompleted' | 'ActionBlocked' | 'ActionUnblocked' | 'ActionDropped'>;
type Reassigned = Of<'ActionReassigned'>;

/** The plan with an action more. */
export function withAction(plan: PlanDocument, { data, businessDate }: Of<'ActionPlanned'>): PlanDocument {
  const { action, terms, progress, carriedFrom } = data;
  return { ...plan, actions: [...plan.actions, { ...opened(businessDate), action, terms, progress, carriedFrom }] };
}

/** The plan with the actions that the one before left open; one that stood still does so here. */
export function withCarriedActions(plan: PlanDocument, { data, businessDate }: Of<'CarryOverReceived'>): readonly ActionDocument[] {
  const carried = data.actions.map(({ action, origin, terms, progress, blocked }): ActionDocument => ({
    ...opened(businessDate),
    action,
    terms,
    progress,
    carriedFrom: { plan: data.from, action: origin },
    ...(blocked === null ? {} : { status: 'blocked', reason: blocked }),
  }));
  return [...plan.actions, ...carried];
}

/** The plan after something happened to one of its actions. */
export function withActionMoved(plan: PlanDocument, event: OfAction): PlanDocument {
  return {
    ...plan,
    progressed: event.businessDate,
    actions: plan.actions.map((each) => (each.action === event.data.action ? moved(each, event) : each)),
  };
}

/** The plan with an action that someone else sees to now; nothing was done for it. */
export function withActionReassigned(plan: PlanDocument, { data: { action, to } }: Reassigned): PlanDocument {
  const given = (each: ActionDocument): ActionDocument => ({ ...each, terms: { ...each.terms, responsible: to } });
  return { ...plan, actions: plan.actions.map((each) => (each.action === action ? given(each) : each)) };
}

function moved(action: ActionDocument, event: OfAction): ActionDocument {
  switch (event.type) {
    case 'ActionProgressed':
      return { ...action, progress: event.data.to };
    case 'ActionCompleted':
      return { ...action, status: 'completed', progress: 1000, ended: event.businessDate, late: event.data.late, reason: null };
    case 'ActionBlocked':
      return { ...action, status: 'blocked', reason: event.data.reason };
    case 'ActionUnblocked':
      return { ...action, status: 'open', reason: null };
    case 'ActionDropped':
      return { ...action, status: 'dropped', ended: event.businessDate, reason: event.data.reason };
  }
}

function opened(planned: BusinessDate): Pick<ActionDocument, 'status' | 'reason' | 'planned' | 'ended' | 'late'> {
  return { status: 'open', reason: null, planned, ended: null, late: false };
}
