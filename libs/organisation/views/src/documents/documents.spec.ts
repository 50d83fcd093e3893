import type { BusinessDate, EmployeeId, RegionId, UnitId } from '@zongheng/kernel';
import { checkerOf, markedPaths } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import {
  EmployeeJoined,
  EmployeeLeft,
  EmployeeTransferred,
  InstallationFounded,
  OrgUnitCreated,
  OrgUnitHeadNamed,
  OrgUnitMoved,
  RegionDefined,
} from '@zongheng/organisation-events';
import { EmployeeDocument, employees } from './employees.ts';
import { InstallationDocument, installation } from './installation.ts';
import { RegionDocument, regions } from './regions.ts';
import { UnitDocument, units } from './units.ts';

const unit = (id: string): UnitId => id as UnitId;
const employee = (id: string): EmployeeId => id as EmployeeId;
const region = (id: string): RegionId => id as RegionId;
const day = (text: string): BusinessDate => text as BusinessDate;

describe('the installation', () => {
  it('shows what was fixed when it was founded', () => {
    const recorded = recorder();
    const founded = recorded(InstallationFounded, 'main', '2026-01-01', { name: '华东通信', timeZone: 'Asia/Shanghai', currency: 'CNY' });
    const given = documentSpecification(installation).given(founded);
    given.then('main', {
      id: 'main',
      name: '华东通信',
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      founded: day('2026-01-01'),
      revision: 0,
    });
    expect(checkerOf(InstallationDocument)(given.document('main'))).toEqual([]);
  });
});

describe('the units', () => {
  const recorded = recorder();
  const given = documentSpecification(units).given(
    recorded(OrgUnitCreated, 'main', '2024-01-01', { unit: unit('company'), kind: 'company', name: '华东通信', parent: null }),
    recorded(OrgUnitCreated, 'main', '2024-01-02', { unit: unit('north'), kind: 'department', name: '北区', parent: unit('company') }),
    recorded(OrgUnitCreated, 'main', '2024-01-03', { unit: unit('banks'), kind: 'team', name: '银行组', parent: unit('north') }),
    recorded(OrgUnitMoved, 'main', '2025-06-01', { unit: unit('banks'), from: unit('north'), to: unit('company') }),
    recorded(OrgUnitHeadNamed, 'main', '2025-07-01', { unit: unit('banks'), from: null, to: employee('li-na') }),
  );

  it('show each where it hangs, since when, and who heads it', () => {
    const banks = { id: unit('banks'), kind: 'team' as const, name: '银行组', parent: unit('company'), head: employee('li-na') };
    given.then('banks', { ...banks, created: day('2024-01-03'), placed: day('2025-06-01'), revision: 4 });
    expect(given.keys()).toEqual(['banks', 'company', 'north']);
    expect(checkerOf(UnitDocument)(given.document('company'))).toEqual([]);
  });

  it('are found by kind, parent, head and any part of their name', () => {
    const document = given.document('banks');
    expect(document && units.index(document)).toEqual({
      fields: { kind: 'team', name: '银行组', parent: 'company', head: 'li-na', created: '2024-01-03' },
      search: ['银行组'],
    });
  });
});

describe('the employees', () => {
  const recorded = recorder();
  const joined = recorded(EmployeeJoined, 'li-na', '2025-01-01', { name: '李娜', unit: unit('north'), role: 'rep' });
  const transferred = recorded(EmployeeTransferred, 'li-na', '2025-03-01', {
    from: { unit: unit('north'), role: 'rep' },
    to: { unit: unit('south'), role: 'sales-manager' },
  });
  const left = recorded(EmployeeLeft, 'li-na', '2025-09-01', {
    unit: unit('south'),
    successor: employee('wang-wei'),
    successorUnit: unit('south'),
    reason: null,
  });
  const again = recorded(EmployeeJoined, 'li-na', '2026-02-01', { name: '李娜', unit: unit('north'), role: 'analyst' });
  const card = { id: 'li-na', name: '李娜', joined: day('2025-01-01'), left: null, successor: null };

  it('show where each works, as what, and since when', () => {
    documentSpecification(employees)
      .given(joined, transferred)
      .then('li-na', { ...card, unit: unit('south'), role: 'sales-manager', since: day('2025-03-01'), revision: 1 });
  });

  it('keep who left, and who took over', () => {
    const given = documentSpecification(employees).given(joined, transferred, left);
    const gone = { ...card, unit: unit('south'), role: 'sales-manager' as const, since: day('2025-03-01') };
    given.then('li-na', { ...gone, left: day('2025-09-01'), successor: employee('wang-wei'), revision: 2 });
    const document = given.document('li-na');
    expect(document && employees.index(document).fields).toMatchObject({ employed: false, left: '2025-09-01', successor: 'wang-wei' });
  });

  it('show someone who came back as working here', () => {
    const document = documentSpecification(employees).given(joined, transferred, left, again).document('li-na');
    expect(document).toMatchObject({ unit: 'north', role: 'analyst', joined: '2026-02-01', left: null, successor: null });
    expect(document && employees.index(document)).toMatchObject({ fields: { employed: true, name: '李娜' }, search: ['李娜'] });
    expect(checkerOf(EmployeeDocument)(document)).toEqual([]);
  });

  it('mark their names as personal', () => {
    expect(markedPaths(EmployeeDocument, 'x-personal')).toEqual(['/name']);
  });
});

describe('the regions', () => {
  const recorded = recorder();
  const hangzhou = { region: region('hangzhou'), kind: 'city' as const };
  const given = documentSpecification(regions).given(
    recorded(RegionDefined, 'main', '2024-01-01', {
      ...hangzhou,
      name: { zh: '杭州', en: 'Hangzhou' },
      parent: null,
      previousParent: null,
    }),
    recorded(RegionDefined, 'main', '2025-01-01', {
      ...hangzhou,
      name: { zh: '杭州市', en: 'Hangzhou' },
      parent: region('zhejiang'),
      previousParent: null,
    }),
  );

  it('show each as last defined, and since when there is one', () => {
    const name = { zh: '杭州市', en: 'Hangzhou' };
    const document = { id: region('hangzhou'), kind: 'city' as const, name, parent: region('zhejiang') };
    given.then('hangzhou', { ...document, defined: day('2024-01-01'), changed: day('2025-01-01'), revision: 1 });
    expect(checkerOf(RegionDocument)(given.document('hangzhou'))).toEqual([]);
  });

  it('are found by their names in both languages', () => {
    const document = given.document('hangzhou');
    expect(document && regions.index(document)).toEqual({
      fields: { kind: 'city', parent: 'zhejiang', nameZh: '杭州市', nameEn: 'Hangzhou' },
      search: ['杭州市', 'Hangzhou'],
    });
  });
});

describe('every view of the organisation', () => {
  it('indexes exactly the fields it declares, and every one of them can be filtered and sorted by', () => {
    for (const view of [installation, units, employees, regions]) {
      expect(new Set(view.indexes.flat())).toEqual(new Set(Object.keys(view.fields)));
    }
  });
});
