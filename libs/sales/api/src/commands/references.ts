import type { AttributeOf, AttributesFact, CustomerFact, MergesFact } from '@zongheng/customers-events';
import type { BusinessDate, CustomerId, EmployeeId, Refusal, RegionId, UnitId } from '@zongheng/kernel';
import { type Preparation, reference } from '@zongheng/nest-kit';
import type { EmployeeFact, InstallationFact } from '@zongheng/organisation-events';
import { type AttributeFacts, type CustomerFacts, type OwnerFacts, refuse } from '@zongheng/sales-domain';

/** What sales looks at of a customer’s file. */
interface CustomerSeen {
  readonly identified: boolean;
  readonly region: RegionId | null;
  readonly segment: string | null;
  readonly owner: EmployeeId;
}

const customerReference = reference<CustomerSeen | null, CustomerFact>({
  category: 'customer',
  fold: {
    initialState: () => null,
    evolve(seen, fact) {
      switch (fact.type) {
        case 'CustomerRegistered': {
          const { standing, region, segment } = fact.data.details;
          return { identified: standing === 'identified', region, segment, owner: fact.data.ownership.owner };
        }
        case 'CustomerDetailsChanged': {
          const { standing, region, segment } = fact.data.to;
          return seen && { ...seen, identified: standing === 'identified', region, segment };
        }
        case 'CustomerOwnerAssigned':
          return seen && { ...seen, owner: fact.data.to.owner };
      }
    },
  },
});

const mergesReference = reference<Readonly<Record<string, CustomerId>>, MergesFact>({
  category: 'merges',
  fold: { initialState: () => ({}), evolve: (into, fact) => ({ ...into, [fact.data.merged]: fact.data.into }) },
});

/** The units an employee belonged to, each from a date on, and the date they left. */
interface EmployeeSeen {
  readonly spells: readonly { readonly from: BusinessDate; readonly unit: UnitId }[];
  readonly left: BusinessDate | null;
}

const employeeReference = reference<EmployeeSeen, EmployeeFact>({
  category: 'employee',
  fold: {
    initialState: () => ({ spells: [], left: null }),
    evolve({ spells, left }, fact) {
      switch (fact.type) {
        case 'EmployeeJoined':
          return { spells: [...spells, { from: fact.businessDate, unit: fact.data.unit }], left: null };
        case 'EmployeeTransferred':
          return { spells: [...spells, { from: fact.businessDate, unit: fact.data.to.unit }], left };
        case 'EmployeeLeft':
          return { spells, left: fact.businessDate };
      }
    },
  },
});

const attributesReference = reference<Readonly<Record<AttributeOf, Readonly<Record<string, AttributeFacts>>>>, AttributesFact>({
  category: 'attributes',
  fold: {
    initialState: () => ({ customer: {}, lead: {}, opportunity: {} }),
    evolve(catalogue, fact) {
      const { subject, attribute, kind, choices } = fact.data;
      return { ...catalogue, [subject]: { ...catalogue[subject], [attribute]: { kind, choices } } };
    },
  },
});

const installationReference = reference<{ readonly currency: string } | null, InstallationFact>({
  category: 'installation',
  fold: { initialState: () => null, evolve: (_before, fact) => ({ currency: fact.data.currency }) },
});

/** A customer as a command needs it, with who looks after it; the id of a merged file leads to the one that stayed. */
export async function customerFor(
  given: Preparation,
  id: string,
  field = '/customer',
): Promise<(CustomerFacts & { readonly owner: EmployeeId }) | Refusal> {
  const stays = await mergedInto(given, id);
  const found = await given.load(customerReference, stays);
  if (!found?.state) return refuse('SALES.CUSTOMER.UNKNOWN', `there is no customer ${id}`, { field });
  return { id: stays as CustomerId, ...found.state };
}

async function mergedInto(given: Preparation, id: string): Promise<string> {
  const merges = await given.load(mergesReference, 'main');
  let stays = id;
  for (let hop = merges?.state[stays]; hop !== undefined; hop = merges?.state[stays]) stays = hop;
  return stays;
}

/** An employee as a command needs them who is to own something, in the unit they belong to on a date (their first, before that). */
export async function ownerFor(
  given: Preparation,
  id: string,
  on: BusinessDate = given.on,
  field = '/owner',
): Promise<OwnerFacts | Refusal> {
  const found = await given.load(employeeReference, id);
  const spells = found?.state.spells ?? [];
  const spell = spells.filter((known) => known.from <= on).at(-1) ?? spells[0];
  if (!found || !spell) return refuse('SALES.OWNER.UNKNOWN', `nobody joined as ${id}`, { field });
  return { id: id as EmployeeId, unit: spell.unit, left: found.state.left };
}

/** The attributes defined for opportunities, by key. */
export async function opportunityAttributesFor(given: Preparation): Promise<Readonly<Record<string, AttributeFacts>>> {
  return (await given.load(attributesReference, 'main'))?.state.opportunity ?? {};
}

/** The currency of what names none. */
export async function homeCurrency(given: Preparation): Promise<string> {
  return (await given.load(installationReference, 'main'))?.state?.currency ?? 'CNY';
}
