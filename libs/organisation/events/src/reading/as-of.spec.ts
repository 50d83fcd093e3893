import {
  type BusinessDate,
  type EmployeeId,
  latest,
  type Moment,
  type MomentFold,
  type RecordedEvent,
  type RegionId,
  type UnitId,
} from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import { EmployeeJoined, EmployeeLeft, EmployeeTransferred } from '../employees.ts';
import { RegionDefined, type RegionKind } from '../regions.ts';
import { OrgUnitCreated, OrgUnitMoved, type UnitKind } from '../units.ts';
import { employeeUnits } from './employee-units.ts';
import { regionTree } from './region-tree.ts';
import { unitTree } from './unit-tree.ts';

const unit = (id: string): UnitId => id as UnitId;
const asOf = (date: string | null, upTo: number | null = null): Moment => ({ asOf: date as BusinessDate | null, upTo });

function folded<State, E extends RecordedEvent, Answer>(reference: MomentFold<State, E, Answer>, events: readonly E[]): State {
  return events.reduce<State>((state, event) => reference.evolve(state, event), reference.initialState());
}

describe('the tree of units', () => {
  const recorded = recorder();
  const created = (id: string, kind: UnitKind, parent: string | null, date = '2024-01-01') =>
    recorded(OrgUnitCreated, 'main', date, { unit: unit(id), kind, name: `${id}部`, parent: parent === null ? null : unit(parent) });
  const events = [
    created('company', 'company', null),
    created('north', 'department', 'company'),
    created('south', 'department', 'company'),
    created('beijing', 'department', 'north'),
    created('beijing-banks', 'team', 'beijing'),
    recorded(OrgUnitMoved, 'main', '2025-06-01', { unit: unit('beijing'), from: unit('north'), to: unit('south') }),
  ];
  const state = folded(unitTree, events);

  it('rolls a team up to its department and its company, as they were on the date asked', () => {
    const rolledUp = (date: string) => {
      const tree = unitTree.asOf(state, asOf(date));
      return (['team', 'department', 'company'] as const).map((kind) => tree.rollUp('beijing-banks', kind));
    };
    expect(rolledUp('2025-05-31')).toEqual(['beijing-banks', 'north', 'company']);
    expect(rolledUp('2025-06-01')).toEqual(['beijing-banks', 'south', 'company']);
  });

  it('does not know of a move before it was recorded, whatever its date', () => {
    expect(unitTree.asOf(state, asOf('2026-01-01', 5)).rollUp('beijing', 'department')).toBe('north');
    expect(unitTree.asOf(state, asOf('2026-01-01', 6)).rollUp('beijing', 'department')).toBe('south');
  });

  it('names units, and says who is above and below', () => {
    const tree = unitTree.asOf(state, latest);
    expect(tree.nameOf('beijing')).toBe('beijing部');
    expect(tree.descendantsOf('south')).toEqual(['beijing', 'beijing-banks']);
    expect(tree.ancestorsOf('beijing')).toEqual(['south', 'company']);
  });

  it('is the same whatever order the events come in, and however often', () => {
    expect(folded(unitTree, [...events.toReversed(), ...events])).toEqual(state);
  });

  it('is a plain value that survives being written down', () => {
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('answers fast for thousands of units', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      created(`u${index}`, 'team', index === 0 ? 'company' : `u${Math.floor(index / 4)}`, '2024-02-01'),
    );
    const tree = unitTree.asOf(folded(unitTree, [...events, ...many]), latest);
    expect(tree.descendantsOf('u0')).toHaveLength(2999);
    expect(tree.rollUp('u2999', 'company')).toBe('company');
  });
});

describe('the tree of regions', () => {
  const recorded = recorder();
  const defined = (id: string, kind: RegionKind, parent: string | null, date: string, zh: string) =>
    recorded(RegionDefined, 'main', date, {
      region: id as RegionId,
      kind,
      name: { zh, en: id },
      parent: parent as RegionId | null,
      previousParent: null,
    });
  const state = folded(regionTree, [
    defined('zhejiang', 'province', null, '2024-01-01', '浙江'),
    defined('hangzhou', 'city', 'zhejiang', '2024-01-01', '杭州'),
    defined('xihu', 'county', 'hangzhou', '2024-01-01', '西湖区'),
    defined('delta', 'area', null, '2025-01-01', '长三角'),
    defined('zhejiang', 'province', 'delta', '2025-01-01', '浙江省'),
  ]);

  it('sums counties under their city, province and area, by the map of the date asked', () => {
    const now = regionTree.asOf(state, latest);
    expect(now.pathOf('xihu')).toEqual(['xihu', 'hangzhou', 'zhejiang', 'delta']);
    expect((['county', 'city', 'province', 'area', 'country'] as const).map((kind) => now.rollUp('xihu', kind))).toEqual([
      'xihu',
      'hangzhou',
      'zhejiang',
      'delta',
      null,
    ]);
    const then = regionTree.asOf(state, asOf('2024-12-31'));
    expect(then.rollUp('xihu', 'area')).toBeNull();
    expect([then.nameOf('zhejiang')?.zh, now.nameOf('zhejiang')?.zh]).toEqual(['浙江', '浙江省']);
  });
});

describe('where employees work', () => {
  const recorded = recorder();
  const state = folded(employeeUnits, [
    recorded(EmployeeJoined, 'li-na', '2025-01-01', { name: '李娜', unit: unit('north'), role: 'rep' }),
    recorded(EmployeeJoined, 'wang-wei', '2025-01-01', { name: '王伟', unit: unit('south'), role: 'rep' }),
    recorded(EmployeeTransferred, 'li-na', '2025-03-01', {
      from: { unit: unit('north'), role: 'rep' },
      to: { unit: unit('south'), role: 'sales-manager' },
    }),
    recorded(EmployeeLeft, 'li-na', '2025-09-01', {
      unit: unit('south'),
      successor: 'wang-wei' as EmployeeId,
      successorUnit: unit('south'),
      reason: null,
    }),
    recorded(EmployeeJoined, 'li-na', '2026-02-01', { name: '李娜', unit: unit('north'), role: 'analyst' }),
  ]);
  const at = (date: string | null, upTo: number | null = null) => employeeUnits.asOf(state, asOf(date, upTo));

  it('is their unit on the date asked; nowhere before they joined and after they left', () => {
    const dates = ['2024-12-31', '2025-01-01', '2025-02-28', '2025-03-01', '2025-08-31', '2025-09-01', '2026-01-31', '2026-02-01'];
    expect(dates.map((date) => at(date).unitOf('li-na'))).toEqual([null, 'north', 'north', 'south', 'south', null, null, 'north']);
    expect([at('2025-02-28').roleOf('li-na'), at('2025-03-01').roleOf('li-na'), at('2025-09-01').roleOf('li-na')]).toEqual([
      'rep',
      'sales-manager',
      null,
    ]);
  });

  it('is what was known at the position asked', () => {
    expect(at('2025-12-31', 2).unitOf('li-na')).toBe('north');
    expect(at('2025-12-31', 3).unitOf('li-na')).toBe('south');
    expect(at(null, 4).unitOf('li-na')).toBeNull();
  });

  it('lists who works in a unit', () => {
    expect(at('2025-04-01').employeesOf('south').toSorted()).toEqual(['li-na', 'wang-wei']);
    expect(at('2025-10-01').employeesOf('south')).toEqual(['wang-wei']);
    expect(at(null).employeesOf('constructor')).toEqual([]);
  });

  it('holds no names: whoever keeps it in memory keeps no personal data', () => {
    expect(JSON.stringify(state)).not.toContain('李娜');
  });
});
