import { type BusinessDate, type Decision, isRefusal, keysOf } from '@zongheng/kernel';
import { type AccountFact, correctedTerms } from '@zongheng/receivables-events';
import { refuse } from '../refusals.ts';
import { withdraw } from './apply.ts';
import { invoiceCellOn } from './cells.ts';
import type { CorrectInvoice, VoidInvoice } from './commands.ts';
import { Draft } from './draft.ts';
import { standing } from './guards.ts';
import type { Issued } from './entries.ts';
import { noteAgainst } from './notes.ts';
import { type AccountState, invoiceIn, writtenOff } from './state.ts';
import { sweep } from './sweep.ts';
import { reinstate } from './write-off.ts';

/** What an invoice says is put right from its first day on. */
export function correctInvoice(state: AccountState, command: CorrectInvoice): Decision<AccountFact> {
  const invoice = standing(state, command.number);
  if (isRefusal(invoice)) return invoice;
  const { issued } = invoice;
  const { due, month, contract, number, reason, on } = command;
  if (due === undefined && month === undefined && contract === undefined) {
    return refuse('RECEIVABLES.INVOICE.TERMS_MISSING', 'neither due date nor month nor contract is given');
  }
  if (due !== undefined && due < issued.date) {
    return refuse('RECEIVABLES.INVOICE.DUE_BEFORE_ISSUE', `it is due on ${due} and of ${issued.date}`, { field: '/due' });
  }
  const from = { due: issued.due, month: issued.month, contract: issued.contract };
  const to = {
    due: due ?? from.due,
    month: month === undefined ? from.month : month,
    contract: contract === undefined ? from.contract : contract,
  };
  const corrects = keysOf(correctedTerms).filter((term) => from[term] !== to[term]);
  if (corrects.length === 0) return [];
  const out = invoiceCellOn(state.cells, invoice, issued.date);
  const draft = new Draft(state);
  draft.post(
    {
      type: 'InvoiceCorrected',
      businessDate: on,
      data: { number, corrects, since: issued.date, reason, from, to, out, in: { ...out, ...to }, ...invoiced(issued) },
    },
    { invoices: [number] },
  );
  return draft.facts;
}

/** An invoice that should never have been issued leaves the books from its first day on; what was paid of it is credit on account. */
export function voidInvoice(state: AccountState, { number, reason, on, rule }: VoidInvoice): Decision<AccountFact> {
  if (invoiceIn(state, number).voided) return [];
  const invoice = standing(state, number);
  if (isRefusal(invoice)) return invoice;
  const note = noteAgainst(state, number);
  if (note) return refuse('RECEIVABLES.INVOICE.CREDITED', `the credit note ${note} stands against it`);
  const draft = new Draft(state);
  takeOut(draft, number, { on, reason });
  sweep(draft, rule);
  return draft.facts;
}

/** Records that an invoice should never have been issued. */
export function takeOut(draft: Draft, number: string, { on, reason }: { readonly on: BusinessDate; readonly reason: string }): void {
  const invoice = invoiceIn(draft.state, number);
  const { issued } = invoice;
  if (!issued) return;
  const from = invoiceCellOn(draft.state.cells, invoice, issued.date);
  for (const slice of invoice.slices) withdraw(draft, number, slice, slice.gross, 'invoice-voided');
  const written = writtenOff(invoice);
  const last = invoice.writeOffs.at(-1);
  if (written > 0 && last) reinstate(draft, number, { on: last[0], gross: written, reason });
  draft.post(
    { type: 'InvoiceVoided', businessDate: on, data: { number, since: issued.date, reason, from, ...invoiced(issued) } },
    { invoices: [number] },
  );
}

function invoiced({ parts, currency, net, tax, gross }: Issued) {
  return { parts: [...parts], currency, net, tax, gross };
}
