import type { BusinessDate, Command, CustomerId, EmployeeId, Money, OwnerFacts } from '@zongheng/kernel';
import type { Serves } from '../work.ts';

export interface AssignTask extends Command<'AssignTask'>, Serves {
  readonly title: string;
  readonly to: OwnerFacts;
  /** The date of the command or a later one. */
  readonly deadline: BusinessDate;
  readonly collaborators: readonly EmployeeId[];
  readonly products: readonly string[];
  readonly customers: readonly CustomerId[];
  readonly reference: { readonly system: string; readonly key: string } | null;
}

export interface ProgressTask extends Command<'ProgressTask'> {
  /** How far it is, in per mille; 1000 does not complete it. */
  readonly to: number;
  readonly note: string | null;
}

/** Late where `on` is after the deadline. */
export interface CompleteTask extends Command<'CompleteTask'> {
  readonly note: string | null;
  readonly cost: Money | null;
}

export interface BlockTask extends Command<'BlockTask'> {
  readonly reason: string;
}

export interface UnblockTask extends Command<'UnblockTask'> {
  readonly note: string | null;
}

export interface ReassignTask extends Command<'ReassignTask'> {
  readonly to: OwnerFacts;
  readonly reason: string | null;
}

/** Someone left or changed unit, and their open task follows: issued by policies, dated the later of `on` and the task's last fact. */
export interface HandOverTask extends Command<'HandOverTask'> {
  readonly from: EmployeeId;
  readonly to: OwnerFacts;
  readonly reason: string;
}

export interface CancelTask extends Command<'CancelTask'> {
  readonly reason: string;
}

export type TaskCommand = AssignTask | ProgressTask | CompleteTask | BlockTask | UnblockTask | ReassignTask | HandOverTask | CancelTask;
