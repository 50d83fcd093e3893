import { DateText, documentView, idOf, Shape, type Static, Text, Type } from '@zongheng/kernel';
import { Band, DueDate, type RecordedDueDatesEvent, type RecordedToleranceEvent, ReminderLevel } from '@zongheng/planning-events';

const Versioned = { version: Type.Integer({ minimum: 1 }), since: DateText(), reason: Text(500) };

/** Every version of the tolerance there was, the newest last: an old check is explained by the one of its day. */
export const ToleranceDocument = Shape({ versions: Type.Array(Shape({ ...Versioned, bands: Type.Array(Band) })) });
export type ToleranceDocument = Static<typeof ToleranceDocument>;

export const tolerance = documentView<ToleranceDocument, RecordedToleranceEvent>({
  name: 'plan-tolerance',
  version: 1,
  meaning: { zh: '计划容差', en: 'The tolerance of plans' },
  handles: ['PlanToleranceDefined'],
  keysOf: (event) => [idOf(event.stream)],
  evolve: (document, { data, businessDate }) => ({ versions: [...(document?.versions ?? []), { ...data, since: businessDate }] }),
  fields: {},
  indexes: [],
  index: () => ({ fields: {} }),
});

/** Every version of the due dates there was, the newest last. */
export const DueDatesDocument = Shape({
  versions: Type.Array(Shape({ ...Versioned, due: Type.Array(DueDate), reminders: Type.Array(ReminderLevel) })),
});
export type DueDatesDocument = Static<typeof DueDatesDocument>;

export const dueDates = documentView<DueDatesDocument, RecordedDueDatesEvent>({
  name: 'plan-due-dates',
  version: 1,
  meaning: { zh: '计划报送期限', en: 'By which day plans and progress are owed' },
  handles: ['PlanDueDatesDefined'],
  keysOf: (event) => [idOf(event.stream)],
  evolve: (document, { data, businessDate }) => ({ versions: [...(document?.versions ?? []), { ...data, since: businessDate }] }),
  fields: {},
  indexes: [],
  index: () => ({ fields: {} }),
});
