import { isRefusal, type Refusal, splitByWeights } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { type PartFacts, type PlanState, refuse } from '@zongheng/planning-domain';
import { type Aim, type PlanOf, sameAim } from '@zongheng/planning-events';
import { planAggregate } from './plan.aggregate.ts';
import type { DecomposeTargetBody, PartFields } from './plan.bodies.ts';
import { isBelow, planIdFor, subjectFor, unitsFor } from './subjects.ts';

/** The parts of a decomposition as they are decided on: each with its subject, its plan, and how that stands. */
export async function partsFor(
  given: Preparation<PlanState>,
  of: PlanOf,
  aim: Aim,
  { parts, stretch = 0 }: DecomposeTargetBody,
): Promise<readonly PartFacts[] | Refusal> {
  const target = given.state.targets.find((each) => sameAim(each.aim, aim));
  const amounts = amountsOf(parts, (target?.amount ?? 0) + stretch);
  if (isRefusal(amounts)) return amounts;
  const units = await unitsFor(given);
  const facts: PartFacts[] = [];
  for (const [index, { unit, person }] of parts.entries()) {
    const field = `/parts/${index}`;
    const name = namedBy(unit, person);
    if (!name) return refuse('PLANNING.SUBJECT.UNKNOWN', 'a part names one unit or one person', { field });
    const subject = await subjectFor(given, name, given.on, field);
    if (isRefusal(subject)) return subject;
    if (!isBelow(units, subject, of.subject.id)) {
      return refuse('PLANNING.DECOMPOSITION.NOT_BELOW', `${subject.id} is not below ${of.subject.id}`, { field });
    }
    const plan = planIdFor(subject, of.period);
    const state = (await given.load(planAggregate, plan))?.state;
    const allottedBy = state?.targets.find((each) => sameAim(each.aim, aim))?.allottedBy ?? null;
    const amount = amounts[index] ?? 0;
    facts.push({ plan, subject, amount, closed: state?.status === 'closed', allottedBy: allottedBy === given.id ? null : allottedBy });
  }
  return facts;
}

function namedBy(unit: string | undefined, person: string | undefined) {
  if (unit !== undefined && person === undefined) return { of: 'unit' as const, subject: unit };
  return unit === undefined && person !== undefined ? { of: 'person' as const, subject: person } : null;
}

/** Amounts as they are given, or what is to allot split by weights; never some of each. */
function amountsOf(parts: readonly PartFields[], whole: number): readonly number[] | Refusal {
  const byAmount = parts.filter(({ amount }) => amount !== undefined).length;
  const byWeight = parts.filter(({ weight }) => weight !== undefined).length;
  if (byAmount === parts.length && byWeight === 0) return parts.map(({ amount = 0 }) => amount);
  const weights = parts.map(({ weight = 0 }) => weight);
  if (byWeight === parts.length && byAmount === 0 && weights.some((weight) => weight > 0)) {
    return splitByWeights({ minor: whole, currency: 'XXX' }, weights).map(({ minor }) => minor);
  }
  const found = `${byAmount} of ${parts.length} parts have an amount, ${byWeight} a weight`;
  return refuse('PLANNING.DECOMPOSITION.DOES_NOT_SUM', found, {
    field: '/parts',
    remedy: 'give every part an amount, or every part a weight, one of them above 0',
  });
}
