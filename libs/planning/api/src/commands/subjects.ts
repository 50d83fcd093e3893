import { type BusinessDate, entryOf, isRefusal, type Refusal, type UnitId } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { type KnownUnits, ownerOn, unitsReference } from '@zongheng/organisation-events';
import { refuse, type SubjectFacts } from '@zongheng/planning-domain';
import { type Period, planIdOf, type PlanName, planNameIn, type PlanOf } from '@zongheng/planning-events';

/** Whose a plan is and for when, as its id says. */
export interface NamedPlan {
  readonly subject: SubjectFacts;
  readonly period: Period;
}

/** What the id of a plan says, with its subject as it stands on a date. */
export async function planNamed(given: Preparation, id: string, on: BusinessDate = given.on): Promise<NamedPlan | Refusal> {
  const name = planNameIn(id);
  if (!name) return refuse('PLANNING.PLAN.ID_MALFORMED', `${id} names no period, or nobody`, { field: '/id' });
  const subject = await subjectFor(given, name, on);
  return isRefusal(subject) ? subject : { subject, period: name.period };
}

/** Which plan it is, without what only a draft needs to know. */
export async function planOf(given: Preparation): Promise<PlanOf | Refusal> {
  const named = await planNamed(given, given.id);
  if (isRefusal(named)) return named;
  const { kind, id, unit } = named.subject;
  return { subject: { kind, id, unit }, period: named.period };
}

/** An org unit, or an employee with the unit they belong to on a date. */
export async function subjectFor(
  given: Preparation,
  { of, subject: id }: Pick<PlanName, 'of' | 'subject'>,
  on: BusinessDate,
  field = '/id',
): Promise<SubjectFacts | Refusal> {
  if (of === 'unit') {
    const unit = entryOf(await unitsFor(given), id);
    if (!unit) return refuse('PLANNING.SUBJECT.UNKNOWN', `there is no unit ${id}`, { field });
    return { kind: unit.kind, id, unit: id as UnitId, left: null };
  }
  const person = await ownerOn(given, id, on);
  return person ? { kind: 'person', ...person } : refuse('PLANNING.SUBJECT.UNKNOWN', `nobody joined as ${id}`, { field });
}

export async function unitsFor(given: Preparation): Promise<KnownUnits> {
  return (await given.load(unitsReference, 'main'))?.state ?? {};
}

/** Whether a subject belongs to a unit or stands below it; a unit is not below itself. */
export function isBelow(units: KnownUnits, { kind, id, unit }: SubjectFacts, above: string): boolean {
  const start = kind === 'person' ? unit : (entryOf(units, id)?.parent ?? null);
  let steps = 0;
  for (let at: string | null = start; at !== null && steps < 100; at = entryOf(units, at)?.parent ?? null) {
    if (at === above) return true;
    steps += 1;
  }
  return false;
}

/** The id of a subject's plan for a period. */
export function planIdFor({ kind, id }: SubjectFacts, period: Period): string {
  return planIdOf({ period, of: kind === 'person' ? 'person' : 'unit', subject: id });
}
