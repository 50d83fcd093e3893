import {
  type CustomerId,
  DateText,
  documentView,
  type EmployeeId,
  Id,
  idOf,
  Key,
  KeyOf,
  type Labels,
  PerMille,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import { Cost, Owned, type RecordedTaskEvent, Serves, taskEvents } from '@zongheng/sales-events';

const OptionalDate = Type.Union([DateText(), Type.Null()]);

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
