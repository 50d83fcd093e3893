import { attributesReference, customerReference, mergesReference, survivingCustomer } from '@zongheng/customers-events';
import type { AttributeFacts, BusinessDate, CustomerId, EmployeeId, Refusal } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { employeeReference, installationReference, postOn } from '@zongheng/organisation-events';
import { type CustomerFacts, type OwnerFacts, refuse } from '@zongheng/sales-domain';

/** A customer as a command needs it, with who looks after it; the id of a merged file leads to the one that stayed. */
export async function customerFor(
  given: Preparation,
  id: string,
  field = '/customer',
): Promise<(CustomerFacts & { readonly owner: EmployeeId }) | Refusal> {
  const stays = survivingCustomer((await given.load(mergesReference, 'main'))?.state, id as CustomerId);
  const found = await given.load(customerReference, stays);
  if (!found?.state) return refuse('SALES.CUSTOMER.UNKNOWN', `there is no customer ${id}`, { field });
  const { identified, region, segment, owner } = found.state;
  return { id: stays, identified, region, segment, owner };
}

/** An employee as a command needs them who is to own something, in the unit they belong to on a date (their first, before that). */
export async function ownerFor(
  given: Preparation,
  id: string,
  on: BusinessDate = given.on,
  field = '/owner',
): Promise<OwnerFacts | Refusal> {
  const known = (await given.load(employeeReference, id))?.state;
  const post = known && postOn(known, on);
  if (!post) return refuse('SALES.OWNER.UNKNOWN', `nobody joined as ${id}`, { field });
  return { id: id as EmployeeId, unit: post.unit, left: known.left };
}

/** The attributes defined for opportunities, by key. */
export async function opportunityAttributesFor(given: Preparation): Promise<Readonly<Record<string, AttributeFacts>>> {
  return (await given.load(attributesReference, 'main'))?.state.opportunity ?? {};
}

/** The currency of what names none. */
export async function homeCurrency(given: Preparation): Promise<string> {
  return (await given.load(installationReference, 'main'))?.state?.currency ?? 'CNY';
}
