import {
  DateText,
  documentView,
  type EmployeeId,
  Id,
  idOf,
  KeyOf,
  personal,
  Shape,
  type Static,
  Text,
  Type,
  type UnitId,
} from '@zongheng/kernel';
import { employeeEvents, type RecordedEmployeeEvent, roles } from '@zongheng/organisation-events';

/** An employee, present or past. */
export const EmployeeDocument = Shape({
  id: Id(),
  name: personal(Text()),
  /** The unit and role they have, or had when they left. */
  unit: Id<UnitId>(),
  role: KeyOf(roles),
  joined: DateText(),
  /** Since when they are in that unit and role. */
  since: DateText(),
  /** Null while they work here. */
  left: Type.Union([DateText(), Type.Null()]),
  /** Who took over what was theirs. */
  successor: Type.Union([Id<EmployeeId>(), Type.Null()]),
  revision: Type.Integer(),
});
export type EmployeeDocument = Static<typeof EmployeeDocument>;

export const employees = documentView<EmployeeDocument, RecordedEmployeeEvent>({
  name: 'employees',
  version: 1,
  meaning: { zh: '员工', en: 'Employees' },
  handles: employeeEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (employee, event) => {
    const { businessDate: since, revision } = event;
    switch (event.type) {
      case 'EmployeeJoined': {
        const { name, unit, role } = event.data;
        return { id: idOf(event.stream), name, unit, role, joined: since, since, left: null, successor: null, revision };
      }
      case 'EmployeeTransferred':
        return employee && { ...employee, ...event.data.to, since, revision };
      case 'EmployeeLeft':
        return employee && { ...employee, left: since, successor: event.data.successor, revision };
    }
  },
  fields: { name: 'text', unit: 'text', role: 'text', employed: 'flag', joined: 'text', left: 'text', successor: 'text' },
  indexes: [
    ['unit', 'employed', 'name'],
    ['role', 'employed', 'name'],
    ['employed', 'name'],
    ['successor'],
    ['joined'],
    ['left'],
    ['name'],
  ],
  index: ({ name, unit, role, joined, left, successor }) => ({
    fields: { name, unit, role, employed: left === null, joined, left, successor },
    search: [name],
  }),
});
