import { type BusinessDate, DateText, documentView, Id, idOf, Key, KeyOf, Shape, type Static, Type } from '@zongheng/kernel';
import { accountEvents, type RecordedAccountEvent } from '@zongheng/receivables-events';
import { type EntryKind, entryKinds } from '../entry-kinds.ts';

const Sum = Type.Integer();

/** One line of the ledger of an account, in minor units. */
export const LedgerEntry = Shape({
  id: Id(),
  account: Id(),
  date: DateText(),
  kind: KeyOf(entryKinds),
  /** The invoice, the payment, the credit note or the refund it is about. */
  reference: Key(),
  /** The invoice whose open amount it changes. */
  invoice: Type.Union([Key(), Type.Null()]),
  contract: Type.Union([Id(), Type.Null()]),
  currency: Type.String(),
  /** What the customer owes more (or less) by it. */
  amount: Sum,
  /** What of invoices is open more (or less) by it. */
  open: Sum,
  position: Type.Integer({ minimum: 1 }),
});
export type LedgerEntry = Static<typeof LedgerEntry>;

type Line = Pick<LedgerEntry, 'kind' | 'reference' | 'invoice' | 'contract' | 'currency' | 'amount' | 'open'> & {
  readonly date: BusinessDate;
};

export const ledger = documentView<LedgerEntry, RecordedAccountEvent>({
  name: 'ledger',
  version: 2,
  meaning: { zh: '应收明细账', en: 'Receivables ledger' },
  handles: accountEvents.map(({ type }) => type).filter((type) => linesMake(type)),
  keysOf: (event) => linesOf(event).map((_, index) => lineId(event, index)),
  evolve(_, event, key) {
    const index = linesOf(event).findIndex((__, at) => lineId(event, at) === key);
    const line = linesOf(event)[index];
    return line ? { id: key, account: idOf(event.stream), ...line, position: event.position } : null;
  },
  fields: {
    account: 'text',
    date: 'text',
    kind: 'text',
    reference: 'text',
    invoice: 'text',
    contract: 'text',
    amount: 'number',
    open: 'number',
    position: 'number',
  },
  indexes: [
    ['account', 'date', 'position'],
    ['contract', 'date'],
    ['invoice', 'date'],
    ['reference'],
    ['kind', 'date'],
    ['date'],
    ['amount'],
    ['open'],
  ],
  index: ({ account, date, kind, reference, invoice, contract, amount, open, position }) => ({
    fields: { account, date, kind, reference, invoice, contract, amount, open, position },
    search: [reference],
  }),
});

/** In the order of the account's events, so that what is of one day reads as it came. */
function lineId({ stream, revision }: RecordedAccountEvent, index: number): string {
  return `${idOf(stream)}.${String(revision).padStart(8, '0')}-${String(index).padStart(4, '0')}`;
}

function linesMake(type: RecordedAccountEvent['type']): boolean {
  return ![
    'InvoiceCorrected',
    'InvoiceDisputed',
    'DisputeSettled',
    'PaymentPromised',
    'ReminderSent',
    'PaymentAllocated',
    'AccountReclassified',
  ].includes(type);
}

function linesOf(event: RecordedAccountEvent): readonly Line[] {
  const { businessDate: date } = event;
  switch (event.type) {
    case 'InvoiceIssued': {
      const { number, contract, currency, gross } = event.data;
      return [{ date, kind: 'invoice', reference: number, invoice: number, contract, currency, amount: gross, open: gross }];
    }
    case 'InvoiceVoided': {
      const { number, since, from, currency, gross } = event.data;
      return [{ date: since, ...ofInvoice('correction', number, from.contract, currency, -gross) }];
    }
    case 'InvoiceWrittenOff':
      return [{ date, ...ofInvoice('write-off', event.data.number, event.data.from.contract, event.data.currency, -event.data.gross) }];
    case 'InvoiceReinstated':
      return [{ date, ...ofInvoice('write-off', event.data.number, event.data.to.contract, event.data.currency, event.data.gross) }];
    case 'PaymentReceived':
      return [{ date, ...ofCredit('payment', event.data.payment, event.data.currency, -event.data.gross) }];
    case 'CreditNoteIssued':
      return [{ date, ...ofCredit('credit-note', event.data.note, event.data.currency, -event.data.gross) }];
    case 'CreditRefunded':
      return [{ date, ...ofCredit('refund', event.data.refund, event.data.currency, event.data.gross) }];
    case 'RefundReversed':
      return [{ date, ...ofCredit('reversal', event.data.refund, event.data.currency, -event.data.gross) }];
    case 'PaymentApplied':
      return applicationLines(date, event.data, -1);
    case 'ApplicationWithdrawn':
      return applicationLines(date, event.data, 1);
    case 'PaymentReversed':
      return reversalLines(date, event.data.payment, event.data);
    case 'CreditNoteReversed':
      return reversalLines(date, event.data.note, event.data);
    default:
      return [];
  }
}

type Application = Extract<RecordedAccountEvent, { type: 'PaymentApplied' }>['data'];
type Part = Pick<Application, 'credit' | 'number' | 'currency' | 'gross' | 'cell'>;

type Reversal = Pick<Extract<RecordedAccountEvent, { type: 'PaymentReversed' }>['data'], 'currency' | 'gross' | 'reopened'>;

function reversalLines(date: BusinessDate, reference: string, { currency, gross, reopened }: Reversal): readonly Line[] {
  return [
    { date, ...ofCredit('reversal', reference, currency, gross) },
    ...reopened.map((part): Line => applicationLine('reversal', date, part, 1)),
  ];
}

function applicationLines(date: BusinessDate, data: Application, sign: 1 | -1): readonly Line[] {
  const line = applicationLine('application', date, data, sign);
  return data.reversed === null ? [line] : [line, { ...line, kind: 'reversal', date: data.reversed, open: -line.open }];
}

function applicationLine(kind: EntryKind, date: BusinessDate, { credit, number, currency, gross, cell }: Part, sign: 1 | -1): Line {
  return { date, kind, reference: credit, invoice: number, contract: cell.contract, currency, amount: 0, open: sign * gross };
}

function ofInvoice(kind: EntryKind, number: string, contract: string | null, currency: string, gross: number): Omit<Line, 'date'> {
  return { kind, reference: number, invoice: number, contract, currency, amount: gross, open: gross };
}

function ofCredit(kind: EntryKind, reference: string, currency: string, gross: number): Omit<Line, 'date'> {
  return { kind, reference, invoice: null, contract: null, currency, amount: gross, open: 0 };
}
