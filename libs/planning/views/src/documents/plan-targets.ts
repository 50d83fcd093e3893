import { aimKeyOf, type RecordedPlanEvent, sameAim } from '@zongheng/planning-events';
import type { PlanDocument, TargetDocument } from './plan-document.ts';

type Of<Type extends RecordedPlanEvent['type']> = Extract<RecordedPlanEvent, { type: Type }>;

/** The plan with a target as an event says it. */
export function withTarget(plan: PlanDocument, { type, data }: Of<'TargetSet'> | Of<'TargetRevised'>): PlanDocument {
  const before = plan.targets.find(({ aim }) => sameAim(aim, data.aim));
  const target: TargetDocument = {
    aim: data.aim,
    amount: data.to,
    committed: before?.committed ?? null,
    revisions: (before?.revisions ?? 0) + (type === 'TargetRevised' ? 1 : 0),
    base: data.base ?? before?.base ?? null,
    allottedBy: data.allottedBy,
    parts: before?.parts ?? [],
    stretch: data.decomposed?.stretch ?? null,
  };
  return { ...plan, targets: inOrder([...plan.targets.filter((each) => each !== before), target]) };
}

export function withoutTarget(plan: PlanDocument, { data }: Of<'TargetWithdrawn'>): PlanDocument {
  return { ...plan, targets: plan.targets.filter(({ aim }) => !sameAim(aim, data.aim)) };
}

export function withParts(plan: PlanDocument, { data }: Of<'TargetDecomposed'>): PlanDocument {
  return {
    ...plan,
    targets: plan.targets.map((target) => (sameAim(target.aim, data.aim) ? { ...target, parts: data.to, stretch: data.stretch } : target)),
  };
}

export function withCommitment(plan: PlanDocument): readonly TargetDocument[] {
  return plan.targets.map((target) => ({ ...target, committed: target.amount }));
}

/** Targets stand in the order of their names, so that a plan reads the same whichever came first. */
function inOrder(targets: readonly TargetDocument[]): TargetDocument[] {
  return targets.toSorted((one, other) => (aimKeyOf(one.aim) < aimKeyOf(other.aim) ? -1 : 1));
}
