import { type BusinessDate, type EmployeeId, foldOf, type RegionId, type UnitId } from '@zongheng/kernel';
import { streamsOf } from '@zongheng/kernel/testing';
import type { EmployeeFact } from '../employees.ts';
import type { InstallationFact } from '../installation.ts';
import type { RegionsFact } from '../regions.ts';
import type { UnitsFact } from '../units.ts';
import { employeeReference, ownerOn, postOn, unitOn } from './employee.ts';
import { homeCurrency, installationReference } from './installation.ts';
import { isRegion, regionsReference } from './regions.ts';
import { unitsReference } from './units.ts';

const date = (text: string): BusinessDate => text as BusinessDate;
const unit = (id: string): UnitId => id as UnitId;
const [north, south] = [unit('north'), unit('south')];
const wang = 'wang' as EmployeeId;
const businessDate = date('2026-01-05');

describe('an employee, as others refer to one', () => {
  const joined: EmployeeFact = {
    type: 'EmployeeJoined',
    businessDate: date('2025-01-01'),
    data: { name: '李娜', unit: north, role: 'rep' },
  };
  const transferred: EmployeeFact = {
    type: 'EmployeeTransferred',
    businessDate: date('2025-06-01'),
    data: { from: { unit: north, role: 'rep' }, to: { unit: south, role: 'sales-manager' } },
  };
  const left: EmployeeFact = {
    type: 'EmployeeLeft',
    businessDate: date('2026-01-01'),
    data: { unit: south, successor: wang, successorUnit: south, reason: null },
  };
  const known = foldOf(employeeReference.fold, [joined, transferred, left]);

  it('worked in the unit of the date asked, and in their first one before they joined', () => {
    expect(['2024-01-01', '2025-05-31', '2025-06-01'].map((day) => postOn(known, date(day))?.unit)).toEqual(['north', 'north', 'south']);
    expect(postOn(foldOf(employeeReference.fold, []), date('2025-01-01'))).toBeNull();
  });

  it('belongs to no unit before they joined and after they left, also where they joined again', () => {
    const again = foldOf(employeeReference.fold, [{ ...joined, businessDate: date('2026-02-01') }], known);
    const days = ['2024-12-31', '2025-01-01', '2025-06-01', '2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'];
    expect(days.map((day) => unitOn(again, date(day)))).toEqual([null, 'north', 'south', 'south', null, null, 'north']);
  });

  it('has left, until they join again', () => {
    expect(known.left).toBe('2026-01-01');
    expect(foldOf(employeeReference.fold, [{ ...joined, businessDate: date('2026-02-01') }], known).left).toBeNull();
  });

  it('owns things for the unit they worked in then', async () => {
    const given = streamsOf({ 'employee-li': [joined, transferred, left] });
    expect(await ownerOn(given, 'li', date('2025-05-31'))).toEqual({ id: 'li', unit: 'north', left: '2026-01-01' });
    expect(await ownerOn(given, 'nobody', date('2025-05-31'))).toBeNull();
  });

  it('has no name here', () => {
    expect(JSON.stringify(known)).not.toContain('李娜');
  });
});

describe('the units, as others refer to them', () => {
  const created = (id: string, parent: string | null): UnitsFact => ({
    type: 'OrgUnitCreated',
    businessDate,
    data: {
      unit: unit(id),
      kind: parent === null ? 'company' : 'department',
      name: `${id}部`,
      parent: parent === null ? null : unit(parent),
    },
  });

  it('hang where they were moved to last, each with the head named last, and have no names', () => {
    const known = foldOf(unitsReference.fold, [
      created('company', null),
      created('north', 'company'),
      created('south', 'company'),
      { type: 'OrgUnitMoved', businessDate, data: { unit: south, from: unit('company'), to: north } },
      { type: 'OrgUnitHeadNamed', businessDate, data: { unit: north, from: null, to: wang } },
      { type: 'OrgUnitMoved', businessDate, data: { unit: unit('nowhere'), from: north, to: south } },
    ]);
    expect(known).toEqual({
      company: { kind: 'company', parent: null, head: null },
      north: { kind: 'department', parent: 'company', head: 'wang' },
      south: { kind: 'department', parent: 'north', head: null },
    });
  });
});

it('knows which regions are defined; naming none is naming no unknown one', () => {
  const defined: RegionsFact = {
    type: 'RegionDefined',
    businessDate,
    data: { region: 'sichuan' as RegionId, kind: 'province', name: { zh: '四川', en: 'Sichuan' }, parent: null, previousParent: null },
  };
  const known = foldOf(regionsReference.fold, [defined]);
  const asked = ['sichuan', 'constructor', null, undefined] as (RegionId | null | undefined)[];
  expect(asked.map((region) => isRegion(known, region))).toEqual([true, false, true, true]);
  expect(isRegion(undefined, 'sichuan' as RegionId)).toBe(false);
});

it('knows the time zone and the home currency of the installation', () => {
  const data = { name: '示范电信', timeZone: 'Asia/Shanghai', currency: 'CNY' };
  expect(foldOf(installationReference.fold, [{ type: 'InstallationFounded', businessDate, data }])).toEqual({
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
  });
});

it('has the yuan for its home currency until it is founded with another', async () => {
  const data = { name: '示范电信', timeZone: 'Asia/Singapore', currency: 'SGD' };
  const founded: InstallationFact = { type: 'InstallationFounded', businessDate, data };
  expect(await homeCurrency(streamsOf({ 'installation-main': [founded] }))).toBe('SGD');
  expect(await homeCurrency(streamsOf({}))).toBe('CNY');
});
