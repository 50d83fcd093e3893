import {
  type CustomerId,
  DateText,
  defineEvent,
  type EmployeeId,
  type FactOf,
  financial,
  Id,
  Key,
  KeyOf,
  type Labels,
  MoneyOf,
  PerMille,
  personal,
  type RecordedOf,
  Shape,
  Text,
  Type,
  type UnitId,
} from '@zongheng/kernel';

export type VisitOutcome = 'met' | 'interested' | 'not-interested' | 'no-show' | 'follow-up';
export const visitOutcomes: Labels<VisitOutcome> = {
  met: { zh: '已会面', en: 'Met' },
  interested: { zh: '有意向', en: 'Interested' },
  'not-interested': { zh: '无意向', en: 'Not interested' },
  'no-show': { zh: '未见到', en: 'No show' },
  'follow-up': { zh: '需跟进', en: 'Follow-up needed' },
};

const Reason = Type.Union([Text(500), Type.Null()]);
/** Whose work it is, and the unit they belonged to. */
export const Owned = Shape({ owner: Id<EmployeeId>(), unit: Id<UnitId>() });
/** What work may serve: the opportunity, and the plan and action of planning it follows from. */
export const Serves = {
  opportunity: Type.Union([Id(), Type.Null()]),
  plan: Type.Union([Id(), Type.Null()]),
  action: Type.Union([Id(), Type.Null()]),
};
/** What it cost (travel, hospitality): counts into the cost of sale; null where nothing. */
export const Cost = financial(Type.Union([MoneyOf(), Type.Null()]));

export const VisitPlanned = defineEvent({
  type: 'VisitPlanned',
  version: 1,
  stream: 'visit',
  meaning: { zh: '计划拜访', en: 'A visit was planned' },
  data: Shape({ customer: Id<CustomerId>(), by: Owned, plannedFor: DateText(), purpose: Text(500), ...Serves }),
});
export const VisitRescheduled = defineEvent({
  type: 'VisitRescheduled',
  version: 1,
  stream: 'visit',
  meaning: { zh: '拜访改期', en: 'A visit was moved to another date' },
  data: Shape({ from: DateText(), to: DateText(), reason: Reason }),
});
export const VisitReassigned = defineEvent({
  type: 'VisitReassigned',
  version: 1,
  stream: 'visit',
  meaning: { zh: '拜访改派', en: 'A planned visit was given to someone else' },
  data: Shape({ from: Owned, to: Owned, reason: Reason }),
});
export const VisitCompleted = defineEvent({
  type: 'VisitCompleted',
  version: 1,
  stream: 'visit',
  meaning: { zh: '完成拜访', en: 'A visit was made' },
  data: Shape({
    by: Owned,
    plannedFor: DateText(),
    outcome: KeyOf(visitOutcomes),
    note: personal(Type.Union([Text(2000), Type.Null()])),
    cost: Cost,
    ...Serves,
  }),
});
export const VisitCancelled = defineEvent({
  type: 'VisitCancelled',
  version: 1,
  stream: 'visit',
  meaning: { zh: '取消拜访', en: 'A visit was cancelled' },
  data: Shape({ by: Owned, plannedFor: DateText(), reason: Text(500) }),
});

export const TaskAssigned = defineEvent({
  type: 'TaskAssigned',
  version: 1,
  stream: 'task',
  meaning: { zh: '下达任务', en: 'A task was assigned' },
  data: Shape({
    title: Text(),
    to: Owned,
    deadline: DateText(),
    collaborators: Type.Array(Id<EmployeeId>(), { maxItems: 50 }),
    products: Type.Array(Id(), { maxItems: 50 }),
    customers: Type.Array(Id<CustomerId>(), { maxItems: 200 }),
    ...Serves,
    /** The record it came from in another system; null where it came from none. */
    reference: Type.Union([Shape({ system: Key(), key: Text() }), Type.Null()]),
  }),
});
export const TaskProgressed = defineEvent({
  type: 'TaskProgressed',
  version: 1,
  stream: 'task',
  meaning: { zh: '任务进展', en: 'Progress of a task was reported' },
  data: Shape({ by: Owned, from: PerMille(), to: PerMille(), note: Reason }),
});
export const TaskCompleted = defineEvent({
  type: 'TaskCompleted',
  version: 1,
  stream: 'task',
  meaning: { zh: '任务完成', en: 'A task was completed' },
  data: Shape({ by: Owned, deadline: DateText(), late: Type.Boolean(), note: Reason, cost: Cost, ...Serves }),
});
export const TaskBlocked = defineEvent({
  type: 'TaskBlocked',
  version: 1,
  stream: 'task',
  meaning: { zh: '任务受阻', en: 'A task was blocked' },
  data: Shape({ by: Owned, deadline: DateText(), reason: Text(500) }),
});
export const TaskUnblocked = defineEvent({
  type: 'TaskUnblocked',
  version: 1,
  stream: 'task',
  meaning: { zh: '任务解除受阻', en: 'A task was unblocked' },
  data: Shape({ by: Owned, deadline: DateText(), note: Reason }),
});
export const TaskReassigned = defineEvent({
  type: 'TaskReassigned',
  version: 1,
  stream: 'task',
  meaning: { zh: '任务改派', en: 'A task was given to someone else' },
  data: Shape({ from: Owned, to: Owned, deadline: DateText(), reason: Reason }),
});
export const TaskCancelled = defineEvent({
  type: 'TaskCancelled',
  version: 1,
  stream: 'task',
  meaning: { zh: '取消任务', en: 'A task was cancelled' },
  data: Shape({ by: Owned, deadline: DateText(), reason: Text(500) }),
});

export const visitEvents = [VisitPlanned, VisitRescheduled, VisitReassigned, VisitCompleted, VisitCancelled] as const;
export const taskEvents = [TaskAssigned, TaskProgressed, TaskCompleted, TaskBlocked, TaskUnblocked, TaskReassigned, TaskCancelled] as const;
export type VisitFact = FactOf<(typeof visitEvents)[number]>;
export type TaskFact = FactOf<(typeof taskEvents)[number]>;
export type RecordedVisitEvent = RecordedOf<(typeof visitEvents)[number]>;
export type RecordedTaskEvent = RecordedOf<(typeof taskEvents)[number]>;
