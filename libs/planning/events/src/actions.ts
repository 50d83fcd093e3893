import {
  type CustomerId,
  DateText,
  defineEvent,
  type EmployeeId,
  Id,
  Key,
  PerMille,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import { PlanOf } from './subject.ts';

const stream = 'plan';
const Note = Type.Union([Text(500), Type.Null()]);

/** What is to be done, for whom, by when, by whom and with what. */
export const ActionTerms = Shape({
  title: Text(),
  responsible: Id<EmployeeId>(),
  deadline: DateText(),
  collaborators: Type.Array(Id<EmployeeId>(), { maxItems: 50 }),
  products: Type.Array(Id(), { maxItems: 50 }),
  customers: Type.Array(Id<CustomerId>(), { maxItems: 200 }),
  /** The metric it is to move; null where it serves the plan as a whole. */
  metric: Type.Union([Key(), Type.Null()]),
});
export type ActionTerms = Static<typeof ActionTerms>;

/** Where an action was before it was carried into this plan. */
export const Origin = Shape({ plan: Id(), action: Id() });
export type Origin = Static<typeof Origin>;

export const ActionPlanned = defineEvent({
  type: 'ActionPlanned',
  version: 1,
  stream,
  meaning: { zh: '计划行动', en: 'An action was planned' },
  data: Shape({ of: PlanOf, action: Id(), terms: ActionTerms, progress: PerMille(), carriedFrom: Type.Union([Origin, Type.Null()]) }),
});

/** What every fact of an action says of it: also for which customers it is, so that it stands in their timelines. */
const Of = {
  of: PlanOf,
  action: Id(),
  responsible: Id<EmployeeId>(),
  deadline: DateText(),
  customers: Type.Array(Id<CustomerId>(), { maxItems: 200 }),
};

/** The first version did not say the customers: whoever reads it finds them where the action was planned. */
const upcasters = { 1: (data: object) => ({ ...data, customers: [] }) };

export const ActionProgressed = defineEvent({
  type: 'ActionProgressed',
  version: 2,
  stream,
  meaning: { zh: '行动进展', en: 'Progress of an action was reported' },
  data: Shape({ ...Of, from: PerMille(), to: PerMille(), note: Note }),
  upcasters,
});

export const ActionCompleted = defineEvent({
  type: 'ActionCompleted',
  version: 2,
  stream,
  meaning: { zh: '行动完成', en: 'An action was completed' },
  data: Shape({ ...Of, late: Type.Boolean(), note: Note }),
  upcasters,
});

export const ActionBlocked = defineEvent({
  type: 'ActionBlocked',
  version: 2,
  stream,
  meaning: { zh: '行动受阻', en: 'An action was blocked' },
  data: Shape({ ...Of, reason: Text(500) }),
  upcasters,
});

export const ActionUnblocked = defineEvent({
  type: 'ActionUnblocked',
  version: 2,
  stream,
  meaning: { zh: '行动解除受阻', en: 'An action was blocked no more' },
  data: Shape({ ...Of, note: Note }),
  upcasters,
});

export const ActionDropped = defineEvent({
  type: 'ActionDropped',
  version: 2,
  stream,
  meaning: { zh: '放弃行动', en: 'An action was given up' },
  data: Shape({ ...Of, reason: Text(500) }),
  upcasters,
});

export const ActionReassigned = defineEvent({
  type: 'ActionReassigned',
  version: 1,
  stream,
  meaning: { zh: '行动改派', en: 'An action was given to someone else' },
  data: Shape({
    of: PlanOf,
    action: Id(),
    from: Id<EmployeeId>(),
    to: Id<EmployeeId>(),
    deadline: DateText(),
    customers: Type.Array(Id<CustomerId>(), { maxItems: 200 }),
    reason: Text(500),
  }),
});

/** What is told of actions. */
export const actionEvents = [
  ActionPlanned,
  ActionProgressed,
  ActionCompleted,
  ActionBlocked,
  ActionUnblocked,
  ActionDropped,
  ActionReassigned,
] as const;
