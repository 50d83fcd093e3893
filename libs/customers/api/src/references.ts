import { type BusinessDate, type EmployeeId, type Fact, type RegionId, type UnitId } from '@zongheng/kernel';
import { type Preparation, reference } from '@zongheng/nest-kit';
import type { EmployeeFact, RegionsFact } from '@zongheng/organisation-events';

/** The units an employee belonged to, each from a date on; null from the date they left. */
interface Belonging {
  readonly spells: readonly { readonly from: BusinessDate; readonly unit: UnitId | null }[];
}

const employeeReference = reference<Belonging, EmployeeFact>({
  category: 'employee',
  fold: {
    initialState: () => ({ spells: [] }),
    evolve: ({ spells }, fact) => ({ spells: [...spells, { from: fact.businessDate, unit: unitAfter(fact) }] }),
  },
});

/** The regions there are. */
const regionsReference = reference<{ readonly known: Readonly<Record<string, true>> }, RegionsFact>({
  category: 'regions',
  fold: {
    initialState: () => ({ known: {} }),
    evolve: ({ known }, fact) => ({ known: Object.hasOwn(known, fact.data.region) ? known : { ...known, [fact.data.region]: true } }),
  },
});

/** Whether a customer's stream has begun. */
export const customerReference = reference<{ readonly isKnown: boolean }, Fact>({
  category: 'customer',
  fold: { initialState: () => ({ isKnown: false }), evolve: () => ({ isKnown: true }) },
});

/** The unit an employee belongs to on a date; null where they are not employed then. */
export async function unitOf(given: Preparation, employee: EmployeeId, on: BusinessDate): Promise<UnitId | null> {
  const found = await given.load(employeeReference, employee);
  return found?.state.spells.filter((spell) => spell.from <= on).at(-1)?.unit ?? null;
}

/** Whether a region is defined; true where none is named. */
export async function isRegion(given: Preparation, region: RegionId | null | undefined): Promise<boolean> {
  if (region === null || region === undefined) return true;
  const regions = await given.load(regionsReference, 'main');
  return regions !== null && Object.hasOwn(regions.state.known, region);
}

/** Whether there is such a customer. */
export async function isCustomer(given: Preparation, customer: string): Promise<boolean> {
  return (await given.load(customerReference, customer)) !== null;
}

function unitAfter(fact: EmployeeFact): UnitId | null {
  switch (fact.type) {
    case 'EmployeeJoined':
      return fact.data.unit;
    case 'EmployeeTransferred':
      return fact.data.to.unit;
    case 'EmployeeLeft':
      return null;
  }
}
