import type { AccountFact, Named } from '@zongheng/receivables-events';
import type { Credit } from './entries.ts';
import { type AccountState, creditIn, creditKey, invoiceIn, withCredit, withInvoice } from './state.ts';

type Came = Pick<Credit, 'kind' | 'date' | 'currency' | 'gross' | 'received' | 'names'>;

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

/** A payment goes back: what it had paid is open again from that date on. */
export function reversed(state: AccountState, { data, businessDate }: Extract<AccountFact, { type: 'PaymentReversed' }>): AccountState {
  const key = creditKey('payment', data.payment);
  const credit = creditIn(state, key);
  if (!credit) return state;
  const reopened = credit.on.reduce((account, number) => {
    const invoice = invoiceIn(account, number);
    const slices = invoice.slices.map((slice) => (slice.credit === key ? { ...slice, to: businessDate } : slice));
    return withInvoice(account, number, { ...invoice, slices });
  }, state);
  return withCredit(reopened, key, { ...credit, end: businessDate });
}

function withClaim(state: AccountState, { number, gross }: Named, key: string): AccountState {
  const invoice = invoiceIn(state, number);
  return withInvoice(state, number, { ...invoice, claims: [...invoice.claims, [key, gross]] });
}

function withoutClaim(state: AccountState, number: string, key: string): AccountState {
  const invoice = invoiceIn(state, number);
  return withInvoice(state, number, { ...invoice, claims: invoice.claims.filter(([credit]) => credit !== key) });
}
