import type { BusinessDate } from '@zongheng/kernel';
import { netOf } from './apply.ts';
import { invoiceCellOn } from './cells.ts';
import type { Draft } from './draft.ts';
import type { Invoice } from './entries.ts';
import { invoiceIn, writtenOff } from './state.ts';

interface Part {
  readonly on: BusinessDate;
  readonly gross: number;
}

/** Records that so much of what is open will not be paid. */
export function writeOff(draft: Draft, number: string, { on, gross, reason }: Part & { readonly reason: string }): void {
  const invoice = invoiceIn(draft.state, number);
  if (!invoice.issued) return;
  const { currency } = invoice.issued;
  const from = invoiceCellOn(draft.state.cells, invoice, on);
  const data = { number, currency, gross, net: netOf(invoice, gross), reason, from };
  draft.post({ type: 'InvoiceWrittenOff', businessDate: on, data }, { invoices: [number] });
}

/** Records that what had been written off, or so much of it, is owed again. */
export function reinstate(draft: Draft, number: string, { on, gross, reason }: Part & { readonly reason: string | null }): void {
  const invoice = invoiceIn(draft.state, number);
  if (!invoice.issued) return;
  const { currency } = invoice.issued;
  const to = invoiceCellOn(draft.state.cells, invoice, on);
  const data = { number, currency, gross, net: netWrittenOff(invoice, gross), reason, to };
  draft.post({ type: 'InvoiceReinstated', businessDate: on, data }, { invoices: [number] });
}

/** The net of what is written off goes back whole with the last of it. */
function netWrittenOff(invoice: Invoice, gross: number): number {
  const net = invoice.writeOffs.reduce((sum, [, , part]) => sum + part, 0);
  const total = writtenOff(invoice);
  return gross === total || total === 0 ? net : Number((BigInt(net) * BigInt(gross)) / BigInt(total));
}
