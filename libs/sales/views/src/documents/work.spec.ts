import type { BusinessDate, CustomerId, EmployeeId, UnitId } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import {
  TaskAssigned,
  TaskBlocked,
  TaskCompleted,
  TaskReassigned,
  TaskUnblocked,
  VisitCancelled,
  VisitCompleted,
  VisitPlanned,
  VisitReassigned,
  VisitRescheduled,
} from '@zongheng/sales-events';
import { tasks } from './tasks.ts';
import { visits } from './visits.ts';

const li = { owner: 'li' as EmployeeId, unit: 'east' as UnitId };
const wang = { owner: 'wang' as EmployeeId, unit: 'west' as UnitId };
const day = (text: string): BusinessDate => text as BusinessDate;
const serves = { opportunity: null, plan: null, action: null };

describe('a visit', () => {
  const planned = { customer: 'ningbo' as CustomerId, by: li, plannedFor: day('2026-02-03'), purpose: '现场勘察', ...serves };

  it('moves its date and its owner while it is planned, and ends completed with what it cost', () => {
    const recorded = recorder();
    const cost = { minor: 320_00, currency: 'CNY' };
    const { document } = documentSpecification(visits).given(
      recorded(VisitPlanned, 'v', '2026-02-01', planned),
      recorded(VisitRescheduled, 'v', '2026-02-02', { from: planned.plannedFor, to: day('2026-02-05'), reason: null }),
      recorded(VisitReassigned, 'v', '2026-02-03', { from: li, to: wang, reason: null }),
      recorded(VisitCompleted, 'v', '2026-02-05', {
        by: wang,
        plannedFor: day('2026-02-05'),
        outcome: 'interested',
        note: null,
        cost,
        ...serves,
      }),
    );
    expect(document('v')).toMatchObject({
      status: 'completed',
      by: wang,
      plannedFor: '2026-02-05',
      outcome: 'interested',
      cost,
      ended: '2026-02-05',
      revision: 3,
    });
  });

  it('ends cancelled', () => {
    const recorded = recorder();
    const { document } = documentSpecification(visits).given(
      recorded(VisitPlanned, 'v', '2026-02-01', planned),
      recorded(VisitCancelled, 'v', '2026-02-02', { by: li, plannedFor: planned.plannedFor, reason: '客户取消' }),
    );
    expect(document('v')).toMatchObject({ status: 'cancelled', ended: '2026-02-02' });
  });
});

describe('a task', () => {
  const assigned = {
    title: '方案编制',
    to: li,
    deadline: day('2026-02-10'),
    collaborators: [],
    products: [],
    customers: [],
    ...serves,
    reference: null,
  };

  it('is blocked, unblocked, handed on and completed late', () => {
    const recorded = recorder();
    const given = [
      recorded(TaskAssigned, 't', '2026-02-01', assigned),
      recorded(TaskBlocked, 't', '2026-02-02', { by: li, deadline: assigned.deadline, reason: '等待客户资料' }),
    ];
    expect(
      documentSpecification(tasks)
        .given(...given)
        .document('t'),
    ).toMatchObject({ status: 'blocked', blockedBecause: '等待客户资料' });
    const after = documentSpecification(tasks).given(
      ...given,
      recorded(TaskUnblocked, 't', '2026-02-03', { by: li, deadline: assigned.deadline, note: null }),
      recorded(TaskReassigned, 't', '2026-02-04', { from: li, to: wang, deadline: assigned.deadline, reason: null }),
      recorded(TaskCompleted, 't', '2026-02-12', { by: wang, deadline: assigned.deadline, late: true, note: null, cost: null, ...serves }),
    );
    expect(after.document('t')).toMatchObject({
      status: 'completed',
      by: wang,
      late: true,
      progress: 1000,
      blockedBecause: null,
      ended: '2026-02-12',
    });
  });

  it('gives a value for every field it declares', () => {
    const recorded = recorder();
    const card = documentSpecification(tasks)
      .given(recorded(TaskAssigned, 't', '2026-02-01', assigned))
      .document('t');
    expect(card && Object.keys(tasks.index(card).fields).sort()).toEqual(Object.keys(tasks.fields).sort());
  });
});
