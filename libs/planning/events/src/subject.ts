import { idLengthMax, Id, isPlainId, KeyOf, type Labels, Shape, type Static, type UnitId } from '@zongheng/kernel';
import { isPeriod, type Period, PeriodText } from './period.ts';

/** Whose a plan is. */
export type SubjectKind = 'company' | 'department' | 'team' | 'person';
export const subjectKinds: Labels<SubjectKind> = {
  company: { zh: '公司', en: 'Company' },
  department: { zh: '部门', en: 'Department' },
  team: { zh: '团队', en: 'Team' },
  person: { zh: '个人', en: 'Person' },
};

/** Whom a plan binds: an org unit, or an employee with the unit they belonged to at that moment (a unit belongs to itself). */
export const Subject = Shape({ kind: KeyOf(subjectKinds), id: Id(), unit: Id<UnitId>() });
export type Subject = Static<typeof Subject>;

/** Which plan an event is of: each says it whole, so that whoever reads it needs nothing else. */
export const PlanOf = Shape({ subject: Subject, period: PeriodText() });
export type PlanOf = Static<typeof PlanOf>;

/** What the id of a plan says: the period, and the unit or the person. There is one plan for each. */
export interface PlanName {
  readonly period: Period;
  readonly of: 'unit' | 'person';
  readonly subject: string;
}

/** The id of the plan of a subject for a period: `2026-03.unit.u-0200`, `2026-03.person.e-1042`. */
export function planIdOf({ period, of, subject }: PlanName): string {
  return `${period}.${of}.${subject}`;
}

export function planNameOf({ subject, period }: PlanOf): PlanName {
  return { period, of: subject.kind === 'person' ? 'person' : 'unit', subject: subject.id };
}

/** What the id of a plan says; null where it says no period, or nobody. */
export function planNameIn(id: string): PlanName | null {
  const [period = '', of = ''] = id.split('.', 2);
  const subject = id.slice(period.length + of.length + 2);
  if (!isPeriod(period) || (of !== 'unit' && of !== 'person') || !isPlainId(subject) || id.length > idLengthMax) return null;
  return { period, of, subject };
}
