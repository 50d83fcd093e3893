import type { EmployeeId, UnitId } from './brand.ts';
import type { BusinessDate } from './calendar.ts';

/** What a command carries of an employee who is to own something. */
export interface OwnerFacts {
  readonly id: EmployeeId;
  /** Where they belong on the date of what they are to own. */
  readonly unit: UnitId;
  /** The date on which they left; null while they are there. */
  readonly left: BusinessDate | null;
}
