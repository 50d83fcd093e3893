import { type BusinessDate, isCurrency, isRefusal, minorMax, type Refusal } from '@zongheng/kernel';
import { refuse } from '../refusals.ts';
import type { Invoice, Issued } from './entries.ts';
import { type AccountState, invoiceIn } from './state.ts';

/** An invoice that is on the account and was not voided. */
export type Standing = Invoice & { readonly issued: Issued };

/** The invoice of a number; or why nothing can be said of it. */
export function standing(state: AccountState, number: string): Standing | Refusal {
  const invoice = invoiceIn(state, number);
  const { issued } = invoice;
  if (!issued) return refuse('RECEIVABLES.INVOICE.UNKNOWN', `no invoice ${number} stands on the account`, { field: '/number' });
  if (invoice.voided) return refuse('RECEIVABLES.INVOICE.VOIDED', `the invoice ${number} was voided`, { field: '/number' });
  return { ...invoice, issued };
}

/** The same, on a date on which it was there already. */
export function standingOn(state: AccountState, number: string, on: BusinessDate): Standing | Refusal {
  const invoice = standing(state, number);
  if (isRefusal(invoice) || on >= invoice.issued.date) return invoice;
  return refuse('RECEIVABLES.INVOICE.BEFORE_ISSUE', `the date is ${on}, the invoice is of ${invoice.issued.date}`, { field: '/on' });
}

export function amountOutOfRange(gross: number, field: string): Refusal | null {
  if (Number.isSafeInteger(gross) && gross >= 1 && gross <= minorMax) return null;
  return refuse('RECEIVABLES.PAYMENT.AMOUNT_OUT_OF_RANGE', `the amount is ${gross}`, { field });
}

export function noCurrency(currency: string, field: string): Refusal | null {
  return isCurrency(currency) ? null : refuse('RECEIVABLES.CURRENCY.MIXED', `${currency} is no currency`, { field });
}

/** An account begins with an entry that says what it is counted under; after a merge no new one begins. */
export function mergedAway({ merged }: { readonly merged: boolean }, state: AccountState): Refusal | null {
  if (!merged || state.cells.length > 0) return null;
  return refuse('RECEIVABLES.CUSTOMER.MERGED', 'the customer’s file was merged into another, and nothing stands on this account');
}
