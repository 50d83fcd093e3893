import type { EmployeeId, UnitId } from '@zongheng/kernel';
import { aggregateCommands, defineAggregate, IdField, OneOf, TextField } from '@zongheng/nest-kit';
import { unitsDecider } from '@zongheng/organisation-domain';
import { type UnitKind, unitKinds } from '@zongheng/organisation-events';
import { employeeAggregate } from './employees.commands.ts';

/** Every unit is decided in one stream, `units-main`, so that the tree has one root and no cycles. */
export const unitsAggregate = defineAggregate({
  category: 'units',
  decider: unitsDecider,
  orderingKey: (_first, id) => id,
  snapshot: {},
});

export class CreateUnitBody {
  @IdField({ description: 'The id of the new unit', example: 'team-east-1' })
  readonly unit!: UnitId;

  @OneOf(unitKinds, { description: 'What kind of unit it is', example: 'team' })
  readonly kind!: UnitKind;

  @TextField(200, { description: 'What it is called', example: '华东一部' })
  readonly name!: string;

  @IdField({ optional: true, description: 'The unit above it; left out for the company alone', example: 'department-east' })
  readonly parent?: UnitId;
}

export class MoveUnitBody {
  @IdField({ description: 'The unit that moves', example: 'team-east-1' })
  readonly unit!: UnitId;

  @IdField({ description: 'The unit it then stands under', example: 'department-west' })
  readonly to!: UnitId;
}

export class NameUnitHeadBody {
  @IdField({ description: 'The unit', example: 'team-east-1' })
  readonly unit!: UnitId;

  @IdField({ description: 'The employee who heads it from now on', example: 'li-na' })
  readonly head!: EmployeeId;
}

export const unitsCommands = aggregateCommands(
  { aggregate: unitsAggregate, collection: 'units', singleton: 'main', title: { zh: '组织单位', en: 'Org units' } },
  (command) => [
    command('CreateUnit', CreateUnitBody, {
      verb: 'create',
      summary: { zh: '设立组织单位', en: 'Create an org unit' },
      prepare: (body) => ({ ...body, parent: body.parent ?? null }),
    }),
    command('MoveUnit', MoveUnitBody, { verb: 'move', summary: { zh: '调整组织单位上级', en: 'Move an org unit under another one' } }),
    command('NameUnitHead', NameUnitHeadBody, {
      verb: 'name-head',
      summary: { zh: '任命单位负责人', en: 'Name the head of an org unit' },
      async prepare(body, given) {
        const head = await given.load(employeeAggregate, body.head);
        return { ...body, headUnit: head?.state.status === 'employed' ? head.state.unit : null };
      },
    }),
  ],
);
