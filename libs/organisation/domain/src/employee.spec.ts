import { specification } from '@zongheng/kernel/testing';
import type { EmployeeFact, Role } from '@zongheng/organisation-events';
import { day, employee, on, unit } from './commands.spec-data.ts';
import { type Candidate, employeeDecider, type JoinEmployee, type LeaveEmployee, type TransferEmployee } from './employee.ts';

const employees = specification(employeeDecider);

const joined = (date: string, unitId = 'beijing', role: Role = 'rep'): EmployeeFact => ({
  type: 'EmployeeJoined',
  businessDate: day(date),
  data: { name: '李娜', unit: unit(unitId), role },
});
const transferred = (date: string, from: string, to: string, role: Role = 'rep'): EmployeeFact => ({
  type: 'EmployeeTransferred',
  businessDate: day(date),
  data: { from: { unit: unit(from), role: 'rep' }, to: { unit: unit(to), role } },
});
const left = (date: string, successor: string, successorUnit: string, reason: string | null = null): EmployeeFact => ({
  type: 'EmployeeLeft',
  businessDate: day(date),
  data: { unit: unit('beijing'), successor: employee(successor), successorUnit: unit(successorUnit), reason },
});

const join = (date: string, more: Partial<JoinEmployee> = {}): JoinEmployee => ({
  type: 'JoinEmployee',
  ...on(date),
  name: '李娜',
  unit: unit('beijing'),
  role: 'rep',
  unitKnown: true,
  ...more,
});
const transfer = (date: string, to: string, more: Partial<TransferEmployee> = {}): TransferEmployee => ({
  type: 'TransferEmployee',
  ...on(date),
  unit: unit(to),
  role: null,
  unitKnown: true,
  ...more,
});
const who = (id: string, unitId: string | null): Candidate => ({ employee: employee(id), unit: unitId === null ? null : unit(unitId) });
const leave = (date: string, successor: Candidate | null, head: Candidate | null = null): LeaveEmployee => ({
  type: 'LeaveEmployee',
  ...on(date),
  employee: employee('li-na'),
  successor,
  head,
  reason: null,
});

describe('joining', () => {
  it('puts a person into a unit, with a role', () => {
    employees.given().when(join('2025-01-01')).then(joined('2025-01-01'));
  });

  it('changes nothing where they work there already, just so', () => {
    employees.given().whenRepeated(join('2025-01-01')).thenNothing();
  });

  it('is refused where they work here otherwise', () => {
    const given = employees.given(joined('2025-01-01'));
    given.when(join('2025-02-01', { unit: unit('north') })).thenRefused('ORGANISATION.EMPLOYEE.JOINED_ALREADY');
    given.when(join('2025-02-01', { role: 'analyst' })).thenRefused('ORGANISATION.EMPLOYEE.JOINED_ALREADY');
    given.when(join('2025-02-01', { name: '李楠' })).thenRefused('ORGANISATION.EMPLOYEE.JOINED_ALREADY');
  });

  it('is possible again after leaving, not before the day they left', () => {
    const given = employees.given(joined('2025-01-01'), left('2025-06-01', 'wang-wei', 'beijing'));
    given.when(join('2025-09-01')).then(joined('2025-09-01'));
    given.when(join('2025-05-31')).thenRefused('DATE.BEFORE_LAST');
    given.whenRepeated(join('2025-09-01')).thenNothing();
  });

  it('needs a unit that exists and a date that is not to come', () => {
    const no = employees
      .given()
      .when(join('2025-01-01', { unitKnown: false }))
      .thenRefused('ORGANISATION.EMPLOYEE.UNIT_UNKNOWN');
    expect(no.field).toBe('/unit');
    employees.given().when(join('2026-07-01')).thenRefused('DATE.IN_FUTURE');
  });
});

describe('transferring', () => {
  it('says from which unit and role to which', () => {
    employees
      .given(joined('2025-01-01'))
      .when(transfer('2025-02-01', 'south'))
      .then(transferred('2025-02-01', 'beijing', 'south'));
    employees
      .given(joined('2025-01-01'))
      .when(transfer('2025-02-01', 'beijing', { role: 'sales-manager' }))
      .then(transferred('2025-02-01', 'beijing', 'beijing', 'sales-manager'));
  });

  it('changes nothing where they are there already', () => {
    employees.given(joined('2025-01-01')).when(transfer('2025-02-01', 'beijing')).thenNothing();
    employees
      .given(joined('2025-01-01'))
      .whenRepeated(transfer('2025-02-01', 'south', { role: 'analyst' }))
      .thenNothing();
  });

  it('is refused for someone who never joined, or left', () => {
    employees.given().when(transfer('2025-02-01', 'south')).thenRefused('ORGANISATION.EMPLOYEE.UNKNOWN');
    employees
      .given(joined('2025-01-01'), left('2025-02-01', 'wang-wei', 'beijing'))
      .when(transfer('2025-03-01', 'south'))
      .thenRefused('ORGANISATION.EMPLOYEE.LEFT');
  });

  it('needs a unit that exists, and a date between the last fact and today', () => {
    const given = employees.given(joined('2025-01-01'), transferred('2025-02-01', 'beijing', 'south'));
    given.when(transfer('2025-03-01', 'west', { unitKnown: false })).thenRefused('ORGANISATION.EMPLOYEE.UNIT_UNKNOWN');
    given.when(transfer('2025-01-31', 'north')).thenRefused('DATE.BEFORE_LAST');
    given.when(transfer('2026-07-01', 'north')).thenRefused('DATE.IN_FUTURE');
  });
});

describe('leaving', () => {
  const given = employees.given(joined('2025-01-01'));

  it('hands over to the successor named, with the unit they belong to', () => {
    given.when(leave('2025-06-01', who('wang-wei', 'south'), who('chen-jie', 'beijing'))).then(left('2025-06-01', 'wang-wei', 'south'));
    given
      .when({ ...leave('2025-06-01', who('wang-wei', 'south')), reason: '调往集团' })
      .then(left('2025-06-01', 'wang-wei', 'south', '调往集团'));
  });

  it('hands over to the head of the unit where nobody is named', () => {
    given.when(leave('2025-06-01', null, who('chen-jie', 'north'))).then(left('2025-06-01', 'chen-jie', 'north'));
  });

  it('is refused where nobody can take over: no head, a head who does not work here, or the leaver themselves', () => {
    given.when(leave('2025-06-01', null, null)).thenRefused('ORGANISATION.EMPLOYEE.SUCCESSOR_MISSING');
    given.when(leave('2025-06-01', null, who('chen-jie', null))).thenRefused('ORGANISATION.EMPLOYEE.SUCCESSOR_MISSING');
    given.when(leave('2025-06-01', null, who('li-na', 'beijing'))).thenRefused('ORGANISATION.EMPLOYEE.SUCCESSOR_MISSING');
  });

  it('is refused to a successor who does not work here, rather than going to the head in silence', () => {
    const no = given
      .when(leave('2025-06-01', who('wang-wei', null), who('chen-jie', 'beijing')))
      .thenRefused('ORGANISATION.EMPLOYEE.SUCCESSOR_NOT_EMPLOYED');
    expect(no.field).toBe('/successor');
  });

  it('is refused to oneself', () => {
    given.when(leave('2025-06-01', who('li-na', 'beijing'))).thenRefused('ORGANISATION.EMPLOYEE.SUCCESSOR_IS_LEAVER');
  });

  it('changes nothing a second time; another successor needs another way', () => {
    given.whenRepeated(leave('2025-06-01', who('wang-wei', 'south'))).thenNothing();
    given.whenRepeated(leave('2025-06-01', null, who('chen-jie', 'beijing'))).thenNothing();
    const gone = employees.given(joined('2025-01-01'), left('2025-06-01', 'wang-wei', 'south'));
    expect(gone.when(leave('2025-06-01', who('chen-jie', 'beijing'))).thenRefused('ORGANISATION.EMPLOYEE.LEFT').found).toContain(
      'wang-wei',
    );
  });

  it('is refused for someone who never joined', () => {
    employees
      .given()
      .when(leave('2025-06-01', who('wang-wei', 'south')))
      .thenRefused('ORGANISATION.EMPLOYEE.UNKNOWN');
  });

  it('is dated between the last fact and today', () => {
    given.when(leave('2024-12-31', who('wang-wei', 'south'))).thenRefused('DATE.BEFORE_LAST');
    given.when(leave('2026-07-01', who('wang-wei', 'south'))).thenRefused('DATE.IN_FUTURE');
  });
});
