import { documentView, idOf } from '@zongheng/kernel';
import { planEvents, periodEnd, periodStart, type RecordedPlanEvent } from '@zongheng/planning-events';
import { withAction, withActionMoved, withActionReassigned, withCarriedActions } from './plan-actions.ts';
import type { CorrectionDocument, PdcaStep, PlanDocument } from './plan-document.ts';
import { withCommitment, withoutTarget, withParts, withTarget } from './plan-targets.ts';

/** A plan with all that became of it: targets, actions, checks, corrections, feedback. */
export const plans = documentView<PlanDocument, RecordedPlanEvent>({
  name: 'plans',
  version: 1,
  meaning: { zh: '计划', en: 'Plans' },
  handles: planEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (document, event) => {
    const plan = planAfter(document ?? notDrafted(event), event);
    return { ...plan, step: stepAfter(plan, event), revision: event.revision };
  },
  fields: {
    period: 'text',
    kind: 'text',
    subject: 'text',
    unit: 'text',
    status: 'text',
    step: 'text',
    openActions: 'number',
    openCorrections: 'number',
    last: 'text',
  },
  indexes: [
    ['period', 'kind'],
    ['period', 'unit'],
    ['period', 'status'],
    ['period', 'step'],
    ['subject', 'last'],
    ['kind', 'last'],
    ['unit', 'last'],
    ['status', 'last'],
    ['step', 'last'],
    ['openActions'],
    ['openCorrections'],
    ['last'],
  ],
  index: (plan) => ({
    fields: {
      period: plan.period,
      kind: plan.subject.kind,
      subject: plan.subject.id,
      unit: plan.subject.unit,
      status: plan.status,
      step: plan.step,
      openActions: plan.actions.filter(({ status }) => status === 'open' || status === 'blocked').length,
      openCorrections: plan.corrections.filter(({ status }) => status === 'open').length,
      last: plan.last,
    },
    search: plan.actions.map(({ terms }) => terms.title),
  }),
});

/** A plan of which nothing is there but that it is owed. */
function notDrafted({ stream, data, revision }: RecordedPlanEvent): PlanDocument {
  const { subject, period } = data.of;
  const none = { drafted: null, committed: null, progressed: null, closed: null, rolledInto: null };
  const lists = { targets: [], actions: [], checks: [], corrections: [], feedback: [], reminders: [], received: [], shortfall: [] };
  const days = { first: periodStart(period), last: periodEnd(period) };
  return { id: idOf(stream), subject, period, ...days, status: 'owed', step: 'plan', ...lists, ...none, revision };
}

function planAfter(plan: PlanDocument, event: RecordedPlanEvent): PlanDocument {
  const on = event.businessDate;
  switch (event.type) {
    case 'PlanDrafted':
      return { ...plan, subject: event.data.of.subject, status: 'draft', drafted: on };
    case 'TargetSet':
    case 'TargetRevised':
      return withTarget(plan, event);
    case 'TargetWithdrawn':
      return withoutTarget(plan, event);
    case 'TargetDecomposed':
      return withParts(plan, event);
    case 'PlanCommitted':
      return { ...plan, status: 'committed', committed: on, targets: [...withCommitment(plan)] };
    case 'ActionPlanned':
      return withAction(plan, event);
    case 'ActionProgressed':
    case 'ActionCompleted':
    case 'ActionBlocked':
    case 'ActionUnblocked':
    case 'ActionDropped':
      return withActionMoved(plan, event);
    case 'ActionReassigned':
      return withActionReassigned(plan, event);
    case 'ProgressChecked': {
      const { check, seen, note } = event.data;
      return { ...plan, checks: [...plan.checks, { check, on, seen, note }] };
    }
    case 'CorrectionDecided': {
      const { of: _of, ...said } = event.data;
      return { ...plan, corrections: [...plan.corrections, { ...said, status: 'open', decided: on, settled: null, note: null }] };
    }
    case 'CorrectionSettled':
      return { ...plan, corrections: plan.corrections.map((each) => settled(each, event)) };
    case 'CorrectionReassigned':
      return { ...plan, corrections: plan.corrections.map((each) => reassigned(each, event)) };
    case 'FeedbackGiven': {
      const { check, by, text } = event.data;
      return { ...plan, feedback: [...plan.feedback, { on, check, by, text }] };
    }
    case 'PlanClosed':
      return { ...plan, status: 'closed', closed: on, shortfall: event.data.shortfall };
    case 'PlanRolledForward':
      return { ...plan, rolledInto: event.data.into };
    case 'CarryOverReceived':
      return received(plan, event);
    case 'PlanReminderSent': {
      const { owed, level, due, to } = event.data;
      return { ...plan, reminders: [...plan.reminders, { owed, level, due, on, to }] };
    }
  }
}

type Of<Type extends RecordedPlanEvent['type']> = Extract<RecordedPlanEvent, { type: Type }>;

function received(plan: PlanDocument, event: Of<'CarryOverReceived'>): PlanDocument {
  const { from, corrections, shortfall } = event.data;
  const carried = corrections.map(({ origin: _origin, ...each }): CorrectionDocument => ({
    ...each,
    check: null,
    status: 'open',
    decided: event.businessDate,
    settled: null,
    note: null,
  }));
  return {
    ...plan,
    actions: [...withCarriedActions(plan, event)],
    corrections: [...plan.corrections, ...carried],
    received: [...plan.received, { from, shortfall }],
  };
}

function settled(correction: CorrectionDocument, { data, businessDate }: Of<'CorrectionSettled'>): CorrectionDocument {
  if (correction.correction !== data.correction) return correction;
  return { ...correction, status: data.outcome, settled: businessDate, note: data.note };
}

function reassigned(correction: CorrectionDocument, { data }: Of<'CorrectionReassigned'>): CorrectionDocument {
  return correction.correction === data.correction ? { ...correction, responsible: data.to } : correction;
}

/** The step a plan stands at. What is planned before the commitment is planning; afterwards work is doing, a check checking, and what follows from it acting. */
export function stepAfter(plan: Pick<PlanDocument, 'status' | 'step'>, { type }: RecordedPlanEvent): PdcaStep {
  if (plan.status === 'owed' || plan.status === 'draft') return 'plan';
  switch (type) {
    case 'ProgressChecked':
      return 'check';
    case 'CorrectionDecided':
    case 'CorrectionSettled':
    case 'FeedbackGiven':
    case 'TargetRevised':
    case 'PlanClosed':
    case 'PlanRolledForward':
      return 'act';
    case 'PlanReminderSent':
    case 'CarryOverReceived':
    case 'TargetDecomposed':
    case 'ActionReassigned':
    case 'CorrectionReassigned':
      return plan.step;
    case 'PlanDrafted':
    case 'TargetSet':
    case 'TargetWithdrawn':
    case 'PlanCommitted':
    case 'ActionPlanned':
    case 'ActionProgressed':
    case 'ActionCompleted':
    case 'ActionBlocked':
    case 'ActionUnblocked':
    case 'ActionDropped':
      return 'do';
  }
}
