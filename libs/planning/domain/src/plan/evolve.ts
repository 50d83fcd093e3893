import { type PlanFact, sameAim } from '@zongheng/planning-events';
import type { ActionState, CorrectionState, PlanState, TargetState } from './state.ts';

export function evolve(plan: PlanState, fact: PlanFact): PlanState {
  if (fact.type === 'PlanReminderSent') return { ...plan, urged: [...plan.urged, urging(fact.data.owed, fact.data.level)] };
  return { ...changed(plan, fact), last: fact.businessDate };
}

/** What is remembered of an urging: what was owed, and the level. */
export function urging(owed: string, level: number): string {
  return `${owed} ${level}`;
}

function changed(plan: PlanState, fact: Exclude<PlanFact, { type: 'PlanReminderSent' }>): PlanState {
  switch (fact.type) {
    case 'PlanDrafted':
      return { ...plan, of: fact.data.of, status: 'draft' };
    case 'TargetSet':
    case 'TargetRevised': {
      const { aim, to: amount, allottedBy } = fact.data;
      const parts = plan.targets.find((each) => sameAim(each.aim, aim))?.parts ?? [];
      return withTarget(plan, { aim, amount, allottedBy, parts });
    }
    case 'TargetWithdrawn':
      return { ...plan, targets: plan.targets.filter(({ aim }) => !sameAim(aim, fact.data.aim)) };
    case 'TargetDecomposed': {
      const target = plan.targets.find(({ aim }) => sameAim(aim, fact.data.aim));
      return target ? withTarget(plan, { ...target, parts: fact.data.to }) : plan;
    }
    case 'PlanCommitted':
      return { ...plan, status: 'committed' };
    case 'ActionPlanned': {
      const { action, terms, progress } = fact.data;
      return { ...plan, actions: [...plan.actions, { action, terms, progress, status: 'open', blocked: null, late: false }] };
    }
    case 'ActionProgressed':
      return withAction(plan, fact, { progress: fact.data.to });
    case 'ActionCompleted':
      return withAction(plan, fact, { status: 'completed', progress: 1000, late: fact.data.late });
    case 'ActionBlocked':
      return withAction(plan, fact, { status: 'blocked', blocked: fact.data.reason });
    case 'ActionUnblocked':
      return withAction(plan, fact, { status: 'open', blocked: null });
    case 'ActionDropped':
      return withAction(plan, fact, { status: 'dropped', blocked: null });
    case 'ActionReassigned': {
      const { action, to } = fact.data;
      const given = (each: ActionState): ActionState => ({ ...each, terms: { ...each.terms, responsible: to } });
      return { ...plan, actions: plan.actions.map((each) => (each.action === action ? given(each) : each)) };
    }
    case 'CorrectionReassigned': {
      const { correction, to } = fact.data;
      const given = (each: CorrectionState): CorrectionState => ({ ...each, terms: { ...each.terms, responsible: to } });
      return { ...plan, corrections: plan.corrections.map((each) => (each.terms.correction === correction ? given(each) : each)) };
    }
    case 'ProgressChecked':
      return { ...plan, checks: fact.data.check, seen: fact.data.seen };
    case 'CorrectionDecided': {
      const { of: _of, check: _check, ...terms } = fact.data;
      return { ...plan, corrections: [...plan.corrections, { terms, settled: null }] };
    }
    case 'CorrectionSettled':
      return {
        ...plan,
        corrections: plan.corrections.map((each) =>
          each.terms.correction === fact.data.correction ? { ...each, settled: fact.data.outcome } : each,
        ),
      };
    case 'FeedbackGiven': {
      const { check, by, text } = fact.data;
      return { ...plan, feedback: { check, by, text } };
    }
    case 'PlanClosed':
      return { ...plan, status: 'closed', shortfall: fact.data.shortfall };
    case 'PlanRolledForward':
      return { ...plan, rolledInto: fact.data.into };
    case 'CarryOverReceived':
      return received(plan, fact);
  }
}

type Of<Type extends PlanFact['type']> = Extract<PlanFact, { type: Type }>;

function withTarget(plan: PlanState, target: TargetState): PlanState {
  const known = plan.targets.some(({ aim }) => sameAim(aim, target.aim));
  return {
    ...plan,
    targets: known ? plan.targets.map((each) => (sameAim(each.aim, target.aim) ? target : each)) : [...plan.targets, target],
  };
}

function withAction(
  plan: PlanState,
  fact: { readonly businessDate: PlanState['last']; readonly data: { readonly action: string } },
  change: Partial<ActionState>,
): PlanState {
  const actions = plan.actions.map((each) => (each.action === fact.data.action ? { ...each, ...change } : each));
  return { ...plan, actions, progressed: fact.businessDate };
}

function received(plan: PlanState, { data }: Of<'CarryOverReceived'>): PlanState {
  const actions = data.actions.map(({ action, terms, progress, blocked }): ActionState => ({
    action,
    terms,
    progress,
    blocked,
    status: blocked === null ? 'open' : 'blocked',
    late: false,
  }));
  const corrections = data.corrections.map(({ origin: _origin, ...terms }) => ({ terms, settled: null }));
  return {
    ...plan,
    actions: [...plan.actions, ...actions],
    corrections: [...plan.corrections, ...corrections],
    received: [...plan.received, data.from],
  };
}
