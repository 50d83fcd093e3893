import { customerReference } from '@zongheng/customers-events';
import type { BusinessDate, EmployeeId, RegionId, UnitId } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { employeeReference, isRegion as isDefined, regionsReference, unitOn } from '@zongheng/organisation-events';

/** The unit an employee belongs to on a date; null where they are not employed then. */
export async function unitOf(given: Preparation, employee: EmployeeId, on: BusinessDate): Promise<UnitId | null> {
  const found = await given.load(employeeReference, employee);
  return found && unitOn(found.state, on);
}

/** Whether a region is defined; true where none is named. */
export async function isRegion(given: Preparation, region: RegionId | null | undefined): Promise<boolean> {
  return isDefined((await given.load(regionsReference, 'main'))?.state, region);
}

/** Whether there is such a customer. */
export async function isCustomer(given: Preparation, customer: string): Promise<boolean> {
  return (await given.load(customerReference, customer)) !== null;
}
