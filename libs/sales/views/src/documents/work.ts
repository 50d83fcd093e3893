import { type BusinessDate, documentView, idOf, type Money } from '@zongheng/kernel';
import { type RecordedTaskEvent, type RecordedVisitEvent, taskEvents, visitEvents, type VisitOutcome } from '@zongheng/sales-events';

interface Owned {
  readonly owner: string;
  readonly unit: string;
}

export interface VisitDocument {
  readonly id: string;
  readonly status: 'planned' | 'completed' | 'cancelled';
  readonly customer: string;
  readonly by: Owned;
  readonly plannedFor: BusinessDate;
  readonly purpose: string;
  readonly opportunity: string | null;
  readonly plan: string | null;
  readonly action: string | null;
  readonly outcome: VisitOutcome | null;
  readonly note: string | null;
  readonly cost: Money | null;
  /** The date it was made or cancelled; null while it is planned. */
  readonly ended: BusinessDate | null;
  readonly revision: number;
}

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

export interface TaskDocument {
  readonly id: string;
  readonly status: 'open' | 'blocked' | 'completed' | 'cancelled';
  readonly title: string;
  readonly by: Owned;
  readonly deadline: BusinessDate;
  readonly collaborators: readonly string[];
  readonly products: readonly string[];
  readonly customers: readonly string[];
  readonly opportunity: string | null;
  readonly plan: string | null;
  readonly action: string | null;
  readonly reference: { readonly system: string; readonly key: string } | null;
  /** Per mille done. */
  readonly progress: number;
  readonly blockedBecause: string | null;
  readonly late: boolean | null;
  readonly cost: Money | null;
  readonly assigned: BusinessDate;
  /** The date it was completed or cancelled; null while it goes on. */
  readonly ended: BusinessDate | null;
  readonly revision: number;
}

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
