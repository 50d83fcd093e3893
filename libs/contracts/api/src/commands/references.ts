import { customerReference, mergesReference, survivingCustomer } from '@zongheng/customers-events';
import { type CustomerFacts, type OwnerFacts, refuse } from '@zongheng/contracts-domain';
import { type BusinessDate, type CustomerId, type EmployeeId, type Refusal } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { employeeReference, installationReference, postOn } from '@zongheng/organisation-events';
import { opportunityReference, productReference } from '@zongheng/sales-events';

/** A customer as a command needs it, with who looks after it; the id of a merged file leads to the one that stayed. */
export async function customerFor(given: Preparation, id: string): Promise<(CustomerFacts & { readonly owner: EmployeeId }) | Refusal> {
  const stays = survivingCustomer((await given.load(mergesReference, 'main'))?.state, id as CustomerId);
  const found = await given.load(customerReference, stays);
  if (!found?.state) return refuse('CONTRACTS.CUSTOMER.UNKNOWN', `there is no customer ${id}`, { field: '/customer' });
  const { region, segment, owner } = found.state;
  return { id: stays, region, segment, owner };
}

/** An employee as a command needs them who is to own a contract, in the unit they belong to on a date (their first, before that). */
export async function ownerFor(
  given: Preparation,
  id: string,
  on: BusinessDate = given.on,
  field = '/owner',
): Promise<OwnerFacts | Refusal> {
  const known = (await given.load(employeeReference, id))?.state;
  const post = known && postOn(known, on);
  if (!post) return refuse('CONTRACTS.OWNER.UNKNOWN', `nobody joined as ${id}`, { field });
  return { id: id as EmployeeId, unit: post.unit, left: known.left };
}

/** Refuses an opportunity that was never opened, or was voided. Null where there is one, or none is named. */
export async function faultOfOpportunity(given: Preparation, id: string | undefined): Promise<Refusal | null> {
  if (id === undefined || (await given.load(opportunityReference, id))?.state) return null;
  return refuse('CONTRACTS.OPPORTUNITY.UNKNOWN', `there is no opportunity ${id}`, { field: '/opportunity' });
}

/** The product line of a product of the catalogue. */
export async function productLineFor(given: Preparation, id: string, field: string): Promise<string | Refusal> {
  const known = (await given.load(productReference, id))?.state;
  return known?.productLine ?? refuse('CONTRACTS.PRODUCT.UNKNOWN', `no product ${id} was listed`, { field });
}

/** The currency of what names none. */
export async function homeCurrency(given: Preparation): Promise<string> {
  return (await given.load(installationReference, 'main'))?.state?.currency ?? 'CNY';
}
