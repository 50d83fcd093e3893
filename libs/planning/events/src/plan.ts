import type { FactOf, RecordedOf } from '@zongheng/kernel';
import {
  ActionBlocked,
  ActionCompleted,
  ActionDropped,
  ActionPlanned,
  ActionProgressed,
  ActionReassigned,
  ActionUnblocked,
} from './actions.ts';
import { CorrectionDecided, CorrectionReassigned, CorrectionSettled, FeedbackGiven, ProgressChecked } from './checks.ts';
import { CarryOverReceived, PlanClosed, PlanRolledForward } from './closing.ts';
import { PlanReminderSent } from './reminders.ts';
import { PlanCommitted, PlanDrafted, TargetDecomposed, TargetRevised, TargetSet, TargetWithdrawn } from './targets.ts';

/** All that a plan's stream may hold. */
export const planEvents = [
  PlanDrafted,
  TargetSet,
  TargetWithdrawn,
  TargetDecomposed,
  PlanCommitted,
  TargetRevised,
  ActionPlanned,
  ActionProgressed,
  ActionCompleted,
  ActionBlocked,
  ActionUnblocked,
  ActionDropped,
  ActionReassigned,
  ProgressChecked,
  CorrectionDecided,
  CorrectionSettled,
  CorrectionReassigned,
  FeedbackGiven,
  PlanClosed,
  PlanRolledForward,
  CarryOverReceived,
  PlanReminderSent,
] as const;

export type PlanFact = FactOf<(typeof planEvents)[number]>;
export type RecordedPlanEvent = RecordedOf<(typeof planEvents)[number]>;
