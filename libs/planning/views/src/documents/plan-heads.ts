import { DateText, documentView, Id, idOf, KeyOf, Shape, type Static, Type } from '@zongheng/kernel';
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
  /** The actions and corrections that go on. */
  open: Type.Array(Id()),
  blocked: Type.Array(Id()),
  corrections: Type.Array(Id()),
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
  index: ({ period }) => ({ fields: { period } }),
});

function notDrafted({ stream, data }: RecordedPlanEvent): PlanHead {
  const { subject, period } = data.of;
  const none = { targets: [], open: [], blocked: [], corrections: [], checked: null };
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
    case 'ActionPlanned':
      return { ...head, open: [...head.open, event.data.action] };
    case 'ActionUnblocked':
      return { ...head, open: [...head.open, event.data.action], blocked: without(head.blocked, event.data.action) };
    case 'ActionBlocked':
      return { ...head, open: without(head.open, event.data.action), blocked: [...head.blocked, event.data.action] };
    case 'ActionCompleted':
    case 'ActionDropped':
      return { ...head, open: without(head.open, event.data.action), blocked: without(head.blocked, event.data.action) };
    case 'ProgressChecked':
      return { ...head, checked: event.businessDate };
    case 'CorrectionDecided':
      return { ...head, corrections: [...head.corrections, event.data.correction] };
    case 'CorrectionSettled':
      return { ...head, corrections: without(head.corrections, event.data.correction) };
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
  const actionsOf = (isBlocked: boolean) =>
    data.actions.flatMap(({ action, blocked }) => ((blocked !== null) === isBlocked ? [action] : []));
  return {
    ...head,
    open: [...head.open, ...actionsOf(false)],
    blocked: [...head.blocked, ...actionsOf(true)],
    corrections: [...head.corrections, ...data.corrections.map(({ correction }) => correction)],
  };
}

/** Targets stand in the order of their names, as in the plan. */
function withTarget(targets: PlanHead['targets'], target: PlanHead['targets'][number]): PlanHead['targets'] {
  const others = targets.filter(({ aim }) => !sameAim(aim, target.aim));
  return [...others, target].toSorted((one, other) => (aimKeyOf(one.aim) < aimKeyOf(other.aim) ? -1 : 1));
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((each) => each !== id);
}
