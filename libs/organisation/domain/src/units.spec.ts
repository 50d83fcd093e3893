import { foldOf } from '@zongheng/kernel';
import { specification } from '@zongheng/kernel/testing';
import type { UnitKind, UnitsFact } from '@zongheng/organisation-events';
import { day, employee, on, unit } from './commands.spec-data.ts';
import { type CreateUnit, headAbove, type MoveUnit, type NameUnitHead, unitsDecider } from './units.ts';

const units = specification(unitsDecider);

const created = (id: string, kind: UnitKind, parent: string | null, date = '2024-01-01'): UnitsFact => ({
  type: 'OrgUnitCreated',
  businessDate: day(date),
  data: { unit: unit(id), kind, name: id, parent: parent === null ? null : unit(parent) },
});
const moved = (id: string, from: string, to: string, date: string): UnitsFact => ({
  type: 'OrgUnitMoved',
  businessDate: day(date),
  data: { unit: unit(id), from: unit(from), to: unit(to) },
});
const headed = (id: string, from: string | null, to: string, date: string): UnitsFact => ({
  type: 'OrgUnitHeadNamed',
  businessDate: day(date),
  data: { unit: unit(id), from: from === null ? null : employee(from), to: employee(to) },
});
const create = (id: string, kind: UnitKind, parent: string | null, date = '2024-01-01'): CreateUnit => ({
  type: 'CreateUnit',
  ...on(date),
  unit: unit(id),
  kind,
  name: id,
  parent: parent === null ? null : unit(parent),
});
const move = (id: string, to: string, date = '2025-01-01'): MoveUnit => ({ type: 'MoveUnit', ...on(date), unit: unit(id), to: unit(to) });
const nameHead = (id: string, head: string, date = '2025-01-01', headUnit: string | null = 'north'): NameUnitHead => ({
  type: 'NameUnitHead',
  ...on(date),
  unit: unit(id),
  head: employee(head),
  headUnit: headUnit === null ? null : unit(headUnit),
});

/** A company with two departments; the northern one has a department of its own, and that a team. */
const house = [
  created('company', 'company', null),
  created('north', 'department', 'company'),
  created('south', 'department', 'company'),
  created('beijing', 'department', 'north'),
  created('beijing-banks', 'team', 'beijing'),
];

describe('creating a unit', () => {
  it('begins with the company, and goes on with departments and teams below it', () => {
    units
      .given()
      .when(create('company', 'company', null))
      .then(created('company', 'company', null));
    units
      .given(...house)
      .when(create('south-mills', 'team', 'south'))
      .then(created('south-mills', 'team', 'south'));
    units
      .given(...house)
      .when(create('board-office', 'team', 'company'))
      .then(created('board-office', 'team', 'company'));
  });

  it('changes nothing where the unit is there already, just so', () => {
    units
      .given(...house)
      .when(create('north', 'department', 'company', '2025-05-05'))
      .thenNothing();
    units
      .given(...house)
      .whenRepeated(create('east', 'department', 'company'))
      .thenNothing();
  });

  it('is refused where the id is another unit’s', () => {
    units
      .given(...house)
      .when(create('north', 'team', 'company'))
      .thenRefused('ORGANISATION.UNIT.EXISTS');
    units
      .given(...house)
      .when(create('north', 'department', 'south'))
      .thenRefused('ORGANISATION.UNIT.EXISTS');
  });

  it('is refused for a second company', () => {
    units
      .given(...house)
      .when(create('other', 'company', null))
      .thenRefused('ORGANISATION.UNIT.ROOT_EXISTS');
  });

  it('is refused under a unit that does not exist, be it called like something every object has', () => {
    expect(
      units
        .given(...house)
        .when(create('x', 'team', 'west'))
        .thenRefused('ORGANISATION.UNIT.UNKNOWN').field,
    ).toBe('/parent');
    units
      .given(...house)
      .when(create('x', 'team', 'constructor'))
      .thenRefused('ORGANISATION.UNIT.UNKNOWN');
    units
      .given(...house)
      .when(create('constructor', 'team', 'south'))
      .then(created('constructor', 'team', 'south'));
  });

  it.each([
    ['a company under anything', 'company', 'north'],
    ['a department under a team', 'department', 'beijing-banks'],
    ['a department without a parent', 'department', null],
    ['a team without a parent', 'team', null],
  ] as const)('is refused for %s', (_name, kind, parent) => {
    units
      .given(...house)
      .when(create('x', kind, parent))
      .thenRefused('ORGANISATION.UNIT.KIND_MISFIT');
  });

  it('is not dated in the future, nor before its parent was there', () => {
    units
      .given(...house)
      .when(create('x', 'team', 'south', '2026-07-01'))
      .thenRefused('DATE.IN_FUTURE');
    units
      .given(...house)
      .when(create('x', 'team', 'south', '2023-12-31'))
      .thenRefused('DATE.BEFORE_LAST');
  });
});

describe('moving a unit', () => {
  it('hangs it under another one, with all that is below it', () => {
    units
      .given(...house)
      .when(move('beijing', 'south'))
      .then(moved('beijing', 'north', 'south', '2025-01-01'));
  });

  it('changes nothing where it hangs there already', () => {
    units
      .given(...house)
      .when(move('beijing', 'north'))
      .thenNothing();
    units
      .given(...house)
      .whenRepeated(move('beijing', 'south'))
      .thenNothing();
  });

  it('is refused under itself or anything below it', () => {
    units
      .given(...house)
      .when(move('north', 'north'))
      .thenRefused('ORGANISATION.UNIT.CYCLE');
    units
      .given(...house)
      .when(move('north', 'beijing'))
      .thenRefused('ORGANISATION.UNIT.CYCLE');
    expect(
      units
        .given(...house)
        .when(move('north', 'beijing-banks'))
        .thenRefused('ORGANISATION.UNIT.CYCLE').found,
    ).toContain('below north');
  });

  it('is refused for the company', () => {
    units
      .given(...house)
      .when(move('company', 'north'))
      .thenRefused('ORGANISATION.UNIT.ROOT_STAYS');
  });

  it('is refused where one of the two does not exist', () => {
    expect(
      units
        .given(...house)
        .when(move('west', 'north'))
        .thenRefused('ORGANISATION.UNIT.UNKNOWN').field,
    ).toBe('/unit');
    expect(
      units
        .given(...house)
        .when(move('north', 'west'))
        .thenRefused('ORGANISATION.UNIT.UNKNOWN').field,
    ).toBe('/to');
  });

  it('is refused where a department would stand under a team', () => {
    units
      .given(...house)
      .when(move('south', 'beijing-banks'))
      .thenRefused('ORGANISATION.UNIT.KIND_MISFIT');
  });

  it('is not dated before the last move of any unit, so that the tree of no past day can close a circle', () => {
    const history = [...house, moved('south', 'company', 'north', '2025-03-01'), moved('south', 'north', 'company', '2025-06-01')];
    const no = units
      .given(...history)
      .when(move('north', 'south', '2025-04-01'))
      .thenRefused('DATE.BEFORE_LAST');
    expect(no.found).toContain('earliest date possible is 2025-06-01');
    units
      .given(...history)
      .when(move('north', 'south', '2025-06-01'))
      .then(moved('north', 'company', 'south', '2025-06-01'));
  });

  it('is not dated before the new parent was there, nor in the future', () => {
    const history = [...house, created('west', 'department', 'company', '2025-02-01')];
    units
      .given(...history)
      .when(move('beijing', 'west', '2025-01-31'))
      .thenRefused('DATE.BEFORE_LAST');
    units
      .given(...history)
      .when(move('beijing', 'west', '2026-07-01'))
      .thenRefused('DATE.IN_FUTURE');
  });
});

describe('naming the head of a unit', () => {
  it('says who it was and who it is', () => {
    units
      .given(...house)
      .when(nameHead('north', 'li-na'))
      .then(headed('north', null, 'li-na', '2025-01-01'));
    const history = [...house, headed('north', null, 'li-na', '2025-01-01')];
    units
      .given(...history)
      .when(nameHead('north', 'wang-wei', '2025-02-01'))
      .then(headed('north', 'li-na', 'wang-wei', '2025-02-01'));
  });

  it('changes nothing where they are head already', () => {
    units
      .given(...house)
      .whenRepeated(nameHead('north', 'li-na'))
      .thenNothing();
  });

  it('is refused for someone who does not work here, or a unit that does not exist', () => {
    units
      .given(...house)
      .when(nameHead('north', 'li-na', '2025-01-01', null))
      .thenRefused('ORGANISATION.UNIT.HEAD_NOT_EMPLOYED');
    units
      .given(...house)
      .when(nameHead('west', 'li-na'))
      .thenRefused('ORGANISATION.UNIT.UNKNOWN');
  });

  it('is not dated before the unit, before the last head, or in the future', () => {
    const history = [...house, headed('north', null, 'li-na', '2025-01-01')];
    units
      .given(...house)
      .when(nameHead('north', 'li-na', '2023-12-31'))
      .thenRefused('DATE.BEFORE_LAST');
    units
      .given(...history)
      .when(nameHead('north', 'wang-wei', '2024-12-31'))
      .thenRefused('DATE.BEFORE_LAST');
    units
      .given(...house)
      .when(nameHead('north', 'li-na', '2026-07-01'))
      .thenRefused('DATE.IN_FUTURE');
  });
});

describe('who takes over where nobody is named', () => {
  const state = foldOf(unitsDecider, [
    ...house,
    headed('company', null, 'chen-zong', '2024-02-01'),
    headed('beijing', null, 'li-na', '2024-02-01'),
  ]);

  it('is the head of the unit, or of the nearest one above it that has one', () => {
    expect(headAbove(state, unit('beijing'), employee('zhao-lei'))).toBe('li-na');
    expect(headAbove(state, unit('beijing-banks'), employee('zhao-lei'))).toBe('li-na');
    expect(headAbove(state, unit('south'), employee('zhao-lei'))).toBe('chen-zong');
  });

  it('is the head further up where the head themselves leaves', () => {
    expect(headAbove(state, unit('beijing'), employee('li-na'))).toBe('chen-zong');
  });

  it('is nobody where no head is left, or the unit is unknown', () => {
    expect(headAbove(state, unit('company'), employee('chen-zong'))).toBeNull();
    expect(headAbove(state, unit('west'), employee('zhao-lei'))).toBeNull();
  });
});
