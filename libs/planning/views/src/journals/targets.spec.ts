import { type UnitId } from '@zongheng/kernel';
import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import { type Period, type PlanOf, TargetDecomposed, TargetRevised, TargetSet, TargetWithdrawn } from '@zongheng/planning-events';
import { targets } from './targets.ts';

const spec = journalSpecification(targets);
const of: PlanOf = { subject: { kind: 'department', id: 'east', unit: 'east' as UnitId }, period: '2026-03' as Period };
const aim = { metric: 'deals-won', productLine: 'vpn', currency: 'CNY' };
const target = { of, aim, base: null, allottedBy: null, decomposed: null };
const id = '2026-03.unit.east';
const cell = { kind: 'department', subject: 'east', unit: 'east', period: '2026-03', ...aim };

describe('the books of targets', () => {
  it('move by what a target is raised or lowered, and lose what is taken out of a draft', () => {
    const record = recorder();
    spec
      .given(
        record(TargetSet, id, '2026-02-20', { ...target, from: null, to: 900, note: null }),
        record(TargetSet, id, '2026-02-21', { ...target, from: 900, to: 700, note: null }),
        record(TargetRevised, id, '2026-03-05', { ...target, from: 700, to: 1000, reason: '新区' }),
        record(TargetWithdrawn, id, '2026-03-06', { of, aim, from: 1000, reason: null }),
      )
      .then(
        { date: '2026-02-20', cell, measures: { target: 900 } } as never,
        { date: '2026-02-21', cell, measures: { target: -200 } } as never,
        { date: '2026-03-05', cell, measures: { target: 300 } } as never,
        { date: '2026-03-06', cell, measures: { target: -1000 } } as never,
      );
  });

  it('are not moved by a target that stays what it was, nor by how it is decomposed', () => {
    expect(targets.handles).not.toContain(TargetDecomposed.type);
    const same = recorder()(TargetRevised, id, '2026-03-05', { ...target, from: 700, to: 700, reason: '同' });
    expect(spec.given(same).contributions()).toEqual([]);
  });
});
