import { businessDate, type CustomerId, type EmployeeId, type UnitId } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import {
  TaskAssigned,
  TaskBlocked,
  TaskCancelled,
  TaskCompleted,
  TaskReassigned,
  TaskUnblocked,
  VisitCompleted,
  VisitPlanned,
  VisitRescheduled,
} from '@zongheng/sales-events';
import { planWork } from './plan-work.ts';

const spec = documentSpecification(planWork);
const li = { owner: 'li' as EmployeeId, unit: 'north' as UnitId };
const wang = { owner: 'wang' as EmployeeId, unit: 'south' as UnitId };
const deadline = businessDate('2026-03-10');
const serves = { opportunity: null, plan: '2026-03.person.li', action: 'renew' };
const assigned = { title: '拜访准备', to: li, deadline, collaborators: [], products: [], customers: [], ...serves, reference: null };
const planned = { customer: 'c1' as CustomerId, by: li, plannedFor: deadline, purpose: '续约', ...serves };
const done = { by: li, deadline, late: false, note: null, cost: null, ...serves };

describe('what serves a plan', () => {
  it('is a task from its assignment on: whose it is, when it is due, whether it stands still or is over', () => {
    const record = recorder();
    const facts = [
      record(TaskAssigned, 't1', '2026-03-01', assigned),
      record(TaskBlocked, 't1', '2026-03-02', { by: li, deadline, reason: '等设备' }),
      record(TaskUnblocked, 't1', '2026-03-03', { by: li, deadline, note: null }),
      record(TaskReassigned, 't1', '2026-03-04', { from: li, to: wang, deadline, reason: null }),
      record(TaskCompleted, 't1', '2026-03-11', { ...done, by: wang, late: true }),
    ];
    const states = facts.map((_, index) => spec.given(...facts.slice(0, index + 1)).document('task-t1'));
    expect(states.map((state) => state?.status)).toEqual(['open', 'blocked', 'open', 'open', 'done']);
    expect(states[0]).toMatchObject({ kind: 'task', plan: serves.plan, action: 'renew', title: '拜访准备', ...li, due: deadline });
    expect(states.at(-1)).toMatchObject({ ...wang, ended: '2026-03-11', late: true });
  });

  it('is a visit on the day it is planned for, and is not late where it was moved', () => {
    const record = recorder();
    const moved = businessDate('2026-03-12');
    const facts = [
      record(VisitPlanned, 'v1', '2026-03-01', planned),
      record(VisitRescheduled, 'v1', '2026-03-09', { from: deadline, to: moved, reason: null }),
      record(VisitCompleted, 'v1', '2026-03-12', { by: li, plannedFor: moved, outcome: 'met', note: null, cost: null, ...serves }),
    ];
    expect(spec.given(...facts).document('visit-v1')).toMatchObject({
      kind: 'visit',
      title: '续约',
      due: moved,
      status: 'done',
      late: false,
    });
  });

  it('is over where it is cancelled', () => {
    const record = recorder();
    const cancelled = record(TaskCancelled, 't1', '2026-03-05', { by: li, deadline, reason: '不再需要' });
    expect(spec.given(record(TaskAssigned, 't1', '2026-03-01', assigned), cancelled).document('task-t1')).toMatchObject({
      status: 'cancelled',
      ended: '2026-03-05',
      late: false,
    });
  });

  it('is no work of a plan where it serves none', () => {
    const record = recorder();
    const own = record(TaskAssigned, 't1', '2026-03-01', { ...assigned, plan: null, action: null });
    const over = record(TaskCompleted, 't1', '2026-03-05', { ...done, plan: null, action: null });
    expect(spec.given(own, over).document('task-t1')).toMatchObject({ plan: null, status: 'done' });
  });
});
