import type { BusinessDate, Month } from '@zongheng/kernel';
import type { CreditKind, ProductPart } from '@zongheng/receivables-events';

/** So much of a payment or a credit note, against an invoice from a date on; up to another where the money went back. */
export interface Slice {
  readonly credit: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate | null;
  readonly gross: number;
  readonly net: number;
  readonly named: boolean;
}

/** What an invoice says. */
export interface Issued {
  readonly date: BusinessDate;
  readonly due: BusinessDate;
  readonly month: Month | null;
  readonly contract: string | null;
  readonly currency: string;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
  readonly parts: readonly ProductPart[];
}

export interface Promise {
  readonly on: BusinessDate;
  readonly by: BusinessDate;
  readonly gross: number;
}

/** All that stands under the number of an invoice. */
export interface Invoice {
  /** Null: money names it, but it is not here yet. */
  readonly issued: Issued | null;
  readonly voided: boolean;
  /** What names it: the credit and how much of it, in the order of their coming. */
  readonly claims: readonly (readonly [credit: string, gross: number])[];
  readonly slices: readonly Slice[];
  /** Written off on a date, or reinstated (negative). */
  readonly writeOffs: readonly (readonly [date: BusinessDate, gross: number, net: number])[];
  /** From a date to another; the last one goes on where it has no end. */
  readonly disputes: readonly (readonly [from: BusinessDate, to: BusinessDate | null])[];
  /** Levels of reminders sent. */
  readonly reminded: readonly string[];
  readonly promise: Promise | null;
}

/** A payment or a credit note: what came onto the account, and where it went. */
export interface Credit {
  readonly kind: CreditKind;
  readonly date: BusinessDate;
  /** The date on which it was reversed. */
  readonly end: BusinessDate | null;
  readonly currency: string;
  readonly gross: number;
  readonly received: { readonly minor: number; readonly currency: string };
  readonly names: readonly { readonly number: string; readonly gross: number }[];
  /** Numbers of the invoices it stands against. */
  readonly on: readonly string[];
  readonly applied: number;
  /** Named for invoices that are not here yet. */
  readonly waiting: number;
  /** Paid back on a date, or come back from there (negative). */
  readonly refunds: readonly (readonly [date: BusinessDate, gross: number])[];
  /** Of a credit note: the invoice it was issued against, and what of it is revenue. */
  readonly against: { readonly number: string; readonly net: number } | null;
}

/** Credit that was paid back, out of what; up to a date where it came back. */
export interface Refund {
  readonly date: BusinessDate;
  readonly end: BusinessDate | null;
  readonly currency: string;
  readonly gross: number;
  readonly of: readonly (readonly [credit: string, gross: number])[];
}

export const noInvoice: Invoice = {
  issued: null,
  voided: false,
  claims: [],
  slices: [],
  writeOffs: [],
  disputes: [],
  reminded: [],
  promise: null,
};
