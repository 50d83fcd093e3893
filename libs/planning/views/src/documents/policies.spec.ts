import { type EmployeeId, type UnitId } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import { EmployeeJoined, EmployeeLeft, EmployeeTransferred } from '@zongheng/organisation-events';
import { PlanToleranceDefined } from '@zongheng/planning-events';
import { tolerance } from './policies.ts';
import { staff } from './staff.ts';

describe('the tolerance of plans', () => {
  it('keeps every version, so that an old check is explained by the one of its day', () => {
    const record = recorder();
    const bands = (green: number) => [{ metric: null, green, amber: 800 }];
    const document = documentSpecification(tolerance)
      .given(
        record(PlanToleranceDefined, 'main', '2026-01-01', { version: 1, bands: bands(950), reason: '初定' }),
        record(PlanToleranceDefined, 'main', '2026-02-01', { version: 2, bands: bands(1000), reason: '收紧' }),
      )
      .document('main');
    expect(document?.versions).toMatchObject([
      { version: 1, since: '2026-01-01', bands: [{ green: 950 }] },
      { version: 2, since: '2026-02-01', bands: [{ green: 1000 }] },
    ]);
  });
});

describe('who may owe a plan', () => {
  it('is whoever is at work, in the unit and the role they have by now', () => {
    const record = recorder();
    const north = { unit: 'north' as UnitId, role: 'rep' } as const;
    const joined = record(EmployeeJoined, 'li', '2026-01-01', { name: '李娜', ...north });
    const south = { unit: 'south' as UnitId, role: 'rep' } as const;
    const moved = record(EmployeeTransferred, 'li', '2026-02-01', { from: north, to: south });
    const handed = { unit: south.unit, successor: 'wang' as EmployeeId, successorUnit: south.unit, reason: null };
    const left = record(EmployeeLeft, 'li', '2026-03-01', handed);
    const spec = documentSpecification(staff);
    expect(spec.given(joined, moved).document('li')).toEqual({ id: 'li', ...south, joined: '2026-01-01', left: null });
    expect(spec.given(joined, moved, left).document('li')).toMatchObject({ left: '2026-03-01' });
  });
});
