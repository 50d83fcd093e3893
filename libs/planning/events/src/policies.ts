import { defineEvent, type FactOf, Key, KeyOf, type Labels, type RecordedOf, Shape, type Static, Text, Type } from '@zongheng/kernel';
import { periodKinds } from './period.ts';
import { owedThings } from './reminders.ts';
import { subjectKinds } from './subject.ts';

/** The tolerance of plans and their due dates are decided in one stream each. */
export const toleranceStream = 'planTolerance-main';
export const dueDatesStream = 'planDueDates-main';

/** From which attainment on, in per mille, a target is green, and from which on amber; below it is red. */
export const Band = Shape({
  /** Null: of every metric that has no band of its own. */
  metric: Type.Union([Key(), Type.Null()]),
  green: Type.Integer({ minimum: 0, maximum: 10_000 }),
  amber: Type.Integer({ minimum: 0, maximum: 10_000 }),
});
export type Band = Static<typeof Band>;

/** Version 0 is what holds before any is defined. */
const version = Type.Integer({ minimum: 1 });

export const PlanToleranceDefined = defineEvent({
  type: 'PlanToleranceDefined',
  version: 1,
  stream: 'planTolerance',
  meaning: { zh: '定义计划容差（红黄绿）', en: 'The tolerance of plans was defined: red, amber, green' },
  data: Shape({ version, bands: Type.Array(Band, { minItems: 1, maxItems: 100 }), reason: Text(500) }),
});

export type Anchor = 'period-start' | 'period-end';
export const anchors: Labels<Anchor> = {
  'period-start': { zh: '期初', en: 'The first day of the period' },
  'period-end': { zh: '期末', en: 'The last day of the period' },
};

/** Who owes what by which day: so many days after (before, where negative) the first or the last day of the period. */
export const DueDate = Shape({
  owed: KeyOf(owedThings),
  subjects: Type.Array(KeyOf(subjectKinds), { minItems: 1, maxItems: 4 }),
  periods: Type.Array(KeyOf(periodKinds), { minItems: 1, maxItems: 3 }),
  anchor: KeyOf(anchors),
  days: Type.Integer({ minimum: -90, maximum: 90 }),
});
export type DueDate = Static<typeof DueDate>;

/** A level of urging, so many days after the due date. */
export const ReminderLevel = Shape({
  level: Type.Integer({ minimum: 1, maximum: 9 }),
  daysLate: Type.Integer({ minimum: 0, maximum: 365 }),
});
export type ReminderLevel = Static<typeof ReminderLevel>;

export const PlanDueDatesDefined = defineEvent({
  type: 'PlanDueDatesDefined',
  version: 1,
  stream: 'planDueDates',
  meaning: { zh: '定义计划与进展的报送期限及催报级别', en: 'By which day plans and progress are owed, and when they are urged' },
  data: Shape({
    version,
    due: Type.Array(DueDate, { minItems: 1, maxItems: 50 }),
    reminders: Type.Array(ReminderLevel, { maxItems: 9 }),
    reason: Text(500),
  }),
});

export type ToleranceFact = FactOf<typeof PlanToleranceDefined>;
export type DueDatesFact = FactOf<typeof PlanDueDatesDefined>;
export type RecordedToleranceEvent = RecordedOf<typeof PlanToleranceDefined>;
export type RecordedDueDatesEvent = RecordedOf<typeof PlanDueDatesDefined>;
