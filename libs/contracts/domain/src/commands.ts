import type { BusinessDate, Command, EmployeeId, OwnerFacts, RegionId, UnitId } from '@zongheng/kernel';
import type { Disposition } from '@zongheng/contracts-events';
import type { CustomerFacts } from './facts.ts';
import type { LineGiven } from './lines.ts';

/** What is agreed with a customer, or proposed to be. */
export interface Agreement {
  /** Unique in the installation: whoever sends the command has reserved it. */
  readonly number: string;
  readonly title: string;
  readonly customer: CustomerFacts;
  readonly owner: OwnerFacts;
  readonly opportunity: string | null;
  readonly currency: string;
  readonly begins: BusinessDate;
  readonly ends: BusinessDate;
  readonly lines: readonly LineGiven[];
}

/** Drafts a contract, or its draft anew. */
export interface DraftContract extends Command<'DraftContract'>, Agreement {}

/** Signs a contract with these terms, whether it was drafted before or not. */
export interface SignContract extends Command<'SignContract'>, Agreement {}

/** Signs a draft as it stands. */
export type SignDraft = Command<'SignDraft'>;

/** From a date on, lines are replaced by others of the same key, new ones come, some end; lines not named stay as they are. */
export interface AmendContract extends Command<'AmendContract'> {
  readonly effective: BusinessDate;
  /** A later last day; null: it stays. */
  readonly ends: BusinessDate | null;
  readonly lines: readonly LineGiven[];
  /** Keys of lines that end. */
  readonly ended: readonly string[];
  readonly reason: string | null;
}

/** Adds a further term. */
export interface RenewContract extends Command<'RenewContract'> {
  /** Null: the day after the present term. */
  readonly begins: BusinessDate | null;
  readonly ends: BusinessDate;
  readonly lines: readonly LineGiven[];
  readonly reason: string | null;
}

/** Stops the months from a date on. */
export interface SuspendContract extends Command<'SuspendContract'> {
  readonly effective: BusinessDate;
  readonly disposition: Disposition;
  readonly reason: string;
}

/** Ends a suspension on a date: shifted months come back so many months later, forfeited ones only from then on. */
export interface ResumeContract extends Command<'ResumeContract'> {
  readonly effective: BusinessDate;
  readonly reason: string | null;
}

export interface TerminateContract extends Command<'TerminateContract'> {
  readonly lastDay: BusinessDate;
  readonly reason: string;
}

/** Gives a contract to another owner, with its months from that of the date on. */
export interface AssignContract extends Command<'AssignContract'> {
  readonly owner: OwnerFacts;
  readonly reason: string | null;
}

/** The owner left: a policy gives the contract to whoever takes over. */
export interface HandOverContract extends Command<'HandOverContract'> {
  readonly from: EmployeeId;
  readonly to: OwnerFacts;
  readonly reason: string | null;
}

/** What a contract is counted by changed elsewhere: a policy lets it follow. */
export type ReclassifyContract = Command<'ReclassifyContract'> &
  (
    | { readonly cause: 'employee-transferred'; readonly owner: EmployeeId; readonly unit: UnitId }
    | { readonly cause: 'customer-changed'; readonly customer: string; readonly region: RegionId | null; readonly segment: string | null }
  );

/** What is put right, and since when. */
export type Correction =
  | { readonly corrects: 'owner'; readonly since: BusinessDate; readonly owner: OwnerFacts }
  | { readonly corrects: 'region'; readonly since: BusinessDate; readonly region: RegionId | null }
  | { readonly corrects: 'segment'; readonly since: BusinessDate; readonly segment: string | null }
  | { readonly corrects: 'opportunity'; readonly opportunity: string | null }
  /** What was agreed by the last signing or renewal up to `since`: its term and its lines. */
  | {
      readonly corrects: 'lines';
      readonly since: BusinessDate;
      readonly begins: BusinessDate | null;
      readonly ends: BusinessDate | null;
      readonly lines: readonly LineGiven[];
    }
  | { readonly corrects: 'signing-date'; readonly date: BusinessDate };

export type CorrectContract = Command<'CorrectContract'> & Correction & { readonly reason: string };

/** Its number or its title was recorded wrongly; what is left out stays. A number is reserved before. */
export interface RenameContract extends Command<'RenameContract'> {
  readonly number: string | null;
  readonly title: string | null;
  readonly reason: string;
}

/** The contract should never have been recorded. */
export interface VoidContract extends Command<'VoidContract'> {
  readonly reason: string;
}

/** The contract never came about, and its number is wanted: it never will. */
export interface AbandonContract extends Command<'AbandonContract'> {
  readonly reason: string;
}

export type ContractCommand =
  | DraftContract
  | SignContract
  | SignDraft
  | AmendContract
  | RenewContract
  | SuspendContract
  | ResumeContract
  | TerminateContract
  | AssignContract
  | HandOverContract
  | ReclassifyContract
  | CorrectContract
  | RenameContract
  | VoidContract
  | AbandonContract;
