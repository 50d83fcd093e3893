import type { Decision, Refusal } from '@zongheng/kernel';
import { isAdditive, isMetric, type Part, type PlanFact, partsMax } from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import { aimText, plainAim, targetOf } from './aims.ts';
import type { DecomposeTarget, PartFacts } from './commands.ts';
import { sumOfParts } from './targets.ts';
import type { DraftedPlan } from './state.ts';

/** Allots a target to the subjects below: the parts sum to it, or exceed it by exactly the stretch that is said. */
export function decomposeTarget(plan: DraftedPlan, command: DecomposeTarget): Decision<PlanFact> {
  const { aim, stretch } = command;
  const target = targetOf(plan, aim);
  if (!target) return refuse('PLANNING.TARGET.UNKNOWN', `it has no target for ${aimText(aim)}`);
  const to = command.parts.map(({ plan: id, subject: { kind, id: subject, unit }, amount }): Part => ({
    plan: id,
    subject: { kind, id: subject, unit },
    amount,
  }));
  if (JSON.stringify(to) === JSON.stringify(target.parts) && sumOfParts({ parts: to }) === target.amount + stretch) return [];
  const no = wrongSubjects(plan, command) ?? wrongParts(command.parts, target.parts, command) ?? doesNotSum(target.amount, command);
  if (no) return no;
  const data = { of: plan.of, aim: plainAim(aim), amount: target.amount, stretch, from: [...target.parts], to };
  return [{ type: 'TargetDecomposed', businessDate: command.on, data }];
}

function wrongSubjects({ of }: DraftedPlan, { aim, parts }: DecomposeTarget): Refusal | null {
  if (!isMetric(aim.metric) || !isAdditive(aim.metric)) {
    return refuse('PLANNING.METRIC.NOT_ADDITIVE', `${aim.metric} is a rate`);
  }
  if (of.subject.kind === 'person') return refuse('PLANNING.DECOMPOSITION.OF_PERSON', `${of.subject.id} is a person`);
  const seen = new Set<string>();
  for (const [index, { plan }] of parts.entries()) {
    if (seen.has(plan)) return refuse('PLANNING.DECOMPOSITION.SUBJECT_TWICE', `${plan} has two parts`, { field: `/parts/${index}` });
    seen.add(plan);
  }
  return null;
}

/** What a part that changes may not be: of a closed plan, of somebody gone, of a plan that another one allots to. */
function wrongParts(parts: readonly PartFacts[], before: readonly Part[], { on, ...command }: DecomposeTarget): Refusal | null {
  const known = new Map(before.map(({ plan, amount }) => [plan, amount]));
  for (const [index, { plan, subject, amount, closed, allottedBy }] of parts.entries()) {
    const field = `/parts/${index}`;
    if (known.get(plan) === amount) continue;
    if (closed) return refuse('PLANNING.DECOMPOSITION.PART_CLOSED', `${plan} is closed`, { field });
    if (subject.left !== null && on >= subject.left)
      return refuse('PLANNING.SUBJECT.LEFT', `${subject.id} left on ${subject.left}`, { field });
    if (allottedBy !== null && !known.has(plan)) {
      return refuse('PLANNING.DECOMPOSITION.ALLOTTED_ELSEWHERE', `${allottedBy} allots ${aimText(command.aim)} to ${plan}`, { field });
    }
  }
  return null;
}

function doesNotSum(amount: number, { parts, stretch }: DecomposeTarget): Refusal | null {
  if (parts.length === 0 || parts.length > partsMax)
    return refuse('PLANNING.DECOMPOSITION.DOES_NOT_SUM', `${parts.length} parts were given`);
  const wrong = parts.findIndex((part) => !Number.isSafeInteger(part.amount) || part.amount < 0);
  if (wrong >= 0) {
    return refuse('PLANNING.TARGET.OUT_OF_RANGE', `a part of ${parts[wrong]?.amount} was given`, { field: `/parts/${wrong}/amount` });
  }
  const sum = sumOfParts({ parts });
  if (Number.isSafeInteger(stretch) && stretch >= 0 && sum === amount + stretch) return null;
  const found = `the parts sum to ${sum}, the target is ${amount}, the stretch ${stretch}`;
  return refuse('PLANNING.DECOMPOSITION.DOES_NOT_SUM', found, {
    remedy: sum > amount ? `give a stretch of ${sum - amount}, or less to allot` : `allot ${amount + stretch - sum} more`,
  });
}
