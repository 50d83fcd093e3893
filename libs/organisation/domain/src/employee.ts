import {
  type BusinessDate,
  type Command,
  datesInOrder,
  type Decider,
  type Decision,
  type EmployeeId,
  firstRefusal,
  notBefore,
  notInFuture,
  type Refusal,
  type RefusalTable,
  refusing,
  type UnitId,
} from '@zongheng/kernel';
import type { EmployeeFact, Role } from '@zongheng/organisation-events';

export const employeeRefusals = {
  'ORGANISATION.EMPLOYEE.JOINED_ALREADY': {
    kind: 'conflict',
    title: { zh: '员工已在职', en: 'They joined already' },
    remedy: 'transfer them, or give another id to another person',
  },
  'ORGANISATION.EMPLOYEE.UNKNOWN': {
    kind: 'missing',
    title: { zh: '员工不存在', en: 'No such employee' },
    remedy: 'name someone who joined',
  },
  'ORGANISATION.EMPLOYEE.LEFT': {
    kind: 'conflict',
    title: { zh: '员工已离职', en: 'They left' },
    remedy: 'let them join again first',
  },
  'ORGANISATION.EMPLOYEE.UNIT_UNKNOWN': {
    kind: 'missing',
    title: { zh: '组织单位不存在', en: 'No such unit' },
    remedy: 'create the unit first, or name one that was created',
  },
  'ORGANISATION.EMPLOYEE.SUCCESSOR_IS_LEAVER': {
    kind: 'invalid',
    title: { zh: '不能移交给本人', en: 'Nobody succeeds themselves' },
    remedy: 'name someone else',
  },
  'ORGANISATION.EMPLOYEE.SUCCESSOR_NOT_EMPLOYED': {
    kind: 'conflict',
    title: { zh: '继任者不在职', en: 'The successor is not employed' },
    remedy: 'name someone who works here now',
  },
  'ORGANISATION.EMPLOYEE.SUCCESSOR_MISSING': {
    kind: 'conflict',
    title: { zh: '没有继任者', en: 'Nobody takes over' },
    remedy: 'name a successor, or name a head of the unit first: nothing may be left without an owner',
  },
} as const satisfies RefusalTable;

const refuse = refusing(employeeRefusals);

/** `last` is the date of the last fact. */
export type EmployeeState =
  | { readonly status: 'unknown' }
  | { readonly status: 'employed'; readonly name: string; readonly unit: UnitId; readonly role: Role; readonly last: BusinessDate }
  | { readonly status: 'left'; readonly successor: EmployeeId; readonly last: BusinessDate };

type Employed = Extract<EmployeeState, { status: 'employed' }>;

export interface JoinEmployee extends Command<'JoinEmployee'> {
  readonly name: string;
  readonly unit: UnitId;
  readonly role: Role;
  /** Whether there is such a unit. */
  readonly unitKnown: boolean;
}
export interface TransferEmployee extends Command<'TransferEmployee'> {
  readonly unit: UnitId;
  /** Null: the role stays. */
  readonly role: Role | null;
  /** Whether there is such a unit. */
  readonly unitKnown: boolean;
}
/** Someone who may take over, and the unit they belong to now; null where they are not employed. */
export interface Candidate {
  readonly employee: EmployeeId;
  readonly unit: UnitId | null;
}
export interface LeaveEmployee extends Command<'LeaveEmployee'> {
  /** Who leaves. */
  readonly employee: EmployeeId;
  /** Who was named to take over; null where nobody was. */
  readonly successor: Candidate | null;
  /** Who heads the unit, or the nearest above it: takes over where nobody was named. Null where there is nobody. */
  readonly head: Candidate | null;
  readonly reason: string | null;
}
export type EmployeeCommand = JoinEmployee | TransferEmployee | LeaveEmployee;

export const employeeDecider: Decider<EmployeeState, EmployeeCommand, EmployeeFact> = {
  initialState: () => ({ status: 'unknown' }),
  evolve(state, fact) {
    switch (fact.type) {
      case 'EmployeeJoined':
        return { status: 'employed', ...fact.data, last: fact.businessDate };
      case 'EmployeeTransferred':
        return state.status === 'employed' ? { ...state, ...fact.data.to, last: fact.businessDate } : state;
      case 'EmployeeLeft':
        return { status: 'left', successor: fact.data.successor, last: fact.businessDate };
    }
  },
  decide(state, command) {
    switch (command.type) {
      case 'JoinEmployee':
        return join(state, command);
      case 'TransferEmployee':
        return state.status === 'employed' ? transfer(state, command) : notEmployed(state);
      case 'LeaveEmployee':
        return state.status === 'employed' ? leave(state, command) : leaveAgain(state, command);
    }
  },
};

function join(state: EmployeeState, command: JoinEmployee): Decision<EmployeeFact> {
  const { name, unit, role } = command;
  if (state.status === 'employed') {
    const isSame = state.name === name && state.unit === unit && state.role === role;
    return isSame ? [] : refuse('ORGANISATION.EMPLOYEE.JOINED_ALREADY', `they work in ${state.unit} as ${state.role}`);
  }
  const no = firstRefusal(unitIsKnown(command), notInFuture(command), state.status === 'left' ? notBefore(command, state.last) : null);
  return no ?? [{ type: 'EmployeeJoined', businessDate: command.on, data: { name, unit, role } }];
}

function transfer(state: Employed, command: TransferEmployee): Decision<EmployeeFact> {
  const from = { unit: state.unit, role: state.role };
  const to = { unit: command.unit, role: command.role ?? state.role };
  if (from.unit === to.unit && from.role === to.role) return [];
  const no = firstRefusal(unitIsKnown(command), datesInOrder(command, state.last));
  return no ?? [{ type: 'EmployeeTransferred', businessDate: command.on, data: { from, to } }];
}

function leave(state: Employed, command: LeaveEmployee): Decision<EmployeeFact> {
  const no = firstRefusal(datesInOrder(command, state.last), successorFits(command));
  if (no) return no;
  const heir = command.successor ?? command.head;
  if (!heir || heir.unit === null || heir.employee === command.employee) {
    return refuse('ORGANISATION.EMPLOYEE.SUCCESSOR_MISSING', `nobody was named, and ${state.unit} has no head who could take over`, {
      field: '/successor',
    });
  }
  const data = { unit: state.unit, successor: heir.employee, successorUnit: heir.unit, reason: command.reason };
  return [{ type: 'EmployeeLeft', businessDate: command.on, data }];
}

function successorFits({ employee, successor }: LeaveEmployee): Refusal | null {
  if (!successor) return null;
  if (successor.employee === employee) {
    return refuse('ORGANISATION.EMPLOYEE.SUCCESSOR_IS_LEAVER', `${employee} is the one who leaves`, { field: '/successor' });
  }
  if (successor.unit !== null) return null;
  return refuse('ORGANISATION.EMPLOYEE.SUCCESSOR_NOT_EMPLOYED', `${successor.employee} does not work here`, { field: '/successor' });
}

function leaveAgain(state: Exclude<EmployeeState, Employed>, command: LeaveEmployee): Decision<EmployeeFact> {
  const isSame = state.status === 'left' && (command.successor === null || command.successor.employee === state.successor);
  return isSame ? [] : notEmployed(state);
}

function notEmployed(state: Exclude<EmployeeState, Employed>): Refusal {
  return state.status === 'left'
    ? refuse('ORGANISATION.EMPLOYEE.LEFT', `they left on ${state.last}; ${state.successor} took over`)
    : refuse('ORGANISATION.EMPLOYEE.UNKNOWN', 'nobody joined under this id');
}

function unitIsKnown(command: { readonly unit: UnitId; readonly unitKnown: boolean }): Refusal | null {
  if (command.unitKnown) return null;
  return refuse('ORGANISATION.EMPLOYEE.UNIT_UNKNOWN', `there is no unit ${command.unit}`, { field: '/unit' });
}
