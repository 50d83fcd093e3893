import { type BusinessDate, daysBetween, type Tree } from '@zongheng/kernel';
import { type QueryContext, ServedDocuments } from '@zongheng/nest-kit';
import { type DueDates, isMet, type Obligation, obligationsOf } from '@zongheng/planning-domain';
import { type Period, planIdOf, type SubjectKind, subjectKinds } from '@zongheng/planning-events';
import { type PlanDocument, plans, staff, type StaffDocument } from '@zongheng/planning-views';
import type { DocumentPage } from '@zongheng/read-store';
import { dueDatesOf } from './asking.ts';

/** What is owed and not there. */
export interface Missing extends Obligation {
  readonly plan: string;
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly unit: string;
  readonly daysLate: number;
  readonly urged: number;
}

/** So many people are looked up at a time. */
const peopleAPage = 100;

/** Up to whom it was said: units come in the order of their tree, then people by id. */
export interface OwingPlace {
  readonly kind: 'unit' | 'person';
  readonly subject: string;
}

/** When and by which tree of units it is asked. */
export interface Owing {
  readonly period: Period;
  readonly asOf: BusinessDate;
  readonly units: Tree<string, string>;
}

/** Everything that was due before a date and is not there: of every unit, and of every rep at work. */
export async function missingFor(
  given: Pick<QueryContext, 'get'>,
  owing: Owing,
): Promise<{ readonly policy: number; readonly missing: readonly Missing[] }> {
  const policy = await dueDatesOf(given);
  const missing: Missing[] = [];
  for await (const ofOne of missingOfEach(given, owing, policy)) missing.push(...ofOne);
  return { policy: policy.version, missing };
}

/** The same of one who owes after another, of those alone of whom something is missing; where it goes on, after somebody. */
export async function* missingOfEach(
  given: Pick<QueryContext, 'get'>,
  owing: Owing,
  policy: DueDates,
  after: OwingPlace | null = null,
): AsyncGenerator<readonly Missing[]> {
  for await (const owers of owersAfter(given, owing, after)) {
    const plansNamed = owers.map(({ kind, subject }) =>
      planIdOf({ period: owing.period, of: kind === 'person' ? 'person' : 'unit', subject }),
    );
    const stored = await given.get(ServedDocuments).ask(plans, (collection) => collection.get(plansNamed));
    for (const [index, ower] of owers.entries()) {
      const plan = plansNamed[index] ?? '';
      const body = stored.get(plan)?.body ?? null;
      // Only the view writes these bodies.
      const missing = missingOf(ower, plan, body === null ? undefined : (JSON.parse(body) as PlanDocument), owing, policy);
      if (missing.length > 0) yield missing;
    }
  }
}

function missingOf(
  ower: Ower,
  plan: string,
  found: PlanDocument | undefined,
  { period, asOf }: Owing,
  policy: DueDates,
): readonly Missing[] {
  return obligationsOf(policy, ower.kind, period)
    .filter((obligation) => obligation.due < asOf && !isBrought(found, obligation))
    .map((obligation) => ({
      plan,
      ...ower,
      ...obligation,
      daysLate: daysBetween(obligation.due, asOf),
      urged: urgedOf(found, obligation),
    }));
}

interface Ower {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly unit: string;
}

async function* owersAfter(
  given: Pick<QueryContext, 'get'>,
  { asOf, units }: Owing,
  after: OwingPlace | null,
): AsyncGenerator<readonly Ower[]> {
  if (after?.kind !== 'person') {
    const all = units.nodes.flatMap((unit): readonly Ower[] => {
      const kind = units.kindOf(unit);
      return kind !== null && isSubjectKind(kind) ? [{ subject: unit, kind, unit }] : [];
    });
    yield all.slice(after ? all.findIndex(({ subject }) => subject === after.subject) + 1 : 0);
  }
  const where = [{ field: 'role', op: 'eq' as const, value: 'rep' }];
  let last: string | null = after?.kind === 'person' ? after.subject : null;
  do {
    const from: string | null = last;
    const page: DocumentPage = await given
      .get(ServedDocuments)
      .ask(staff, (collection) =>
        collection.query({ where, limit: peopleAPage, ...(from === null ? {} : { after: { value: null, key: from } }) }),
      );
    // Only the view writes these bodies.
    const people = page.documents.map(({ body }) => JSON.parse(body) as StaffDocument);
    const atWork = people.filter(({ joined, left }) => joined <= asOf && (left === null || asOf < left));
    yield atWork.map(({ id, unit }): Ower => ({ subject: id, kind: 'person', unit }));
    last = page.next?.key ?? null;
  } while (last !== null);
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
