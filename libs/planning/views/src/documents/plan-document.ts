import { DateText, type EmployeeId, Id, KeyOf, type Labels, PerMille, personal, Shape, type Static, Text, Type } from '@zongheng/kernel';
import {
  ActionTerms,
  Aim,
  Amount,
  Base,
  CarriedCorrection,
  Difference,
  Origin,
  owedThings,
  Part,
  PeriodText,
  Seen,
  Shortfall,
  Subject,
} from '@zongheng/planning-events';

const Optional = {
  date: Type.Union([DateText(), Type.Null()]),
  id: Type.Union([Id(), Type.Null()]),
  check: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
};

export type PlanStatus = 'owed' | 'draft' | 'committed' | 'closed';
export const planStatuses: Labels<PlanStatus> = {
  owed: { zh: '未编制', en: 'Not drafted' },
  draft: { zh: '编制中', en: 'Draft' },
  committed: { zh: '已确认', en: 'Committed' },
  closed: { zh: '已关闭', en: 'Closed' },
};

/** Which of the four steps a plan stands at: the one that its last fact belongs to. */
export type PdcaStep = 'plan' | 'do' | 'check' | 'act';
export const pdcaSteps: Labels<PdcaStep> = {
  plan: { zh: '计划 P', en: 'Plan' },
  do: { zh: '执行 D', en: 'Do' },
  check: { zh: '检查 C', en: 'Check' },
  act: { zh: '处理 A', en: 'Act' },
};

export type ActionStatus = 'open' | 'blocked' | 'completed' | 'dropped';
export const actionStatuses: Labels<ActionStatus> = {
  open: { zh: '进行中', en: 'Open' },
  blocked: { zh: '受阻', en: 'Blocked' },
  completed: { zh: '已完成', en: 'Completed' },
  dropped: { zh: '已放弃', en: 'Dropped' },
};

export type CorrectionStatus = 'open' | 'done' | 'dropped';
export const correctionStatuses: Labels<CorrectionStatus> = {
  open: { zh: '待落实', en: 'Open' },
  done: { zh: '已落实', en: 'Done' },
  dropped: { zh: '已放弃', en: 'Dropped' },
};

export const TargetDocument = Shape({
  aim: Aim,
  amount: Amount(),
  /** What was committed to at first; null while the plan is a draft, or where the target came by a revision. */
  committed: Type.Union([Amount(), Type.Null()]),
  revisions: Type.Integer({ minimum: 0 }),
  base: Type.Union([Base, Type.Null()]),
  allottedBy: Optional.id,
  parts: Type.Array(Part),
  /** The sum of the parts less the target; null where it was not decomposed. */
  stretch: Type.Union([Difference(), Type.Null()]),
});
export type TargetDocument = Static<typeof TargetDocument>;

export const ActionDocument = Shape({
  action: Id(),
  terms: ActionTerms,
  status: KeyOf(actionStatuses),
  progress: PerMille(),
  /** Why it is blocked, or was dropped. */
  reason: Type.Union([Text(500), Type.Null()]),
  planned: DateText(),
  /** The date it was completed or dropped; null while it goes on. */
  ended: Optional.date,
  late: Type.Boolean(),
  carriedFrom: Type.Union([Origin, Type.Null()]),
});
export type ActionDocument = Static<typeof ActionDocument>;

export const CheckDocument = Shape({
  check: Type.Integer({ minimum: 1 }),
  on: DateText(),
  seen: Seen,
  note: Type.Union([Text(1000), Type.Null()]),
});
export type CheckDocument = Static<typeof CheckDocument>;

export const CorrectionDocument = Shape({
  ...CarriedCorrection.properties,
  check: Optional.check,
  status: KeyOf(correctionStatuses),
  decided: DateText(),
  settled: Optional.date,
  note: Type.Union([Text(500), Type.Null()]),
});
export type CorrectionDocument = Static<typeof CorrectionDocument>;

export const FeedbackDocument = Shape({
  on: DateText(),
  check: Optional.check,
  by: Id<EmployeeId>(),
  text: personal(Text(2000)),
});

export const ReminderDocument = Shape({
  owed: KeyOf(owedThings),
  level: Type.Integer({ minimum: 1 }),
  due: DateText(),
  on: DateText(),
  to: Type.Union([Id<EmployeeId>(), Type.Null()]),
});

export const PlanDocument = Shape({
  id: Id(),
  subject: Subject,
  period: PeriodText(),
  first: DateText(),
  last: DateText(),
  status: KeyOf(planStatuses),
  step: KeyOf(pdcaSteps),
  targets: Type.Array(TargetDocument),
  actions: Type.Array(ActionDocument),
  checks: Type.Array(CheckDocument),
  corrections: Type.Array(CorrectionDocument),
  feedback: Type.Array(FeedbackDocument),
  reminders: Type.Array(ReminderDocument),
  /** What the plan before left open, of each that was rolled forward into this one. */
  received: Type.Array(Shape({ from: Id(), shortfall: Type.Array(Shortfall) })),
  /** What this plan did not bring, once it is closed. */
  shortfall: Type.Array(Shortfall),
  /** The plan that what was left open went into. */
  rolledInto: Optional.id,
  drafted: Optional.date,
  committed: Optional.date,
  /** The last day on which an action moved. */
  progressed: Optional.date,
  closed: Optional.date,
  revision: Type.Integer({ minimum: 0 }),
});
export type PlanDocument = Static<typeof PlanDocument>;

/** The members that a list shows only where they are asked for: all that became of a plan since it was set. */
export const heavyPlanMembers = ['actions', 'checks', 'corrections', 'feedback', 'reminders', 'received', 'shortfall'] as const;
