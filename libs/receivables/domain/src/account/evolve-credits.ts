import type { BusinessDate } from '@zongheng/kernel';
import type { AccountFact, Named } from '@zongheng/receivables-events';
import type { Credit } from './entries.ts';
import { type AccountState, creditIn, creditKey, invoiceIn, refundIn, withCredit, withInvoice, withRefund } from './state.ts';

type Came = Pick<Credit, 'kind' | 'date' | 'currency' | 'gross' | 'received' | 'names' | 'against'>;

/** A payment or a credit note comes onto the account. */
export function received(state: AccountState, key: string, came: Came): AccountState {
  const credit: Credit = { ...came, names: [], end: null, on: [], applied: 0, waiting: 0, refunds: [] };
  return named(withCredit(state, key, credit), key, came.names);
}

/** It is said which invoices a credit is meant for. */
export function named(state: AccountState, key: string, names: readonly Named[]): AccountState {
  const credit = creditIn(state, key);
  if (!credit) return state;
  const unnamed = credit.names.reduce((account, { number }) => withoutClaim(account, number, key), state);
  const claimed = names.reduce((account, name) => withClaim(account, name, key), unnamed);
  const waiting = names.reduce((sum, { number, gross }) => sum + (invoiceIn(state, number).issued ? 0 : gross), 0);
  return withCredit(claimed, key, { ...credit, names, waiting });
}

/** A payment or a credit note goes back: what it had settled is open again from that date on. */
export function reversed(state: AccountState, key: string, businessDate: BusinessDate): AccountState {
  const credit = creditIn(state, key);
  if (!credit) return state;
  const reopened = credit.on.reduce((account, number) => {
    const invoice = invoiceIn(account, number);
    const slices = invoice.slices.map((slice) => (slice.credit === key ? { ...slice, to: businessDate } : slice));
    return withInvoice(account, number, { ...invoice, slices });
  }, state);
  return withCredit(reopened, key, { ...credit, end: businessDate });
}

type Refunded = Extract<AccountFact, { type: 'CreditRefunded' }>;
type RefundReversed = Extract<AccountFact, { type: 'RefundReversed' }>;

/** So much of some credits is paid back. */
export function refunded(state: AccountState, { data, businessDate: date }: Refunded): AccountState {
  const { refund, currency, gross } = data;
  const of = data.of.map(({ kind, credit, gross: part }) => [creditKey(kind, credit), part] as const);
  return withRefund(refundedOf(state, of, date, 1), refund, { date, end: null, currency, gross, of });
}

/** What was paid back comes back to the credits that it had been paid out of. */
export function refundReversed(state: AccountState, { data, businessDate: end }: RefundReversed): AccountState {
  const refund = refundIn(state, data.refund);
  return refund ? withRefund(refundedOf(state, refund.of, end, -1), data.refund, { ...refund, end }) : state;
}

function refundedOf(
  state: AccountState,
  of: readonly (readonly [credit: string, gross: number])[],
  date: BusinessDate,
  sign: 1 | -1,
): AccountState {
  return of.reduce((account, [key, gross]) => {
    const credit = creditIn(account, key);
    return credit ? withCredit(account, key, { ...credit, refunds: [...credit.refunds, [date, sign * gross]] }) : account;
  }, state);
}

function withClaim(state: AccountState, { number, gross }: Named, key: string): AccountState {
  const invoice = invoiceIn(state, number);
  return withInvoice(state, number, { ...invoice, claims: [...invoice.claims, [key, gross]] });
}

function withoutClaim(state: AccountState, number: string, key: string): AccountState {
  const invoice = invoiceIn(state, number);
  return withInvoice(state, number, { ...invoice, claims: invoice.claims.filter(([credit]) => credit !== key) });
}
