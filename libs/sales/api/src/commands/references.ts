import { type BusinessDate, type CustomerId, type EmployeeId, type Fold, foldOf, type Refusal } from '@zongheng/kernel';
import { type Preparation, reference } from '@zongheng/nest-kit';
import type { InstallationFact } from '@zongheng/organisation-events';
import { type AttributeFacts, type CustomerFacts, type OwnerFacts, refuse } from '@zongheng/sales-domain';
import {
  attributeCatalogue,
  customerReference,
  employeeReference,
  mergesReference,
  postOn,
  survivingCustomer,
} from '@zongheng/sales-views';

const customers = reference({ category: 'customer', fold: customerReference });
const merges = reference({ category: 'merges', fold: mergesReference });
const employees = reference({ category: 'employee', fold: employeeReference });
const attributes = reference({ category: 'attributes', fold: attributeCatalogue });

const homeCurrencyFold: Fold<string | null, InstallationFact> = { initialState: () => null, evolve: (_before, fact) => fact.data.currency };
const installation = reference({ category: 'installation', fold: homeCurrencyFold });

/** A customer as a command needs it, with who looks after it; the id of a merged file leads to the one that stayed. */
export async function customerFor(
  given: Preparation,
  id: string,
  field = '/customer',
): Promise<(CustomerFacts & { readonly owner: EmployeeId }) | Refusal> {
  const stays = survivingCustomer((await given.load(merges, 'main'))?.state ?? mergesReference.initialState(), id as CustomerId);
  const found = await given.load(customers, stays);
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
  const known = (await given.load(employees, id))?.state ?? foldOf(employeeReference, []);
  const post = postOn(known, on);
  if (!post) return refuse('SALES.OWNER.UNKNOWN', `nobody joined as ${id}`, { field });
  return { id: id as EmployeeId, unit: post.unit, left: known.left };
}

/** The attributes defined for opportunities, by key. */
export async function opportunityAttributesFor(given: Preparation): Promise<Readonly<Record<string, AttributeFacts>>> {
  return (await given.load(attributes, 'main'))?.state ?? {};
}

/** The currency of what names none. */
export async function homeCurrency(given: Preparation): Promise<string> {
  return (await given.load(installation, 'main'))?.state ?? 'CNY';
}
