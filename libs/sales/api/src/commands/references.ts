import { attributesReference, standingCustomer } from '@zongheng/customers-events';
import type { AttributeFacts, BusinessDate, EmployeeId, OwnerFacts, Refusal } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { ownerOn } from '@zongheng/organisation-events';
import { type CustomerFacts, refuse } from '@zongheng/sales-domain';

/** A customer as a command needs it, with who looks after it; the id of a merged file leads to the one that stayed. */
export async function customerFor(
  given: Preparation,
  id: string,
  field = '/customer',
): Promise<(CustomerFacts & { readonly owner: EmployeeId }) | Refusal> {
  const known = await standingCustomer(given, id);
  if (!known) return refuse('SALES.CUSTOMER.UNKNOWN', `there is no customer ${id}`, { field });
  const { id: stays, identified, region, segment, owner } = known;
  return { id: stays, identified, region, segment, owner };
}

/** An employee as a command needs them who is to own something, in the unit they belong to on a date (their first, before that). */
export async function ownerFor(
  given: Preparation,
  id: string,
  on: BusinessDate = given.on,
  field = '/owner',
): Promise<OwnerFacts | Refusal> {
  return (await ownerOn(given, id, on)) ?? refuse('SALES.OWNER.UNKNOWN', `nobody joined as ${id}`, { field });
}

/** The attributes defined for opportunities, by key. */
export async function opportunityAttributesFor(given: Preparation): Promise<Readonly<Record<string, AttributeFacts>>> {
  return (await given.load(attributesReference, 'main'))?.state.opportunity ?? {};
}
