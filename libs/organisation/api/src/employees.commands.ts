import { type EmployeeId, entryOf, reference, type UnitId } from '@zongheng/kernel';
import { aggregateCommands, defineAggregate, IdField, OneOf, type Preparation, TextField } from '@zongheng/nest-kit';
import { type Candidate, employeeDecider, type EmployeeState, headAbove, unitsDecider } from '@zongheng/organisation-domain';
import { type Role, roles } from '@zongheng/organisation-events';

export const employeeAggregate = defineAggregate({
  category: 'employee',
  decider: employeeDecider,
  orderingKey: (_first, id) => id,
});

/** The tree of units, as those see it who only ask whether a unit is there, or who heads it. */
const unitsReference = reference({ category: 'units', fold: unitsDecider });

export class JoinEmployeeBody {
  @TextField(200, { description: 'Their name', example: '李娜' })
  readonly name!: string;

  @IdField({ description: 'The unit they join', example: 'team-east-1' })
  readonly unit!: UnitId;

  @OneOf(roles, { description: 'What they do', example: 'rep' })
  readonly role!: Role;
}

export class TransferEmployeeBody {
  @IdField({ description: 'The unit they belong to from now on', example: 'team-west-2' })
  readonly unit!: UnitId;

  @OneOf(roles, { optional: true, description: 'What they do from now on; left out, the role stays' })
  readonly role?: Role;
}

export class LeaveEmployeeBody {
  @IdField({ optional: true, description: 'Who takes over; left out, the head of their unit does', example: 'wang-wei' })
  readonly successor?: EmployeeId;

  @TextField(200, { optional: true, description: 'Why they leave' })
  readonly reason?: string;
}

type Given = Preparation<EmployeeState>;

export const employeeCommands = aggregateCommands(
  { aggregate: employeeAggregate, collection: 'employees', title: { zh: '员工', en: 'Employees' } },
  (command) => [
    command.creates('JoinEmployee', JoinEmployeeBody, {
      summary: { zh: '员工入职', en: 'Let an employee join a unit' },
      prepare: async (body, given) => ({ ...body, unitKnown: await isUnit(given, body.unit) }),
    }),
    command('TransferEmployee', TransferEmployeeBody, {
      verb: 'transfer',
      summary: { zh: '员工调动', en: 'Transfer an employee to another unit or role' },
      prepare: async (body, given) => ({ unit: body.unit, role: body.role ?? null, unitKnown: await isUnit(given, body.unit) }),
    }),
    command('LeaveEmployee', LeaveEmployeeBody, {
      verb: 'leave',
      summary: { zh: '员工离职并移交', en: 'Let an employee leave; a successor takes over' },
      async prepare(body, given) {
        const employee = given.id as EmployeeId;
        const successor = body.successor === undefined ? null : await candidate(given, body.successor);
        return { employee, successor, head: await headOf(given, employee), reason: body.reason ?? null };
      },
    }),
  ],
);

async function isUnit(given: Given, unit: UnitId): Promise<boolean> {
  const units = await given.load(unitsReference, 'main');
  return units !== null && entryOf(units.state.units, unit) !== undefined;
}

async function candidate(given: Given, employee: EmployeeId): Promise<Candidate> {
  const found = await given.load(employeeAggregate, employee);
  return { employee, unit: found?.state.status === 'employed' ? found.state.unit : null };
}

async function headOf(given: Given, leaver: EmployeeId): Promise<Candidate | null> {
  const units = await given.load(unitsReference, 'main');
  if (!units || given.state.status !== 'employed') return null;
  const head = headAbove(units.state, given.state.unit, leaver);
  return head === null ? null : candidate(given, head);
}
