import { type CustomerFacts, refuse } from '@zongheng/contracts-domain';
import { standingCustomer } from '@zongheng/customers-events';
import type { BusinessDate, EmployeeId, OwnerFacts, Refusal } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { ownerOn } from '@zongheng/organisation-events';
import { opportunityReference, productReference } from '@zongheng/sales-events';

/** A customer as a command needs it, with who looks after it; the id of a merged file leads to the one that stayed. */
export async function customerFor(given: Preparation, id: string): Promise<(CustomerFacts & { readonly owner: EmployeeId }) | Refusal> {
  const known = await standingCustomer(given, id);
  if (!known) return refuse('CONTRACTS.CUSTOMER.UNKNOWN', `there is no customer ${id}`, { field: '/customer' });
  const { id: stays, region, segment, owner } = known;
  return { id: stays, region, segment, owner };
}

/** An employee as a command needs them who is to own a contract, in the unit they belong to on a date (their first, before that). */
export async function ownerFor(
  given: Preparation,
  id: string,
  on: BusinessDate = given.on,
  field = '/owner',
): Promise<OwnerFacts | Refusal> {
  return (await ownerOn(given, id, on)) ?? refuse('CONTRACTS.OWNER.UNKNOWN', `nobody joined as ${id}`, { field });
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
