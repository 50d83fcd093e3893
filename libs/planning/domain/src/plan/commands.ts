import type { BusinessDate, Command, EmployeeId } from '@zongheng/kernel';
import type {
  ActionTerms,
  Aim,
  Base,
  CarriedAction,
  CarriedCorrection,
  CorrectionOutcome,
  Owed,
  Period,
  PlanOf,
  Shortfall,
  Subject,
} from '@zongheng/planning-events';
import type { Tolerance } from '../tolerance.ts';

/** Whom a plan is drafted for, as it stands on the date of the command. */
export interface SubjectFacts extends Subject {
  /** The date on which the person left; null while they are there, and for units. */
  readonly left: BusinessDate | null;
}

export interface DraftPlan extends Command<'DraftPlan'> {
  readonly subject: SubjectFacts;
  readonly period: Period;
}

/** In the unit of the metric: minor units, pieces, per mille. */
export interface SetTarget extends Command<'SetTarget'> {
  readonly aim: Aim;
  readonly amount: number;
  /** What signed agreements promise for it, as far as it is known; null where the metric has no base. */
  readonly base: Base | null;
  readonly note: string | null;
}

export interface WithdrawTarget extends Command<'WithdrawTarget'> {
  readonly aim: Aim;
  readonly reason: string | null;
}

export interface PartFacts {
  readonly plan: string;
  readonly subject: SubjectFacts;
  readonly amount: number;
  /** Whether that plan is closed, and which plan allots the same target to it already. */
  readonly closed: boolean;
  readonly allottedBy: string | null;
}

export interface DecomposeTarget extends Command<'DecomposeTarget'> {
  readonly aim: Aim;
  readonly parts: readonly PartFacts[];
  /** By how much the parts together exceed the target. */
  readonly stretch: number;
}

/** What a parent's plan allots: issued by a policy. Dated the later of `on` and the plan's last fact. */
export interface AllotTarget extends Command<'AllotTarget'> {
  readonly of: PlanOf;
  readonly aim: Aim;
  readonly amount: number;
  readonly by: string;
  /** Whether the part was taken out of the decomposition: the target is then 0, and the subject's own. */
  readonly released: boolean;
}

export type CommitPlan = Command<'CommitPlan'>;

export interface ReviseTarget extends Command<'ReviseTarget'> {
  readonly aim: Aim;
  readonly amount: number;
  readonly base: Base | null;
  readonly reason: string;
}

export interface PlanAction extends Command<'PlanAction'> {
  readonly action: string;
  readonly terms: ActionTerms;
}

export interface ProgressAction extends Command<'ProgressAction'> {
  readonly action: string;
  /** How far it is, in per mille; 1000 does not complete it. */
  readonly to: number;
  readonly note: string | null;
}

export interface CompleteAction extends Command<'CompleteAction'> {
  readonly action: string;
  readonly note: string | null;
}

export interface BlockAction extends Command<'BlockAction'> {
  readonly action: string;
  readonly reason: string;
}

export interface UnblockAction extends Command<'UnblockAction'> {
  readonly action: string;
  readonly note: string | null;
}

export interface DropAction extends Command<'DropAction'> {
  readonly action: string;
  readonly reason: string;
}

/** What came of an aim by a date, read at a moment; null where it is not measured, or there is nothing to measure. */
export interface Actual {
  readonly aim: Aim;
  readonly actual: number | null;
}

/** Whoever it is given to is to see to it from then on. */
export interface ReassignAction extends Command<'ReassignAction'> {
  readonly action: string;
  readonly to: EmployeeId;
  readonly reason: string;
}

export interface ReassignCorrection extends Command<'ReassignCorrection'> {
  readonly correction: string;
  readonly to: EmployeeId;
  readonly reason: string;
}

/** All that somebody is to see to goes to somebody else: issued by a policy. Dated the later of `on` and the plan's last fact. */
export interface HandOverPlanWork extends Command<'HandOverPlanWork'> {
  readonly from: EmployeeId;
  readonly to: EmployeeId;
  readonly reason: string;
}

/** The actuals are read where the command is prepared: here they are held against the targets, and frozen. */
export interface CheckProgress extends Command<'CheckProgress'> {
  readonly asOf: BusinessDate;
  readonly at: string;
  readonly tolerance: Tolerance;
  readonly actuals: readonly Actual[];
  readonly note: string | null;
}

export interface DecideCorrection extends Command<'DecideCorrection'> {
  readonly correction: string;
  /** Null: the last one. */
  readonly check: number | null;
  readonly decision: string;
  readonly responsible: EmployeeId;
  readonly deadline: BusinessDate;
  readonly metric: string | null;
  readonly action: string | null;
}

export interface SettleCorrection extends Command<'SettleCorrection'> {
  readonly correction: string;
  readonly outcome: CorrectionOutcome;
  readonly note: string | null;
}

export interface GiveFeedback extends Command<'GiveFeedback'> {
  /** Null: the last one. */
  readonly check: number | null;
  readonly by: EmployeeId;
  readonly text: string;
}

export interface ClosePlan extends Command<'ClosePlan'> {
  readonly note: string | null;
}

export interface RollForward extends Command<'RollForward'> {
  /** Whether the plan of the next period is closed already. */
  readonly nextClosed: boolean;
}

/** What the plan before left open: issued by a policy. Dated the later of `on` and the plan's last fact. */
export interface ReceiveCarryOver extends Command<'ReceiveCarryOver'> {
  readonly of: PlanOf;
  readonly from: string;
  readonly actions: readonly CarriedAction[];
  readonly corrections: readonly CarriedCorrection[];
  readonly shortfall: readonly Shortfall[];
}

/** Urges what is owed, once for each level; nothing where it came meanwhile. */
export interface RemindPlan extends Command<'RemindPlan'> {
  readonly of: PlanOf;
  readonly owed: Owed;
  readonly level: number;
  readonly due: BusinessDate;
  /** A report or a check counts that is of this day or a later one. */
  readonly since: BusinessDate;
  readonly to: EmployeeId | null;
  readonly policy: number;
}

export type PlanCommand =
  | DraftPlan
  | SetTarget
  | WithdrawTarget
  | DecomposeTarget
  | AllotTarget
  | CommitPlan
  | ReviseTarget
  | PlanAction
  | ProgressAction
  | CompleteAction
  | BlockAction
  | UnblockAction
  | DropAction
  | ReassignAction
  | ReassignCorrection
  | HandOverPlanWork
  | CheckProgress
  | DecideCorrection
  | SettleCorrection
  | GiveFeedback
  | ClosePlan
  | RollForward
  | ReceiveCarryOver
  | RemindPlan;
