import type { Command, Money, Month, BusinessDate } from '@zongheng/kernel';
import type { AccountCell, CreditKind, DisputeOutcome, ReclassificationCause } from '@zongheng/receivables-events';
import type { Levels, LineGiven, NameGiven, Opening, Rule } from '../facts.ts';

export interface IssueInvoice extends Command<'IssueInvoice'> {
  readonly opening: Opening;
  readonly rule: Rule;
  readonly number: string;
  readonly contract: string | null;
  readonly month: Month | null;
  readonly due: BusinessDate;
  readonly currency: string;
  readonly lines: readonly LineGiven[];
  readonly reference: { readonly system: string; readonly key: string } | null;
}
/** Terms left out stay as they are. */
export interface CorrectInvoice extends Command<'CorrectInvoice'> {
  readonly number: string;
  readonly due?: BusinessDate;
  readonly month?: Month | null;
  readonly contract?: string | null;
  readonly reason: string;
}
export interface VoidInvoice extends Command<'VoidInvoice'> {
  readonly rule: Rule;
  readonly number: string;
  readonly reason: string;
}
export interface DisputeInvoice extends Command<'DisputeInvoice'> {
  readonly number: string;
  readonly reason: string;
}
export interface SettleDispute extends Command<'SettleDispute'> {
  readonly rule: Rule;
  readonly number: string;
  readonly outcome: DisputeOutcome;
  readonly note: string | null;
}
/** An amount of null is all that is open. */
export interface WriteOffInvoice extends Command<'WriteOffInvoice'> {
  readonly number: string;
  readonly gross: number | null;
  readonly reason: string;
}
/** An amount of null is all that was written off. */
export interface ReinstateInvoice extends Command<'ReinstateInvoice'> {
  readonly rule: Rule;
  readonly number: string;
  readonly gross: number | null;
  readonly reason: string;
}
/** An amount of null is all that is open. */
export interface PromisePayment extends Command<'PromisePayment'> {
  readonly number: string;
  readonly gross: number | null;
  readonly by: BusinessDate;
  readonly note: string | null;
}
export interface SendReminder extends Command<'SendReminder'> {
  readonly number: string;
  readonly level: string;
  readonly levels: Levels;
}
export interface ReceivePayment extends Command<'ReceivePayment'> {
  readonly opening: Opening;
  readonly rule: Rule;
  readonly payment: string;
  readonly method: string;
  readonly received: Money;
  /** What it counts as, where it is another currency; null: what was received. */
  readonly countsAs: Money | null;
  readonly names: readonly NameGiven[];
  readonly payer: string | null;
  readonly note: string | null;
}
export interface ReversePayment extends Command<'ReversePayment'> {
  readonly rule: Rule;
  readonly payment: string;
  readonly reason: string;
}
export interface IssueCreditNote extends Command<'IssueCreditNote'> {
  readonly rule: Rule;
  readonly note: string;
  readonly number: string;
  readonly lines: readonly LineGiven[];
  readonly reason: string;
}
export interface ReverseCreditNote extends Command<'ReverseCreditNote'> {
  readonly rule: Rule;
  readonly note: string;
  readonly reason: string;
}
export interface AllocateCredit extends Command<'AllocateCredit'> {
  readonly rule: Rule;
  readonly kind: CreditKind;
  readonly credit: string;
  readonly names: readonly NameGiven[];
  readonly reason: string | null;
}
export interface RefundCredit extends Command<'RefundCredit'> {
  readonly refund: string;
  readonly currency: string;
  readonly gross: number;
  readonly reason: string;
}
export interface ReverseRefund extends Command<'ReverseRefund'> {
  readonly rule: Rule;
  readonly refund: string;
  readonly reason: string;
}
/** The account follows its customer, or who looks after them. */
export interface ReclassifyAccount extends Command<'ReclassifyAccount'> {
  readonly cause: ReclassificationCause;
  readonly cell: AccountCell;
}

/** Nothing of the account should ever have been recorded. */
export interface TakeBackAccount extends Command<'TakeBackAccount'> {
  readonly reason: string;
}

export type AccountCommand =
  | IssueInvoice
  | CorrectInvoice
  | VoidInvoice
  | DisputeInvoice
  | SettleDispute
  | WriteOffInvoice
  | ReinstateInvoice
  | PromisePayment
  | SendReminder
  | ReceivePayment
  | ReversePayment
  | IssueCreditNote
  | ReverseCreditNote
  | AllocateCredit
  | RefundCredit
  | ReverseRefund
  | ReclassifyAccount
  | TakeBackAccount;
