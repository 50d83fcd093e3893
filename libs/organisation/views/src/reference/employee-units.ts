import { type Dated, idOf, isInForce, isKnown, type Moment, type Timeline, type UnitId, withEntry } from '@zongheng/kernel';
import type { RecordedEmployeeEvent, Role } from '@zongheng/organisation-events';
import type { Reference } from './reference.ts';

/** From a date on, an employee is in a unit; null where they left. */
export interface Post extends Dated {
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
export const employeeUnits: Reference<Timeline<Post>, RecordedEmployeeEvent, EmployeeUnits> = {
  handles: ['EmployeeJoined', 'EmployeeTransferred', 'EmployeeLeft'],
  initialState: () => [],
  evolve(state, event) {
    const { businessDate: date, position } = event;
    return withEntry(state, { date, position, employee: idOf(event.stream), ...postAfter(event) });
  },
  asOf: employeeUnitsAsOf,
};

function postAfter(event: RecordedEmployeeEvent): Pick<Post, 'unit' | 'role'> {
  switch (event.type) {
    case 'EmployeeJoined':
      return { unit: event.data.unit, role: event.data.role };
    case 'EmployeeTransferred':
      return event.data.to;
    case 'EmployeeLeft':
      return { unit: null, role: null };
  }
}

function employeeUnitsAsOf(posts: Timeline<Post>, moment: Moment): EmployeeUnits {
  const held = new Map<string, Post>();
  for (const post of posts) if (isKnown(post, moment) && isInForce(post, moment)) held.set(post.employee, post);
  return {
    unitOf: (employee) => held.get(employee)?.unit ?? null,
    roleOf: (employee) => held.get(employee)?.role ?? null,
    employeesOf: (unit) => [...held.values()].filter((post) => post.unit === unit).map((post) => post.employee),
  };
}
