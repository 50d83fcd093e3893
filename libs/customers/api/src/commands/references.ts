import { refuseCustomer } from '@zongheng/customers-domain';
import { attributesReference, customerReference, type KnownAttribute, survivorFor } from '@zongheng/customers-events';
import type { BusinessDate, EmployeeId, Refusal, RegionId, UnitId } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { employeeReference, isRegion as isDefined, postOn, regionsReference, unitOn } from '@zongheng/organisation-events';

/** The unit an employee belongs to on a date; null where they are not employed then. */
export async function unitOf(given: Preparation, employee: EmployeeId, on: BusinessDate): Promise<UnitId | null> {
  const found = await given.load(employeeReference, employee);
  return found && unitOn(found.state, on);
}

/** Who of ours dealt with something, and the department it counts for: that named, or the unit they belonged to. */
export async function dealtBy(
  given: Preparation,
  by: EmployeeId | undefined,
  department: UnitId | undefined,
): Promise<{ readonly by: EmployeeId | null; readonly byKnown: boolean; readonly department: UnitId | null }> {
  if (by === undefined) return { by: null, byKnown: true, department: department ?? null };
  const found = await given.load(employeeReference, by);
  const post = found && postOn(found.state, given.on);
  return { by, byKnown: post !== null, department: department ?? post?.unit ?? null };
}

/** Whether a region is defined; true where none is named. */
export async function isRegion(given: Preparation, region: RegionId | null | undefined): Promise<boolean> {
  return isDefined((await given.load(regionsReference, 'main'))?.state, region);
}

/** Whether there is such a customer. */
export async function isCustomer(given: Preparation, customer: string): Promise<boolean> {
  return ((await given.load(customerReference, customer))?.state ?? null) !== null;
}

/** Refuses what is said of a file that was merged into another: it belongs there. Null where the file stands. */
export async function mergedAway(given: Preparation): Promise<Refusal | null> {
  const stands = await survivorFor(given, given.id);
  if (stands === given.id) return null;
  return refuseCustomer('CUSTOMERS.CUSTOMER.MERGED', `${given.id} forwards to ${stands}`, {
    remedy: `send the command to ${stands}, or undo the merge first`,
  });
}

/** The attributes defined for customers, by key. */
export async function attributesFor(given: Preparation): Promise<Readonly<Record<string, KnownAttribute>>> {
  return (await given.load(attributesReference, 'main'))?.state.customer ?? {};
}
