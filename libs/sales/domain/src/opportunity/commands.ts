import type {
  AttributeFacts,
  AttributeValues,
  BusinessDate,
  Command,
  CustomerId,
  EmployeeId,
  OwnerFacts,
  RegionId,
  UnitId,
} from '@zongheng/kernel';
import type { Source } from '@zongheng/sales-events';
import type { CustomerFacts, PipelineFacts, SchemeFacts } from '../facts.ts';
import type { Valuation } from '../lines.ts';

/** What must be known to move a deal between stages: its pipeline as it is in force, and whether its customer is identified. */
interface Moving {
  readonly pipeline: PipelineFacts;
  readonly customerIdentified: boolean;
}

/** A deal is obtained. With an amount it is registered at once, where the pipeline's next stage is that of registration. */
export interface OpenOpportunity extends Command<'OpenOpportunity'> {
  readonly title: string;
  readonly customer: CustomerFacts;
  /** The owner named, or the owner of the customer's file. */
  readonly owner: OwnerFacts;
  readonly pipeline: PipelineFacts;
  readonly source: Source;
  /** What it is worth as far as is known; no lines where nothing is. */
  readonly value: Valuation;
  readonly expectedClose: BusinessDate | null;
  readonly reference: { readonly system: string; readonly key: string } | null;
  readonly note: string | null;
}

/** Enters the stage of registration; `value` gives the lines first, where they come with it; `reason` is needed where stages are skipped. */
export interface RegisterOpportunity extends Command<'RegisterOpportunity'>, Moving {
  readonly value: Valuation | null;
  readonly reason: string | null;
}

/** Gives the deal to an owner; it moves on to the stage of assignment where that is next and nothing is missing. */
export interface AssignOpportunity extends Command<'AssignOpportunity'>, Moving {
  readonly owner: OwnerFacts;
  readonly reason: string | null;
}

/** To a later open stage. Skipping stages needs a reason; what each stage left requires must be known. */
export interface AdvanceOpportunity extends Command<'AdvanceOpportunity'>, Moving {
  readonly to: string;
  readonly reason: string | null;
}

export interface MoveOpportunityBack extends Command<'MoveOpportunityBack'> {
  readonly pipeline: PipelineFacts;
  readonly to: string;
  readonly reason: string;
}

export interface ChangeExpectedClose extends Command<'ChangeExpectedClose'> {
  /** Null: nothing is expected any more. */
  readonly expectedClose: BusinessDate | null;
  readonly reason: string | null;
}

export interface MoveOpportunityToCustomer extends Command<'MoveOpportunityToCustomer'> {
  readonly customer: CustomerFacts;
  readonly reason: string;
}

/** The lines as they are from now on, all of them. */
export interface RevalueOpportunity extends Command<'RevalueOpportunity'>, Moving {
  readonly value: Valuation;
  readonly reason: string | null;
}

export interface SetOpportunityAttributes extends Command<'SetOpportunityAttributes'> {
  readonly set: AttributeValues;
  readonly remove: readonly string[];
  /** The attributes defined for opportunities, by key. */
  readonly catalogue: Readonly<Record<string, AttributeFacts>>;
}

export interface AssessOpportunity extends Command<'AssessOpportunity'> {
  readonly scheme: SchemeFacts;
  readonly answers: readonly { readonly criterion: string; readonly points: number; readonly reason: string | null }[];
}

/** `value` gives the final lines where they changed with the win; `reason` is needed where stages are skipped. */
export interface WinOpportunity extends Command<'WinOpportunity'>, Moving {
  readonly value: Valuation | null;
  readonly reason: string | null;
}

export interface LoseOpportunity extends Command<'LoseOpportunity'> {
  readonly pipeline: PipelineFacts;
  /** The key of the reason: price, timing, … */
  readonly reason: string;
  /** The key of the competitor it went to; null where to none, or unknown. */
  readonly competitor: string | null;
  readonly note: string | null;
}

/** To an open stage of the pipeline. */
export interface ReopenOpportunity extends Command<'ReopenOpportunity'> {
  readonly pipeline: PipelineFacts;
  readonly to: string;
  readonly reason: string;
}

/**
 * What a deal is counted by changed elsewhere, and the deal follows: issued by policies. `on` is the date it took effect there; the fact is
 * dated the later of that and the deal's last. Nothing happens where the deal is closed, voided, or not concerned (any more).
 */
export type ReclassifyOpportunity = Command<'ReclassifyOpportunity'> &
  (
    | { readonly cause: 'employee-transferred'; readonly owner: EmployeeId; readonly unit: UnitId }
    | {
        readonly cause: 'customer-changed';
        readonly customer: CustomerId;
        readonly region: RegionId | null;
        readonly segment: string | null;
      }
    | { readonly cause: 'pipeline-revised'; readonly pipeline: PipelineFacts; readonly from: string; readonly to: string }
  );

/** Someone left, and what was theirs goes to another: issued by policies, dated like a reclassification, without effect where not concerned. */
export interface HandOverOpportunity extends Command<'HandOverOpportunity'> {
  readonly from: EmployeeId;
  readonly to: OwnerFacts;
  readonly reason: string;
}

/**
 * The past was recorded wrongly. All but `stage-date` and `loss` hold from `since` until the next recorded change of the same thing: what
 * was recorded after stays.
 */
export type CorrectOpportunity = Command<'CorrectOpportunity'> & { readonly reason: string } & Correction;
export type Correction =
  | { readonly corrects: 'lines'; readonly since: BusinessDate; readonly value: Valuation }
  | { readonly corrects: 'source'; readonly since: BusinessDate; readonly source: Source }
  | { readonly corrects: 'owner'; readonly since: BusinessDate; readonly owner: OwnerFacts }
  | { readonly corrects: 'region'; readonly since: BusinessDate; readonly region: RegionId | null }
  | { readonly corrects: 'segment'; readonly since: BusinessDate; readonly segment: string | null }
  | { readonly corrects: 'expected-close'; readonly since: BusinessDate; readonly expectedClose: BusinessDate | null }
  /** The deal entered `stage` on `date`, not on `recorded`. */
  | { readonly corrects: 'stage-date'; readonly stage: string; readonly recorded: BusinessDate; readonly date: BusinessDate }
  /** Why the deal was lost (the last time it was), and to whom. */
  | { readonly corrects: 'loss'; readonly lossReason: string; readonly competitor: string | null };

/** It should never have been recorded: it is taken out of the books from its first day. */
export interface VoidOpportunity extends Command<'VoidOpportunity'> {
  readonly reason: string;
}

export type OpportunityCommand =
  | OpenOpportunity
  | RegisterOpportunity
  | AssignOpportunity
  | AdvanceOpportunity
  | MoveOpportunityBack
  | ChangeExpectedClose
  | MoveOpportunityToCustomer
  | RevalueOpportunity
  | SetOpportunityAttributes
  | AssessOpportunity
  | WinOpportunity
  | LoseOpportunity
  | ReopenOpportunity
  | ReclassifyOpportunity
  | HandOverOpportunity
  | CorrectOpportunity
  | VoidOpportunity;
