import { type Contribution, firstDayOf, idOf, journalView } from '@zongheng/kernel';
import { type AccountFact, accountEvents, type Cell, type Flow, flowsOf, type RecordedAccountEvent } from '@zongheng/receivables-events';

import type { EntryKind } from '../entry-kinds.ts';

type Dimension =
  | 'account'
  | 'customer'
  | 'owner'
  | 'unit'
  | 'region'
  | 'contract'
  | 'productLine'
  | 'currency'
  | 'due'
  | 'revenueMonth'
  | 'disputed'
  | 'kind';
type Measure =
  | 'open'
  | 'invoices'
  | 'credit'
  | 'issued'
  | 'invoiced'
  | 'invoicedNet'
  | 'credited'
  | 'creditedNet'
  | 'collected'
  | 'collectedNet'
  | 'writtenOff'
  | 'writtenOffNet'
  | 'received'
  | 'refunded';
type Row = Contribution<Dimension, Measure>;

const silent: readonly AccountFact['type'][] = ['PaymentPromised', 'ReminderSent', 'PaymentAllocated'];

/**
 * The books of receivables, in minor units of the cell's currency. Balances: what is `open`, gross, by the day it is due (so ageing on any
 * date is one scan), how many `invoices` that is, and the `credit` on account. Flows: what was invoiced, credited, collected and written
 * off, gross and net, and the money received and refunded. `kind` is what sort of event it came from; `revenueMonth` the first day of the
 * month an invoice is for; `productLine` is known of what was invoiced alone.
 */
export const receivables = journalView<Dimension, Measure, RecordedAccountEvent>({
  name: 'receivables',
  version: 1,
  meaning: { zh: '应收账：任意日期的未清、账龄与往来', en: 'Receivables: open, overdue, invoiced and collected on any date' },
  handles: accountEvents.map(({ type }) => type).filter((type) => !silent.includes(type)),
  dimensions: {
    account: 'key',
    customer: 'key',
    owner: 'key',
    unit: 'key',
    region: 'key',
    contract: 'key',
    productLine: 'key',
    currency: 'key',
    due: 'date',
    revenueMonth: 'date',
    disputed: 'key',
    kind: 'key',
  },
  measures: [
    'open',
    'invoices',
    'credit',
    'issued',
    'invoiced',
    'invoicedNet',
    'credited',
    'creditedNet',
    'collected',
    'collectedNet',
    'writtenOff',
    'writtenOffNet',
    'received',
    'refunded',
  ],
  rollups: [
    ['currency', 'due', 'disputed', 'unit'],
    ['currency', 'due', 'region'],
    ['currency', 'kind', 'unit', 'month'],
    // What is open is little beside all that was ever paid: ageing by anything, to the invoice.
    {
      by: ['account', 'customer', 'owner', 'unit', 'region', 'contract', 'currency', 'due', 'disputed'],
      measures: ['open', 'invoices'],
    },
  ],
  contribute(event) {
    const account = idOf(event.stream);
    const kind = kindOf(event.type);
    const rows: Row[] = [];
    if ('postings' in event.data) {
      for (const { date, cell, open, invoices, credit } of event.data.postings) {
        rows.push({ date, cell: countedBy(account, kind, cell), measures: { open, invoices, credit } });
      }
    }
    for (const flow of flowsOf(event)) flowing(rows, account, kind, flow);
    return rows;
  },
});

/** What is invoiced is told apart by product line; its other measures stand with the first. */
function flowing(into: Row[], account: string, kind: string, { date, cell, parts, ...flow }: Flow): void {
  const counted = countedBy(account, kind, cell);
  if (!parts) {
    into.push({ date, cell: counted, measures: flow });
    return;
  }
  for (const [index, { productLine, net, gross }] of parts.entries()) {
    const measures = { issued: index === 0 ? (flow.issued ?? 0) : 0, invoiced: gross, invoicedNet: net };
    into.push({ date, cell: { ...counted, productLine }, measures });
  }
}

function countedBy(account: string, kind: string, cell: Cell): Row['cell'] {
  const { customer, owner, unit, region, contract, currency, due, month, disputed } = cell;
  return {
    account,
    customer,
    owner,
    unit,
    region,
    contract,
    productLine: null,
    currency,
    due,
    revenueMonth: month === null ? null : firstDayOf(month),
    disputed: disputed ? 'yes' : 'no',
    kind,
  };
}

function kindOf(type: RecordedAccountEvent['type']): EntryKind {
  switch (type) {
    case 'InvoiceIssued':
      return 'invoice';
    case 'InvoiceCorrected':
    case 'InvoiceVoided':
      return 'correction';
    case 'InvoiceDisputed':
    case 'DisputeSettled':
      return 'dispute';
    case 'InvoiceWrittenOff':
    case 'InvoiceReinstated':
      return 'write-off';
    case 'PaymentReceived':
      return 'payment';
    case 'PaymentApplied':
    case 'ApplicationWithdrawn':
    case 'PaymentAllocated':
      return 'application';
    case 'PaymentReversed':
    case 'CreditNoteReversed':
    case 'RefundReversed':
      return 'reversal';
    case 'CreditNoteIssued':
      return 'credit-note';
    case 'CreditRefunded':
      return 'refund';
    case 'PaymentPromised':
    case 'ReminderSent':
      return 'dunning';
    case 'AccountReclassified':
      return 'reclassification';
  }
}
