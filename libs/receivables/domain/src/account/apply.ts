import { type BusinessDate, divideHalfEven } from '@zongheng/kernel';
import type { CreditKind, WithdrawalCause } from '@zongheng/receivables-events';
import { invoiceCellOn } from './cells.ts';
import type { Draft } from './draft.ts';
import type { Invoice, Slice } from './entries.ts';
import { creditIn, invoiceIn, isCreditNote, keyOfCredit, openOf } from './state.ts';

/** Records that so much of a credit stands against an invoice from a date on. */
export function apply(
  draft: Draft,
  number: string,
  key: string,
  part: { readonly from: BusinessDate; readonly gross: number; readonly named: boolean },
): void {
  const invoice = invoiceIn(draft.state, number);
  const credit = creditIn(draft.state, key);
  if (!invoice.issued || !credit) return;
  const { from, gross, named } = part;
  const reversed = credit.end;
  draft.post(
    {
      type: 'PaymentApplied',
      businessDate: from,
      data: {
        ...whose(key),
        number,
        currency: invoice.issued.currency,
        gross,
        net: netOf(invoice, gross),
        named,
        reversed,
        cell: invoiceCellOn(draft.state.cells, invoice, from),
      },
    },
    { invoices: [number], credits: [key], credit: { currency: credit.currency, steps: stepsOf(from, reversed, -gross) } },
  );
}

/** Records that an application, or so much of it, never was. */
export function withdraw(draft: Draft, number: string, slice: Slice, gross: number, cause: WithdrawalCause): void {
  const invoice = invoiceIn(draft.state, number);
  if (!invoice.issued) return;
  const { credit: key, from, to, named } = slice;
  const net = gross === slice.gross ? slice.net : Number(divideHalfEven(BigInt(slice.net) * BigInt(gross), BigInt(slice.gross)));
  draft.post(
    {
      type: 'ApplicationWithdrawn',
      businessDate: from,
      data: {
        ...whose(key),
        number,
        currency: invoice.issued.currency,
        gross,
        net,
        named,
        reversed: to,
        cell: invoiceCellOn(draft.state.cells, invoice, from),
        cause,
      },
    },
    { invoices: [number], credits: [key], credit: { currency: invoice.issued.currency, steps: stepsOf(from, to, gross) } },
  );
}

export function whose(key: string): { readonly kind: CreditKind; readonly credit: string } {
  return { kind: isCreditNote(key) ? 'credit-note' : 'payment', credit: keyOfCredit(key) };
}

/** The net of a part of an invoice, so that the parts of it that are settled always have its net in proportion, and all of them its whole net. */
export function netOf(invoice: Invoice, gross: number): number {
  if (!invoice.issued) return 0;
  const settled = invoice.issued.gross - openOf(invoice);
  const net = BigInt(invoice.issued.net) * BigInt(settled + gross);
  const upTo = Number(divideHalfEven(net, BigInt(invoice.issued.gross)));
  const before =
    invoice.slices.reduce((sum, slice) => sum + (slice.to === null ? slice.net : 0), 0) +
    invoice.writeOffs.reduce((sum, [, , part]) => sum + part, 0);
  return Math.max(0, Math.min(gross, upTo - before));
}

function stepsOf(from: BusinessDate, to: BusinessDate | null, amount: number) {
  return to === null
    ? [{ date: from, amount }]
    : [
        { date: from, amount },
        { date: to, amount: -amount },
      ];
}
