import {
  type BusinessDate,
  emptyTrie,
  entriesInTrie,
  entryInTrie,
  type Ordered,
  type Trie,
  withEntryInTrie,
  withoutText,
  withText,
} from '@zongheng/kernel';
import type { AccountCell, CreditKind } from '@zongheng/receivables-events';
import { type Credit, type Invoice, noInvoice, type Refund } from './entries.ts';
import {
  creditFrom,
  invoiceFrom,
  refundFrom,
  type StoredCredit,
  storedCredit,
  type StoredInvoice,
  storedInvoice,
  type StoredRefund,
  storedRefund,
} from './stored.ts';

/**
 * A customer’s account, as a plain JSON value. Entries stand in tries and what is open in ordered sets, so that a fact costs the same on an
 * account of a hundred thousand entries as on one of ten.
 */
export interface AccountState {
  /** What it is counted under, since when; the first counts for all earlier dates too. Empty: nothing stands on the account. */
  readonly cells: readonly (readonly [date: BusinessDate, cell: AccountCell])[];
  /** The latest date of any entry. */
  readonly last: BusinessDate | null;
  readonly invoices: Trie<StoredInvoice>;
  readonly credits: Trie<StoredCredit>;
  readonly refunds: Trie<StoredRefund>;
  /** `currency/due/issued/number` of the invoices of which something is open. */
  readonly open: Ordered;
  /** `currency/date/credit` of what is free to be applied. */
  readonly free: Ordered;
  /** Credit on account by currency, in minor units; what waits for an invoice included. */
  readonly onAccount: Readonly<Record<string, number>>;
}

/** Raised with every change of the state, or of what a fact makes of it. */
export const stateVersion = 2;

export function emptyAccount(): AccountState {
  return { cells: [], last: null, invoices: emptyTrie(), credits: emptyTrie(), refunds: emptyTrie(), open: [], free: [], onAccount: {} };
}

export function invoiceIn(state: AccountState, number: string): Invoice {
  const stored = entryInTrie(state.invoices, number);
  return stored ? invoiceFrom(stored) : noInvoice;
}

export function creditIn(state: AccountState, key: string): Credit | undefined {
  const stored = entryInTrie(state.credits, key);
  return stored && creditFrom(stored);
}

export function refundIn(state: AccountState, key: string): Refund | undefined {
  const stored = entryInTrie(state.refunds, key);
  return stored && refundFrom(stored);
}

/** All invoices by number, and those not here yet that money names. */
export function invoicesOf(state: AccountState): (readonly [number: string, invoice: Invoice])[] {
  return [...entriesInTrie(state.invoices)].map(([number, stored]) => [number, invoiceFrom(stored)] as const);
}

/** All payments and credit notes, by key. */
export function creditsOf(state: AccountState): (readonly [key: string, credit: Credit])[] {
  return [...entriesInTrie(state.credits)].map(([key, stored]) => [key, creditFrom(stored)] as const);
}

/** How a payment or a credit note stands among both. */
export function creditKey(kind: CreditKind, key: string): string {
  return `${kind === 'payment' ? 'p' : 'n'}:${key}`;
}

/** The reference of a payment, the number of a credit note. */
export function keyOfCredit(credit: string): string {
  return credit.slice(2);
}

export function isCreditNote(credit: string): boolean {
  return credit.startsWith('n:');
}

export function writtenOff({ writeOffs }: Invoice): number {
  return writeOffs.reduce((sum, [, gross]) => sum + gross, 0);
}

/** What of an invoice is open now, in minor units. */
export function openOf(invoice: Invoice): number {
  if (!invoice.issued || invoice.voided) return 0;
  let open = invoice.issued.gross - writtenOff(invoice);
  for (const slice of invoice.slices) if (slice.to === null) open -= slice.gross;
  return open;
}

/** What of a credit is neither applied nor paid back. */
export function unappliedOf(credit: Credit): number {
  if (credit.end !== null) return 0;
  return credit.gross - credit.applied - credit.refunds.reduce((sum, [, gross]) => sum + gross, 0);
}

/** What of a credit may be applied to any invoice: what waits for one that it names is not free. */
export function freeOf(credit: Credit): number {
  return Math.max(0, unappliedOf(credit) - credit.waiting);
}

export function withInvoice(state: AccountState, number: string, invoice: Invoice): AccountState {
  const before = openKey(number, invoiceIn(state, number));
  const after = openKey(number, invoice);
  const open = moved(state.open, before, after);
  return { ...state, open, invoices: withEntryInTrie(state.invoices, number, storedInvoice(invoice)) };
}

export function withCredit(state: AccountState, key: string, credit: Credit): AccountState {
  const known = creditIn(state, key);
  const free = moved(state.free, known ? freeKey(key, known) : null, freeKey(key, credit));
  const more = unappliedOf(credit) - (known ? unappliedOf(known) : 0);
  const onAccount =
    more === 0 ? state.onAccount : { ...state.onAccount, [credit.currency]: (state.onAccount[credit.currency] ?? 0) + more };
  return { ...state, free, onAccount, credits: withEntryInTrie(state.credits, key, storedCredit(credit)) };
}

export function withRefund(state: AccountState, key: string, refund: Refund): AccountState {
  return { ...state, refunds: withEntryInTrie(state.refunds, key, storedRefund(refund)) };
}

function moved(set: Ordered, before: string | null, after: string | null): Ordered {
  if (before === after) return set;
  const without = before === null ? set : withoutText(set, before);
  return after === null ? without : withText(without, after);
}

function openKey(number: string, invoice: Invoice): string | null {
  const { issued } = invoice;
  return issued && openOf(invoice) > 0 ? `${issued.currency}/${issued.due}/${issued.date}/${number}` : null;
}

/** The number of an invoice in the set of those that are open. */
export function numberOfOpen(text: string): string {
  return text.slice(openPrefix);
}

/** The date of an invoice in the set of those that are open. */
export function issuedOfOpen(text: string): string {
  return text.slice(15, 25);
}

function freeKey(key: string, credit: Credit): string | null {
  return freeOf(credit) > 0 ? `${credit.currency}/${credit.date}/${key}` : null;
}

/** The key of a credit in the set of those that are free. */
export function keyOfFree(text: string): string {
  return text.slice(15);
}

/** `CNY/2026-03-02/2026-02-01/` */
const openPrefix = 26;
