import { standingCustomer } from '@zongheng/customers-events';
import { type CustomerId, type EmployeeId, entryOf, isRefusal, type Refusal } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { employeeReference } from '@zongheng/organisation-events';
import { type PlanState, refuse } from '@zongheng/planning-domain';
import type { ActionTerms, Subject } from '@zongheng/planning-events';
import type { PlanActionBody } from './plan.bodies.ts';
import { unitsFor } from './subjects.ts';

/** What an action is, with everybody and everything it names looked up. */
export async function actionTermsFor(given: Preparation<PlanState>, body: PlanActionBody): Promise<ActionTerms | Refusal> {
  const { title, deadline, collaborators = [], products = [], metric = null } = body;
  const responsible = body.responsible ?? (await answerableFor(given, given.state.of?.subject));
  if (responsible === null) {
    return refuse('PLANNING.SUBJECT.UNKNOWN', 'the unit has no head, and nobody is named', { field: '/responsible' });
  }
  for (const employee of [responsible, ...collaborators]) {
    const no = await unknownEmployee(given, employee);
    if (no) return no;
  }
  const customers: CustomerId[] = [];
  for (const [index, id] of (body.customers ?? []).entries()) {
    const customer = await assignedCustomer(given, id, [responsible, ...collaborators], `/customers/${index}`);
    if (isRefusal(customer)) return customer;
    if (!customers.includes(customer)) customers.push(customer);
  }
  return { title, responsible, deadline, collaborators: [...collaborators], products: [...products], customers, metric };
}

/** Who answers for a plan: the person themselves, or the head of the unit. */
export async function answerableFor(given: Preparation<PlanState>, subject: Subject | undefined): Promise<EmployeeId | null> {
  if (!subject) return null;
  return subject.kind === 'person' ? (subject.id as EmployeeId) : (entryOf(await unitsFor(given), subject.id)?.head ?? null);
}

export async function unknownEmployee(given: Preparation<PlanState>, id: string, field = '/responsible'): Promise<Refusal | null> {
  const known = await given.load(employeeReference, id);
  return known ? null : refuse('PLANNING.SUBJECT.UNKNOWN', `nobody joined as ${id}`, { field });
}

/** Refuses whoever is not there, or not any more, to be given anything. */
export async function notAtWork(given: Preparation<PlanState>, id: string): Promise<Refusal | null> {
  const known = await given.load(employeeReference, id);
  if (!known) return refuse('PLANNING.SUBJECT.UNKNOWN', `nobody joined as ${id}`, { field: '/to' });
  const { left } = known.state;
  return left === null ? null : refuse('PLANNING.SUBJECT.LEFT', `${id} left on ${left}`, { field: '/to' });
}

/** A person answers with actions for customers of theirs, or of who helps; the actions of a unit may be for anybody's. */
async function assignedCustomer(
  given: Preparation<PlanState>,
  id: CustomerId,
  people: readonly EmployeeId[],
  field: string,
): Promise<CustomerId | Refusal> {
  const known = await standingCustomer(given, id);
  if (!known) return refuse('PLANNING.ACTION.CUSTOMER_UNKNOWN', `there is no customer ${id}`, { field });
  if (given.state.of?.subject.kind !== 'person' || people.includes(known.owner)) return known.id;
  return refuse('PLANNING.ACTION.CUSTOMER_NOT_ASSIGNED', `${id} is looked after by ${known.owner}`, { field });
}
