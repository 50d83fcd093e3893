import {
  type CustomerId,
  DateText,
  documentView,
  type EmployeeId,
  financial,
  Id,
  idOf,
  Key,
  KeyOf,
  type Labels,
  MoneyOf,
  PerMille,
  personal,
  Shape,
  type Static,
  Text,
  Type,
  type UnitId,
} from '@zongheng/kernel';
import { type RecordedTaskEvent, type RecordedVisitEvent, taskEvents, visitEvents, visitOutcomes } from '@zongheng/sales-events';

const Owned = Shape({ owner: Id<EmployeeId>(), unit: Id<UnitId>() });
const Serves = {
  opportunity: Type.Union([Id(), Type.Null()]),
  plan: Type.Union([Id(), Type.Null()]),
  action: Type.Union([Id(), Type.Null()]),
};
const Cost = financial(Type.Union([MoneyOf(), Type.Null()]));
const OptionalDate = Type.Union([DateText(), Type.Null()]);

export type VisitStatus = 'planned' | 'completed' | 'cancelled';
export const visitStatuses: Labels<VisitStatus> = {
  planned: { zh: '已计划', en: 'Planned' },
  completed: { zh: '已完成', en: 'Completed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

export const VisitDocument = Shape({
  id: Id(),
  status: KeyOf(visitStatuses),
  customer: Id<CustomerId>(),
  by: Owned,
  plannedFor: DateText(),
  purpose: Text(500),
  ...Serves,
  outcome: Type.Union([KeyOf(visitOutcomes), Type.Null()]),
  note: personal(Type.Union([Text(2000), Type.Null()])),
  cost: Cost,
  /** The date it was made or cancelled; null while it is planned. */
  ended: OptionalDate,
  revision: Type.Integer({ minimum: 0 }),
});
export type VisitDocument = Static<typeof VisitDocument>;

export const visits = documentView<VisitDocument, RecordedVisitEvent>({
  name: 'visits',
  version: 1,
  meaning: { zh: '拜访', en: 'Visits' },
  handles: visitEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (visit, event) => {
    if (event.type === 'VisitPlanned') {
      const planned = { id: idOf(event.stream), status: 'planned' as const, outcome: null, note: null, cost: null, ended: null };
      return { ...planned, ...event.data, revision: event.revision };
    }
    return visit === null ? null : { ...visitAfter(visit, event), revision: event.revision };
  },
  fields: {
    status: 'text',
    customer: 'text',
    owner: 'text',
    unit: 'text',
    plannedFor: 'text',
    opportunity: 'text',
    outcome: 'text',
    ended: 'text',
  },
  indexes: [
    ['owner', 'plannedFor'],
    ['unit', 'plannedFor'],
    ['customer', 'plannedFor'],
    ['opportunity', 'plannedFor'],
    ['status', 'plannedFor'],
    ['plannedFor'],
    ['ended'],
  ],
  index: (visit) => ({
    fields: {
      status: visit.status,
      customer: visit.customer,
      owner: visit.by.owner,
      unit: visit.by.unit,
      plannedFor: visit.plannedFor,
      opportunity: visit.opportunity,
      outcome: visit.outcome,
      ended: visit.ended,
    },
    search: [visit.purpose],
  }),
});

function visitAfter(visit: VisitDocument, event: Exclude<RecordedVisitEvent, { type: 'VisitPlanned' }>): VisitDocument {
  switch (event.type) {
    case 'VisitRescheduled':
      return { ...visit, plannedFor: event.data.to };
    case 'VisitReassigned':
      return { ...visit, by: event.data.to };
    case 'VisitCompleted':
      return {
        ...visit,
        status: 'completed',
        outcome: event.data.outcome,
        note: event.data.note,
        cost: event.data.cost,
        ended: event.businessDate,
      };
    case 'VisitCancelled':
      return { ...visit, status: 'cancelled', ended: event.businessDate };
  }
}

export type TaskStatus = 'open' | 'blocked' | 'completed' | 'cancelled';
export const taskStatuses: Labels<TaskStatus> = {
  open: { zh: '进行中', en: 'Open' },
  blocked: { zh: '受阻', en: 'Blocked' },
  completed: { zh: '已完成', en: 'Completed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

export const TaskDocument = Shape({
  id: Id(),
  status: KeyOf(taskStatuses),
  title: Text(),
  by: Owned,
  deadline: DateText(),
  collaborators: Type.Array(Id<EmployeeId>()),
  products: Type.Array(Id()),
  customers: Type.Array(Id<CustomerId>()),
  ...Serves,
  reference: Type.Union([Shape({ system: Key(), key: Text() }), Type.Null()]),
  /** Per mille done. */
  progress: PerMille(),
  blockedBecause: Type.Union([Text(500), Type.Null()]),
  late: Type.Union([Type.Boolean(), Type.Null()]),
  cost: Cost,
  assigned: DateText(),
  /** The date it was completed or cancelled; null while it goes on. */
  ended: OptionalDate,
  revision: Type.Integer({ minimum: 0 }),
});
export type TaskDocument = Static<typeof TaskDocument>;

export const tasks = documentView<TaskDocument, RecordedTaskEvent>({
  name: 'tasks',
  version: 1,
  meaning: { zh: '任务', en: 'Tasks' },
  handles: taskEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (task, event) => {
    if (event.type === 'TaskAssigned') {
      const { to, ...rest } = event.data;
      const fresh = { status: 'open' as const, progress: 0, blockedBecause: null, late: null, cost: null, ended: null };
      return { id: idOf(event.stream), ...fresh, ...rest, by: to, assigned: event.businessDate, revision: event.revision };
    }
    return task === null ? null : { ...taskAfter(task, event), revision: event.revision };
  },
  fields: {
    status: 'text',
    owner: 'text',
    unit: 'text',
    deadline: 'text',
    opportunity: 'text',
    assigned: 'text',
    ended: 'text',
    progress: 'number',
    title: 'text',
    reference: 'text',
  },
  indexes: [
    ['owner', 'status', 'deadline'],
    ['unit', 'deadline'],
    ['opportunity', 'deadline'],
    ['status', 'deadline'],
    ['deadline'],
    ['assigned'],
    ['ended'],
    ['title'],
    ['progress'],
    ['reference'],
  ],
  index: (task) => ({
    fields: {
      status: task.status,
      owner: task.by.owner,
      unit: task.by.unit,
      deadline: task.deadline,
      opportunity: task.opportunity,
      assigned: task.assigned,
      ended: task.ended,
      progress: task.progress,
      title: task.title,
      reference: task.reference?.key ?? null,
    },
    search: [task.title],
  }),
});

function taskAfter(task: TaskDocument, event: Exclude<RecordedTaskEvent, { type: 'TaskAssigned' }>): TaskDocument {
  switch (event.type) {
    case 'TaskProgressed':
      return { ...task, progress: event.data.to };
    case 'TaskCompleted':
      return { ...task, status: 'completed', progress: 1000, late: event.data.late, cost: event.data.cost, ended: event.businessDate };
    case 'TaskBlocked':
      return { ...task, status: 'blocked', blockedBecause: event.data.reason };
    case 'TaskUnblocked':
      return { ...task, status: 'open', blockedBecause: null };
    case 'TaskReassigned':
      return { ...task, by: event.data.to };
    case 'TaskCancelled':
      return { ...task, status: 'cancelled', ended: event.businessDate };
  }
}
