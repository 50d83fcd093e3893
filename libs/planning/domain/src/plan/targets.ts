import { type BusinessDate, type Decision, effectiveFrom, notInFuture, type Refusal } from '@zongheng/kernel';
import type { Base, Decomposed, PlanFact } from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import { aimText, crowded, plainAim, targetOf, unfit } from './aims.ts';
import type { AllotTarget, CommitPlan, ReviseTarget, SetTarget, WithdrawTarget } from './commands.ts';
import { drafted } from './drafting.ts';
import { type DraftedPlan, isDrafted, type PlanState, type TargetState } from './state.ts';

/** The sum of what a target was decomposed into. */
export function sumOfParts({ parts }: Pick<TargetState, 'parts'>): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

export function setTarget(plan: DraftedPlan, command: SetTarget): Decision<PlanFact> {
  const { aim, amount, base, note } = command;
  const target = targetOf(plan, aim);
  if (target?.amount === amount && target.allottedBy === null) return [];
  const no = unfit(aim, amount) ?? allotted(target) ?? crowded(plan, aim);
  if (no) return no;
  if (plan.status !== 'draft') return refuse('PLANNING.TARGET.COMMITTED', `${aimText(aim)} is ${target?.amount ?? 'not set'}, committed`);
  return [{ type: 'TargetSet', businessDate: command.on, data: { ...said(plan, command, null, base), note } }];
}

export function reviseTarget(plan: DraftedPlan, command: ReviseTarget): Decision<PlanFact> {
  const { aim, amount, base, reason } = command;
  const target = targetOf(plan, aim);
  if (target?.amount === amount && target.allottedBy === null) return [];
  const no = unfit(aim, amount) ?? allotted(target) ?? crowded(plan, aim);
  if (no) return no;
  if (plan.status !== 'committed') return refuse('PLANNING.PLAN.NOT_COMMITTED', 'it is a draft: its targets are set');
  return [{ type: 'TargetRevised', businessDate: command.on, data: { ...said(plan, command, null, base), reason } }];
}

export function withdrawTarget(plan: DraftedPlan, { on, aim, reason }: WithdrawTarget): Decision<PlanFact> {
  const target = targetOf(plan, aim);
  if (!target) return [];
  const no = allotted(target);
  if (no) return no;
  if (plan.status !== 'draft') return refuse('PLANNING.TARGET.COMMITTED', `${aimText(aim)} is ${target.amount}, committed`);
  if (sumOfParts(target) > 0) return refuse('PLANNING.TARGET.DECOMPOSED', `${target.parts.length} subjects carry parts of it`);
  return [{ type: 'TargetWithdrawn', businessDate: on, data: { of: plan.of, aim: plainAim(aim), from: target.amount, reason } }];
}

/** A part of a parent's target comes in: into a draft as it is, into a committed plan as a revision; nobody need have drafted it. */
export function allotTarget(plan: PlanState, command: AllotTarget): Decision<PlanFact> {
  const { aim, by, amount, released } = command;
  const target = targetOf(plan, aim);
  const businessDate = effectiveFrom(command.on, plan.last);
  const allotter = released ? null : by;
  const isSo = target ? target.amount === amount && target.allottedBy === allotter : released;
  if (isSo || (released && target?.allottedBy !== by)) return [];
  const no = notInFuture(command) ?? unfit(aim, amount) ?? crowded(plan, aim);
  if (no) return no;
  if (plan.status === 'closed') return refuse('PLANNING.PLAN.CLOSED', `it was closed on ${plan.last} at the latest`);
  if (target && target.allottedBy !== null && target.allottedBy !== by) {
    return refuse('PLANNING.TARGET.ALLOTTED', `${target.allottedBy} allots ${target.amount} of it already`);
  }
  const drafts = isDrafted(plan) ? [] : [drafted(command.of, businessDate, 'allotment', by)];
  const of = plan.of ?? command.of;
  const data = said({ ...plan, of }, { aim, amount }, allotter, null);
  return [...drafts, allotment(plan.status === 'committed', businessDate, data, by)];
}

function allotment(isCommitted: boolean, businessDate: BusinessDate, data: ReturnType<typeof said>, by: string): PlanFact {
  return isCommitted
    ? { type: 'TargetRevised', businessDate, data: { ...data, reason: `allotted anew by ${by}` } }
    : { type: 'TargetSet', businessDate, data: { ...data, note: null } };
}

export function commitPlan(plan: DraftedPlan, { on }: CommitPlan): Decision<PlanFact> {
  if (plan.status === 'committed') return [];
  if (plan.targets.length === 0) return refuse('PLANNING.PLAN.EMPTY', 'it has no target');
  const short = plan.targets.find((target) => target.parts.length > 0 && sumOfParts(target) < target.amount);
  if (short) {
    const found = `${aimText(short.aim)} is ${short.amount}, its parts sum to ${sumOfParts(short)}`;
    return refuse('PLANNING.DECOMPOSITION.SHORT', found);
  }
  const targets = plan.targets.map(({ aim, amount }) => ({ aim, amount }));
  return [{ type: 'PlanCommitted', businessDate: on, data: { of: plan.of, targets } }];
}

/** A target that another plan allots is not the subject's own to change. */
function allotted(target: TargetState | undefined): Refusal | null {
  if (!target || target.allottedBy === null) return null;
  return refuse('PLANNING.TARGET.ALLOTTED', `${target.allottedBy} allots ${target.amount} of ${aimText(target.aim)}`);
}

/** What every event of a target says. */
function said(
  plan: DraftedPlan,
  { aim, amount }: Pick<SetTarget, 'aim' | 'amount'>,
  allottedBy: string | null,
  base: Base | null,
): {
  of: DraftedPlan['of'];
  aim: SetTarget['aim'];
  from: number | null;
  to: number;
  base: Base | null;
  allottedBy: string | null;
  decomposed: Decomposed | null;
} {
  const target = targetOf(plan, aim);
  const sum = target && target.parts.length > 0 ? sumOfParts(target) : null;
  return {
    of: plan.of,
    aim: plainAim(aim),
    from: target?.amount ?? null,
    to: amount,
    base,
    allottedBy,
    decomposed: sum === null ? null : { sum, stretch: sum - amount },
  };
}
