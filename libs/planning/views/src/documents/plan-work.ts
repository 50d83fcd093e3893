import {
  type BusinessDate,
  DateText,
  documentView,
  type EmployeeId,
  Id,
  KeyOf,
  type Labels,
  Shape,
  type Static,
  Text,
  Type,
  type UnitId,
} from '@zongheng/kernel';
import { type RecordedTaskEvent, type RecordedVisitEvent, taskEvents, visitEvents } from '@zongheng/sales-events';

export type PlanWorkKind = 'task' | 'visit';
export const planWorkKinds: Labels<PlanWorkKind> = {
  task: { zh: '任务', en: 'Task' },
  visit: { zh: '拜访', en: 'Visit' },
};

export type PlanWorkStatus = 'open' | 'blocked' | 'done' | 'cancelled';
export const planWorkStatuses: Labels<PlanWorkStatus> = {
  open: { zh: '进行中', en: 'Open' },
  blocked: { zh: '受阻', en: 'Blocked' },
  done: { zh: '已完成', en: 'Done' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

/** A task or a visit, and the plan that it serves. */
export const PlanWorkDocument = Shape({
  /** `task-…` or `visit-…`: its stream. */
  id: Id(),
  kind: KeyOf(planWorkKinds),
  plan: Type.Union([Id(), Type.Null()]),
  /** The action of the plan that it follows from; null where it serves the plan as a whole, or none. */
  action: Type.Union([Id(), Type.Null()]),
  /** What is to be done; of a visit what for. */
  title: Text(500),
  owner: Id<EmployeeId>(),
  unit: Id<UnitId>(),
  /** The deadline of a task, the day that a visit is planned for. */
  due: DateText(),
  status: KeyOf(planWorkStatuses),
  /** The day it was done or cancelled; null while it goes on. */
  ended: Type.Union([DateText(), Type.Null()]),
  /** Whether it was done after the day it was due. */
  late: Type.Boolean(),
});
export type PlanWorkDocument = Static<typeof PlanWorkDocument>;

type WorkEvent = RecordedTaskEvent | RecordedVisitEvent;

/** Tasks and visits by the plan that they serve. Those that serve none are kept too: what becomes of a task does not say whether it does. */
export const planWork = documentView<PlanWorkDocument, WorkEvent>({
  name: 'plan-work',
  version: 1,
  meaning: { zh: '计划的任务与拜访', en: 'Tasks and visits that serve plans' },
  handles: [...taskEvents, ...visitEvents].map(({ type }) => type),
  keysOf: ({ stream }) => [stream],
  evolve: (work, event) => {
    if (event.type === 'TaskAssigned' || event.type === 'VisitPlanned') return begun(event);
    return work && after(work, event);
  },
  fields: { plan: 'text', action: 'text', owner: 'text', status: 'text', due: 'text' },
  indexes: [
    ['plan', 'due'],
    ['owner', 'due'],
  ],
  index: ({ plan, action, owner, status, due }) => ({ fields: { plan, action, owner, status, due } }),
});

type Begun = Extract<WorkEvent, { type: 'TaskAssigned' | 'VisitPlanned' }>;

function begun(event: Begun): PlanWorkDocument {
  const { plan, action } = event.data;
  const fresh = { id: event.stream, plan, action, status: 'open' as const, ended: null, late: false };
  if (event.type === 'TaskAssigned') {
    const { title, to, deadline } = event.data;
    return { ...fresh, kind: 'task', title, ...to, due: deadline };
  }
  const { purpose, by, plannedFor } = event.data;
  return { ...fresh, kind: 'visit', title: purpose, ...by, due: plannedFor };
}

function after(work: PlanWorkDocument, event: Exclude<WorkEvent, Begun>): PlanWorkDocument {
  const on = event.businessDate;
  switch (event.type) {
    case 'TaskProgressed':
      return work;
    case 'TaskBlocked':
      return { ...work, status: 'blocked' };
    case 'TaskUnblocked':
      return { ...work, status: 'open' };
    case 'TaskReassigned':
    case 'VisitReassigned':
      return { ...work, ...event.data.to };
    case 'VisitRescheduled':
      return { ...work, due: event.data.to };
    case 'TaskCompleted':
    case 'VisitCompleted':
      return { ...work, ...event.data.by, ...ended('done', on), late: on > work.due };
    case 'TaskCancelled':
    case 'VisitCancelled':
      return { ...work, ...ended('cancelled', on) };
  }
}

function ended(status: 'done' | 'cancelled', on: BusinessDate): Pick<PlanWorkDocument, 'status' | 'ended'> {
  return { status, ended: on };
}
