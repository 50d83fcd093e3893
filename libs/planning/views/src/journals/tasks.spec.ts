import { businessDate, type EmployeeId, type UnitId } from '@zongheng/kernel';
import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import {
  TaskAssigned,
  TaskBlocked,
  TaskCancelled,
  TaskCompleted,
  TaskProgressed,
  TaskReassigned,
  TaskUnblocked,
} from '@zongheng/sales-events';
import { taskCompletion } from './tasks.ts';

const spec = journalSpecification(taskCompletion);
const li = { owner: 'li' as EmployeeId, unit: 'north' as UnitId };
const wang = { owner: 'wang' as EmployeeId, unit: 'south' as UnitId };
const deadline = businessDate('2026-03-10');
const serves = { opportunity: null, plan: null, action: null };
const assigned = { title: '方案', to: li, deadline, collaborators: [], products: [], customers: [], ...serves, reference: null };
const cell = { task: 't1', deadline };
const row = (date: string, by: typeof li, measures: Readonly<Record<string, number>>) => ({
  date: businessDate(date),
  cell: { ...cell, ...by },
  measures,
});

describe('the completion of tasks', () => {
  it('counts a task under who has it: it is due from its assignment on, and moves with it', () => {
    const record = recorder();
    spec.given(record(TaskAssigned, 't1', '2026-03-01', assigned)).then(row('2026-03-01', li, { due: 1 }));
    spec
      .given(record(TaskReassigned, 't1', '2026-03-02', { from: li, to: wang, deadline, reason: null }))
      .then(row('2026-03-02', li, { due: -1 }), row('2026-03-02', wang, { due: 1 }));
    spec
      .given(record(TaskCancelled, 't1', '2026-03-03', { by: wang, deadline, reason: '不再需要' }))
      .then(row('2026-03-03', wang, { due: -1 }));
  });

  it('counts what is done, and what is done late', () => {
    const record = recorder();
    const done = { by: li, deadline, note: null, cost: null, ...serves };
    spec.given(record(TaskCompleted, 't1', '2026-03-09', { ...done, late: false })).then(row('2026-03-09', li, { done: 1 }));
    spec.given(record(TaskCompleted, 't1', '2026-03-11', { ...done, late: true })).then(row('2026-03-11', li, { done: 1, late: 1 }));
  });

  it('counts what stands still, until it does no more; progress counts nothing', () => {
    const record = recorder();
    spec.given(record(TaskBlocked, 't1', '2026-03-04', { by: li, deadline, reason: '等设备' })).then(row('2026-03-04', li, { blocked: 1 }));
    spec.given(record(TaskUnblocked, 't1', '2026-03-05', { by: li, deadline, note: null })).then(row('2026-03-05', li, { blocked: -1 }));
    spec.given(record(TaskProgressed, 't1', '2026-03-06', { by: li, from: 0, to: 400, note: null })).then();
  });
});
