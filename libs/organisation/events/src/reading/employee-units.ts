import {
  type Dated,
  idOf,
  isInForce,
  isKnown,
  type Moment,
  type MomentFold,
  type Timeline,
  type UnitId,
  withEntry,
} from '@zongheng/kernel';
import type { RecordedEmployeeEvent, Role } from '../employees.ts';

/** From a date on, an employee is in a unit; null where they left. */
export interface Whereabouts extends Dated {
  readonly employee: string;
  readonly unit: UnitId | null;
  readonly role: Role | null;
}

/** Where everybody works at one moment. */
export interface EmployeeUnits {
  /** Null where they do not work here at that moment. */
  unitOf(employee: string): UnitId | null;
  roleOf(employee: string): Role | null;
  /** Who works in a unit itself, not in those below it. */
  employeesOf(unit: string): readonly string[];
}

/** Which unit an employee belongs to, as of any date and as it was known at any position. Holds no names. */
export const employeeUnits: MomentFold<Timeline<Whereabouts>, RecordedEmployeeEvent, EmployeeUnits> = {
  handles: ['EmployeeJoined', 'EmployeeTransferred', 'EmployeeLeft'],
  initialState: () => [],
  evolve(state, event) {
    const { businessDate: date, position } = event;
    return withEntry(state, { date, position, employee: idOf(event.stream), ...whereaboutsAfter(event) });
  },
  asOf: employeeUnitsAsOf,
};

function whereaboutsAfter(event: RecordedEmployeeEvent): Pick<Whereabouts, 'unit' | 'role'> {
  switch (event.type) {
    case 'EmployeeJoined':
      return { unit: event.data.unit, role: event.data.role };
    case 'EmployeeTransferred':
      return event.data.to;
    case 'EmployeeLeft':
      return { unit: null, role: null };
  }
}

function employeeUnitsAsOf(spells: Timeline<Whereabouts>, moment: Moment): EmployeeUnits {
  const held = new Map<string, Whereabouts>();
  for (const spell of spells) if (isKnown(spell, moment) && isInForce(spell, moment)) held.set(spell.employee, spell);
  return {
    unitOf: (employee) => held.get(employee)?.unit ?? null,
    roleOf: (employee) => held.get(employee)?.role ?? null,
    employeesOf: (unit) => [...held.values()].filter((spell) => spell.unit === unit).map((spell) => spell.employee),
  };
}
