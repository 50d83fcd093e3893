import { DateText, documentView, type EmployeeId, Id, idOf, KeyOf, Shape, type Static, Type, type UnitId } from '@zongheng/kernel';
import { employeeEvents, type RecordedEmployeeEvent, roles } from '@zongheng/organisation-events';

/** Who works where, so that it can be said who owes a plan. No names. */
export const StaffDocument = Shape({
  id: Id<EmployeeId>(),
  unit: Id<UnitId>(),
  role: KeyOf(roles),
  joined: DateText(),
  left: Type.Union([DateText(), Type.Null()]),
});
export type StaffDocument = Static<typeof StaffDocument>;

export const staff = documentView<StaffDocument, RecordedEmployeeEvent>({
  name: 'plan-staff',
  version: 1,
  meaning: { zh: '计划所涉人员', en: 'Who may owe a plan' },
  handles: employeeEvents.map(({ type }) => type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (document, event) => {
    switch (event.type) {
      case 'EmployeeJoined': {
        const { unit, role } = event.data;
        return { id: idOf(event.stream) as EmployeeId, unit, role, joined: event.businessDate, left: null };
      }
      case 'EmployeeTransferred':
        return document && { ...document, ...event.data.to };
      case 'EmployeeLeft':
        return document && { ...document, left: event.businessDate };
    }
  },
  fields: { unit: 'text', role: 'text', left: 'text' },
  indexes: [['role', 'unit'], ['unit'], ['left']],
  index: ({ unit, role, left }) => ({ fields: { unit, role, left } }),
});
