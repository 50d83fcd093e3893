import { type BusinessDate, daysBetween, type Tree } from '@zongheng/kernel';
import { type QueryContext, ServedDocuments } from '@zongheng/nest-kit';
import { isMet, type Obligation, obligationsOf } from '@zongheng/planning-domain';
import { type Period, planIdOf, type SubjectKind, subjectKinds } from '@zongheng/planning-events';
import { type PlanDocument, staff } from '@zongheng/planning-views';
import { dueDatesOf, plansOf } from './asking.ts';

/** What is owed and not there. */
export interface Missing extends Obligation {
  readonly plan: string;
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly unit: string;
  readonly daysLate: number;
  readonly urged: number;
}

const staffMax = 10_000;

/** Everything that was due before a date and is not there: of every unit, and of every rep at work. */
export async function missingFor(
  given: Pick<QueryContext, 'get'>,
  period: Period,
  asOf: BusinessDate,
  units: Tree<string, string>,
): Promise<{ readonly policy: number; readonly missing: readonly Missing[] }> {
  const policy = await dueDatesOf(given);
  const found = new Map((await plansOf(given, period)).map((plan) => [plan.id, plan]));
  const missing = (await owersOf(given, asOf, units)).flatMap((ower) => {
    const plan = planIdOf({ period, of: ower.kind === 'person' ? 'person' : 'unit', subject: ower.subject });
    return obligationsOf(policy, ower.kind, period)
      .filter((obligation) => obligation.due < asOf && !isBrought(found.get(plan), obligation))
      .map((obligation) => ({
        plan,
        ...ower,
        ...obligation,
        daysLate: daysBetween(obligation.due, asOf),
        urged: urgedOf(found.get(plan), obligation),
      }));
  });
  return { policy: policy.version, missing };
}

interface Ower {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly unit: string;
}

async function owersOf(given: Pick<QueryContext, 'get'>, asOf: BusinessDate, units: Tree<string, string>): Promise<readonly Ower[]> {
  const where = [{ field: 'role', op: 'eq' as const, value: 'rep' }];
  const reps = await given.get(ServedDocuments).find(staff, { where, limit: staffMax });
  const people = reps
    .filter(({ joined, left }) => joined <= asOf && (left === null || asOf < left))
    .map(({ id, unit }): Ower => ({ subject: id, kind: 'person', unit }));
  const ofUnits = units.nodes.flatMap((unit): readonly Ower[] => {
    const kind = units.kindOf(unit);
    return kind !== null && isSubjectKind(kind) ? [{ subject: unit, kind, unit }] : [];
  });
  return [...ofUnits, ...people];
}

function isSubjectKind(kind: string): kind is SubjectKind {
  return Object.hasOwn(subjectKinds, kind);
}

function isBrought(plan: PlanDocument | undefined, obligation: Obligation): boolean {
  if (!plan) return false;
  const { status, progressed, checks } = plan;
  const seen = checks.reduce<{ readonly asOf: BusinessDate } | null>(
    (latest, { seen: each }) => (latest === null || each.asOf > latest.asOf ? each : latest),
    null,
  );
  return isMet({ status: status === 'owed' ? 'none' : status, progressed, seen }, obligation);
}

function urgedOf(plan: PlanDocument | undefined, { owed }: Obligation): number {
  return Math.max(0, ...(plan?.reminders ?? []).filter((each) => each.owed === owed).map(({ level }) => level));
}
