import type { EmployeeId, RegionId, UnitId } from './brand.ts';
import type { BusinessDate } from './calendar.ts';
import { Id, Type } from './schema.ts';

/** What a command carries of an employee who is to own something. */
export interface OwnerFacts {
  readonly id: EmployeeId;
  /** Where they belong on the date of what they are to own. */
  readonly unit: UnitId;
  /** The date on which they left; null while they are there. */
  readonly left: BusinessDate | null;
}

/** What every cell is counted under, whatever it counts: who answers for it, the unit they belonged to at that moment, and the region. */
export const underOwner = {
  owner: Id<EmployeeId>(),
  unit: Id<UnitId>(),
  region: Type.Union([Id<RegionId>(), Type.Null()]),
};
