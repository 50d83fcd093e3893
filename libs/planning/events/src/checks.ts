import {
  Count,
  DateText,
  defineEvent,
  type EmployeeId,
  Id,
  Key,
  KeyOf,
  type Labels,
  personal,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import { Aim, Amount, Difference } from './metrics.ts';
import { PlanOf } from './subject.ts';
import { MomentText } from './targets.ts';

const stream = 'plan';
/** Checks of a plan are counted from 1. */
export const checkNumber = () => Type.Integer({ minimum: 1, maximum: 10_000 });

export type Light = 'green' | 'amber' | 'red';
export const lights: Labels<Light> = {
  green: { zh: '绿', en: 'Green' },
  amber: { zh: '黄', en: 'Amber' },
  red: { zh: '红', en: 'Red' },
};

/** One target held against what came of it. What is not measured has no actual, variance, attainment and light. */
export const CheckLine = Shape({
  aim: Aim,
  plan: Amount(),
  /** The part of the plan that was due by the date, by days gone by; the whole of a rate. */
  due: Amount(),
  actual: Type.Union([Difference(), Type.Null()]),
  /** Actual less plan. */
  variance: Type.Union([Difference(), Type.Null()]),
  /** Actual ÷ due in per mille (due ÷ actual where less is better), rounded once; null where there is nothing to divide by. */
  attainment: Type.Union([Type.Integer(), Type.Null()]),
  light: Type.Union([KeyOf(lights), Type.Null()]),
});
export type CheckLine = Static<typeof CheckLine>;

/** Everything a check saw. */
export const Seen = Shape({
  asOf: DateText(),
  /** The moment of the log up to which events had been counted. */
  at: MomentText(),
  /** The version of the tolerance policy that made the lights. */
  tolerance: Type.Integer({ minimum: 0 }),
  lines: Type.Array(CheckLine, { minItems: 1, maxItems: 200 }),
});
export type Seen = Static<typeof Seen>;

export const ProgressChecked = defineEvent({
  type: 'ProgressChecked',
  version: 1,
  stream,
  meaning: { zh: '检查进度，冻结所见数字', en: 'Progress was checked; the figures that were seen are frozen' },
  data: Shape({
    of: PlanOf,
    check: checkNumber(),
    seen: Seen,
    actions: Shape({ open: Count(), done: Count(), late: Count(), blocked: Count() }),
    note: Type.Union([Text(1000), Type.Null()]),
  }),
});

export const CorrectionDecided = defineEvent({
  type: 'CorrectionDecided',
  version: 1,
  stream,
  meaning: { zh: '决定纠偏措施', en: 'A correction was decided' },
  data: Shape({
    of: PlanOf,
    correction: Id(),
    /** The check it answers; null where none had been made. */
    check: Type.Union([checkNumber(), Type.Null()]),
    decision: Text(1000),
    responsible: Id<EmployeeId>(),
    deadline: DateText(),
    metric: Type.Union([Key(), Type.Null()]),
    /** The action of this plan that carries it out; null where none does. */
    action: Type.Union([Id(), Type.Null()]),
  }),
});

export type CorrectionOutcome = 'done' | 'dropped';
export const correctionOutcomes: Labels<CorrectionOutcome> = {
  done: { zh: '已落实', en: 'Done' },
  dropped: { zh: '已放弃', en: 'Dropped' },
};

export const CorrectionSettled = defineEvent({
  type: 'CorrectionSettled',
  version: 1,
  stream,
  meaning: { zh: '纠偏措施了结', en: 'A correction was carried out, or given up' },
  data: Shape({ of: PlanOf, correction: Id(), outcome: KeyOf(correctionOutcomes), note: Type.Union([Text(500), Type.Null()]) }),
});

export const CorrectionReassigned = defineEvent({
  type: 'CorrectionReassigned',
  version: 1,
  stream,
  meaning: { zh: '纠偏措施改派', en: 'A correction was given to someone else' },
  data: Shape({ of: PlanOf, correction: Id(), from: Id<EmployeeId>(), to: Id<EmployeeId>(), reason: Text(500) }),
});

export const FeedbackGiven = defineEvent({
  type: 'FeedbackGiven',
  version: 1,
  stream,
  meaning: { zh: '给予反馈', en: 'Feedback on a plan was given' },
  data: Shape({
    of: PlanOf,
    check: Type.Union([checkNumber(), Type.Null()]),
    by: Id<EmployeeId>(),
    /** Free text about a person. */
    text: personal(Text(2000)),
  }),
});
