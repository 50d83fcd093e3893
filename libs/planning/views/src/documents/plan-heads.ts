import { DateText, documentView, type EmployeeId, Id, idOf, KeyOf, Shape, type Static, Type } from '@zongheng/kernel';
import { Aim, aimKeyOf, Amount, PeriodText, planEvents, type RecordedPlanEvent, sameAim, Subject } from '@zongheng/planning-events';
import { pdcaSteps, planStatuses } from './plan-document.ts';
import { stepAfter } from './plans.ts';

/** What the board says of a plan: a thousandth of all that became of it. */
const PlanHead = Shape({
  id: Id(),
  subject: Subject,
  period: PeriodText(),
  status: KeyOf(planStatuses),
  step: KeyOf(pdcaSteps),
  targets: Type.Array(Shape({ aim: Aim, amount: Amount() })),
  /** The actions and corrections that go on, and who sees to each. */
  actions: Type.Array(Shape({ action: Id(), responsible: Id<EmployeeId>(), isBlocked: Type.Boolean() })),
  corrections: Type.Array(Shape({ correction: Id(), responsible: Id<EmployeeId>() })),
  /** The day of the last check; null where there was none. */
  checked: Type.Union([DateText(), Type.Null()]),
});
export type PlanHead = Static<typeof PlanHead>;

/** Plans as the board shows them: of hundreds at once, without what became of each. */
export const planHeads = documentView<PlanHead, RecordedPlanEvent>({
  name: 'plan-heads',
  version: 1,
  meaning: { zh: '计划要目：供看板使用', en: 'Plans as the board shows them' },
  handles: planEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (head, event) => {
    const after = headAfter(head ?? notDrafted(event), event);
    return { ...after, step: stepAfter(after, event) };
  },
  fields: { period: 'text' },
  indexes: [['period']],
  index: ({ period, actions, corrections }) => ({
    fields: { period },
    attributes: Object.fromEntries([...actions, ...corrections].map(({ responsible }) => [busyWith(responsible), true])),
  }),
});

/** The attribute that plans have in which somebody sees to something that goes on. */
export function busyWith(employee: string): string {
  return `responsible.${employee}`;
}

function notDrafted({ stream, data }: RecordedPlanEvent): PlanHead {
  const { subject, period } = data.of;
  const none = { targets: [], actions: [], corrections: [], checked: null };
  return { id: idOf(stream), subject, period, status: 'owed', step: 'plan', ...none };
}

function headAfter(head: PlanHead, event: RecordedPlanEvent): PlanHead {
  switch (event.type) {
    case 'PlanDrafted':
      return { ...head, subject: event.data.of.subject, status: 'draft' };
    case 'PlanCommitted':
      return { ...head, status: 'committed' };
    case 'PlanClosed':
      return { ...head, status: 'closed' };
    case 'TargetSet':
    case 'TargetRevised':
      return { ...head, targets: withTarget(head.targets, { aim: event.data.aim, amount: event.data.to }) };
    case 'TargetWithdrawn':
      return { ...head, targets: head.targets.filter(({ aim }) => !sameAim(aim, event.data.aim)) };
    case 'ActionPlanned': {
      const { action, terms } = event.data;
      return { ...head, actions: [...head.actions, { action, responsible: terms.responsible, isBlocked: false }] };
    }
    case 'ActionBlocked':
    case 'ActionUnblocked':
      return withAction(head, event.data.action, { isBlocked: event.type === 'ActionBlocked' });
    case 'ActionReassigned':
      return withAction(head, event.data.action, { responsible: event.data.to });
    case 'ActionCompleted':
    case 'ActionDropped':
      return { ...head, actions: head.actions.filter(({ action }) => action !== event.data.action) };
    case 'ProgressChecked':
      return { ...head, checked: event.businessDate };
    case 'CorrectionDecided': {
      const { correction, responsible } = event.data;
      return { ...head, corrections: [...head.corrections, { correction, responsible }] };
    }
    case 'CorrectionReassigned': {
      const { correction: given, to: responsible } = event.data;
      const corrections = head.corrections.map((each) => (each.correction === given ? { ...each, responsible } : each));
      return { ...head, corrections };
    }
    case 'CorrectionSettled':
      return { ...head, corrections: head.corrections.filter(({ correction }) => correction !== event.data.correction) };
    case 'CarryOverReceived':
      return carriedInto(head, event);
    case 'TargetDecomposed':
    case 'ActionProgressed':
    case 'FeedbackGiven':
    case 'PlanRolledForward':
    case 'PlanReminderSent':
      return head;
  }
}

type CarryOver = Extract<RecordedPlanEvent, { type: 'CarryOverReceived' }>;

function carriedInto(head: PlanHead, { data }: CarryOver): PlanHead {
  const actions = data.actions.map(({ action, terms: { responsible }, blocked }) => ({ action, responsible, isBlocked: blocked !== null }));
  const corrections = data.corrections.map(({ correction, responsible }) => ({ correction, responsible }));
  return { ...head, actions: [...head.actions, ...actions], corrections: [...head.corrections, ...corrections] };
}

function withAction(head: PlanHead, id: string, change: Partial<PlanHead['actions'][number]>): PlanHead {
  return { ...head, actions: head.actions.map((each) => (each.action === id ? { ...each, ...change } : each)) };
}

/** Targets stand in the order of their names, as in the plan. */
function withTarget(targets: PlanHead['targets'], target: PlanHead['targets'][number]): PlanHead['targets'] {
  const others = targets.filter(({ aim }) => !sameAim(aim, target.aim));
  return [...others, target].toSorted((one, other) => (aimKeyOf(one.aim) < aimKeyOf(other.aim) ? -1 : 1));
}
