import type { BusinessDate } from '@zongheng/kernel';
import { whose, withdraw } from './apply.ts';
import { creditCellOn, invoiceCellOn } from './cells.ts';
import type { Draft } from './draft.ts';
import { type AccountState, creditIn, invoiceIn, keyOfCredit, unappliedOf } from './state.ts';

/** Records that a payment or a credit note went back on a date, and answers the invoices that had to do with it. */
export function takeBack(
  draft: Draft,
  key: string,
  { on, reason }: { readonly on: BusinessDate; readonly reason: string },
): ReadonlySet<string> {
  const credit = creditIn(draft.state, key);
  if (!credit) return new Set();
  const settled = slicesOf(draft.state, key);
  for (const { number, slice } of settled) if (slice.from >= on) withdraw(draft, number, slice, slice.gross, 'reversed');
  const { currency, gross, received, against } = credit;
  const reopened = slicesOf(draft.state, key).map(({ number, slice }) => ({
    ...whose(key),
    number,
    currency,
    gross: slice.gross,
    net: slice.net,
    named: slice.named,
    reversed: on,
    cell: invoiceCellOn(draft.state.cells, invoiceIn(draft.state, number), on),
    since: slice.from,
  }));
  const left = unappliedOf(creditIn(draft.state, key) ?? credit);
  const touched = {
    invoices: reopened.map((part) => part.number),
    credits: [key],
    credit: { currency, steps: [{ date: on, amount: -left }] },
  };
  const back = { currency, gross, reason, reopened, from: creditCellOn(draft.state.cells, currency, on) };
  if (against) {
    const { number, net } = against;
    const cell = invoiceCellOn(draft.state.cells, invoiceIn(draft.state, number), on);
    draft.post({ type: 'CreditNoteReversed', businessDate: on, data: { note: keyOfCredit(key), number, net, cell, ...back } }, touched);
  } else {
    draft.post({ type: 'PaymentReversed', businessDate: on, data: { payment: keyOfCredit(key), received, ...back } }, touched);
  }
  return new Set([...settled.map((part) => part.number), ...credit.names.map((name) => name.number)]);
}

function slicesOf(state: AccountState, key: string) {
  const numbers = creditIn(state, key)?.on ?? [];
  return numbers.flatMap((number) =>
    invoiceIn(state, number)
      .slices.filter((slice) => slice.credit === key)
      .map((slice) => ({ number, slice })),
  );
}
