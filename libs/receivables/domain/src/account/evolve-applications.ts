import type { BusinessDate } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import type { Slice } from './entries.ts';
import { type AccountState, creditIn, creditKey, invoiceIn, withCredit, withInvoice } from './state.ts';

type Applied = Extract<AccountFact, { type: 'PaymentApplied' }>;
type Withdrawn = Extract<AccountFact, { type: 'ApplicationWithdrawn' }>;

/** So much of a credit stands against an invoice from a date on. */
export function applied(state: AccountState, { data, businessDate: from }: Applied): AccountState {
  const { number, gross, net, named, reversed: to } = data;
  const credit = creditKey(data.kind, data.credit);
  const invoice = invoiceIn(state, number);
  const before = invoice.slices.find((slice) => isThat(slice, credit, from, named));
  const slices = before
    ? invoice.slices.map((slice) => (slice === before ? { ...slice, gross: slice.gross + gross, net: slice.net + net } : slice))
    : [...invoice.slices, { credit, from, to, gross, net, named }];
  return spent(withInvoice(state, number, { ...invoice, slices }), credit, to === null ? gross : 0, (on) =>
    on.includes(number) ? on : [...on, number],
  );
}

/** An application, or a part of it, never was. */
export function withdrawn(state: AccountState, { data, businessDate: from }: Withdrawn): AccountState {
  const { number, gross, net, named, reversed } = data;
  const credit = creditKey(data.kind, data.credit);
  const invoice = invoiceIn(state, number);
  const slices = invoice.slices.flatMap((slice) => {
    if (!isThat(slice, credit, from, named)) return [slice];
    const left = { ...slice, gross: slice.gross - gross, net: slice.net - net };
    return left.gross > 0 ? [left] : [];
  });
  const stays = slices.some((slice) => slice.credit === credit);
  return spent(withInvoice(state, number, { ...invoice, slices }), credit, reversed === null ? -gross : 0, (on) =>
    stays ? on : on.filter((each) => each !== number),
  );
}

/** Two applications of one credit to one invoice from one day on are one, where both name it or neither does. */
export function isThat(slice: Slice, credit: string, from: BusinessDate, named: boolean): boolean {
  return slice.credit === credit && slice.from === from && slice.named === named;
}

function spent(state: AccountState, key: string, gross: number, change: (on: readonly string[]) => readonly string[]): AccountState {
  const credit = creditIn(state, key);
  return credit ? withCredit(state, key, { ...credit, applied: credit.applied + gross, on: change(credit.on) }) : state;
}
