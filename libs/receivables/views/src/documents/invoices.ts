import {
  type BusinessDate,
  DateText,
  documentView,
  Id,
  idOf,
  Key,
  KeyOf,
  type Labels,
  MoneyOf,
  MonthText,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import { accountEvents, creditKinds, type CreditKind, entryId, InvoiceLine, type RecordedAccountEvent } from '@zongheng/receivables-events';

export type InvoiceStatus = 'open' | 'part-paid' | 'settled' | 'written-off' | 'voided';
export const invoiceStatuses: Labels<InvoiceStatus> = {
  open: { zh: '未付', en: 'Open' },
  'part-paid': { zh: '部分付款', en: 'Paid in part' },
  settled: { zh: '已结清', en: 'Settled' },
  'written-off': { zh: '已核销', en: 'Written off' },
  voided: { zh: '已作废', en: 'Voided' },
};

const Sum = Type.Integer();
const OptionalDate = Type.Union([DateText(), Type.Null()]);

export const InvoiceDocument = Shape({
  id: Id(),
  /** The customer whose account it is on. */
  account: Id(),
  number: Key(),
  status: KeyOf(invoiceStatuses),
  date: DateText(),
  due: DateText(),
  month: Type.Union([MonthText(), Type.Null()]),
  contract: Type.Union([Id(), Type.Null()]),
  amount: MoneyOf(),
  /** In minor units of the amount's currency, like all that follow. */
  net: Sum,
  tax: Sum,
  open: Sum,
  paid: Sum,
  credited: Sum,
  writtenOff: Sum,
  lines: Type.Array(InvoiceLine),
  disputed: Type.Boolean(),
  disputes: Type.Array(Shape({ from: DateText(), to: OptionalDate, reason: Text(500), outcome: Type.Union([Key(), Type.Null()]) })),
  entries: Type.Array(
    Shape({ kind: KeyOf(creditKinds), credit: Key(), date: DateText(), amount: Sum, named: Type.Boolean(), reversed: OptionalDate }),
  ),
  reminders: Type.Array(Shape({ level: Key(), channel: Key(), date: DateText(), daysOverdue: Sum })),
  promised: Type.Union([Shape({ on: DateText(), by: DateText(), amount: Sum }), Type.Null()]),
  /** The date from which on nothing is open. */
  settled: OptionalDate,
  revision: Type.Integer({ minimum: 0 }),
});
export type InvoiceDocument = Static<typeof InvoiceDocument>;

/** What moves no invoice: what of a credit settles one says so itself. */
const silent: readonly string[] = [
  'PaymentReceived',
  'PaymentAllocated',
  'CreditRefunded',
  'RefundReversed',
  'AccountReclassified',
  'CreditNoteIssued',
];
const handled = accountEvents.map(({ type }) => type).filter((type) => !silent.includes(type));

export const invoices = documentView<InvoiceDocument, RecordedAccountEvent>({
  name: 'invoices',
  version: 2,
  meaning: { zh: '发票', en: 'Invoices' },
  handles: handled,
  keysOf: (event) => numbersOf(event).map((number) => entryId(idOf(event.stream), number)),
  evolve(invoice, event) {
    const next = evolved(invoice, event);
    return next && finished({ ...next, revision: event.revision }, event.businessDate);
  },
  fields: {
    account: 'text',
    number: 'text',
    status: 'text',
    date: 'text',
    due: 'text',
    month: 'text',
    contract: 'text',
    amount: 'number',
    open: 'number',
    disputed: 'flag',
    overdue: 'text',
    promised: 'text',
  },
  indexes: [
    ['account', 'date'],
    ['number'],
    ['status', 'due'],
    ['contract', 'date'],
    ['overdue'],
    ['overdue', 'account'],
    ['date'],
    ['due'],
    ['month'],
    ['amount'],
    ['open'],
    ['disputed', 'date'],
    ['promised'],
  ],
  index: (invoice) => ({
    fields: {
      account: invoice.account,
      number: invoice.number,
      status: invoice.status,
      date: invoice.date,
      due: invoice.due,
      month: invoice.month,
      contract: invoice.contract,
      amount: invoice.amount.minor,
      open: invoice.open,
      disputed: invoice.disputed,
      overdue: invoice.open > 0 && !invoice.disputed ? invoice.due : null,
      promised: invoice.open > 0 ? (invoice.promised?.by ?? null) : null,
    },
    search: [invoice.number],
  }),
});

/** The numbers of the invoices that an event is about. */
export function numbersOf(event: RecordedAccountEvent): readonly string[] {
  if ('reopened' in event.data) return [...new Set(event.data.reopened.map((part) => part.number))];
  return 'number' in event.data ? [event.data.number] : [];
}

function evolved(invoice: InvoiceDocument | null, event: RecordedAccountEvent): InvoiceDocument | null {
  if (event.type === 'InvoiceIssued') return issued(event);
  if (!invoice) return null;
  switch (event.type) {
    case 'InvoiceCorrected':
      return { ...invoice, ...event.data.to };
    case 'InvoiceVoided':
      return { ...invoice, status: 'voided' };
    case 'InvoiceDisputed': {
      const dispute = { from: event.businessDate, to: null, reason: event.data.reason, outcome: null };
      return { ...invoice, disputed: true, disputes: [...invoice.disputes, dispute] };
    }
    case 'DisputeSettled': {
      const last = invoice.disputes.at(-1);
      const ended = last && { ...last, to: event.businessDate, outcome: event.data.outcome };
      return { ...invoice, disputed: false, disputes: [...invoice.disputes.slice(0, -1), ...(ended ? [ended] : [])] };
    }
    case 'InvoiceWrittenOff':
      return { ...invoice, writtenOff: invoice.writtenOff + event.data.gross };
    case 'InvoiceReinstated':
      return { ...invoice, writtenOff: invoice.writtenOff - event.data.gross };
    case 'PaymentPromised':
      return { ...invoice, promised: { on: event.businessDate, by: event.data.by, amount: event.data.gross } };
    case 'ReminderSent': {
      const { level, channel, daysOverdue } = event.data;
      return { ...invoice, reminders: [...invoice.reminders, { level, channel, date: event.businessDate, daysOverdue }] };
    }
    case 'PaymentApplied':
      return applied(invoice, event.businessDate, event.data, 1);
    case 'ApplicationWithdrawn':
      return applied(invoice, event.businessDate, event.data, -1);
    case 'PaymentReversed':
      return reopened(invoice, event.businessDate, 'payment', event.data.payment);
    case 'CreditNoteReversed':
      return reopened(invoice, event.businessDate, 'credit-note', event.data.note);
    default:
      return invoice;
  }
}

type Issued = Extract<RecordedAccountEvent, { type: 'InvoiceIssued' }>;

function issued({ stream, businessDate, revision, data }: Issued): InvoiceDocument {
  const { number, due, month, contract, currency, net, tax, gross, lines } = data;
  const account = idOf(stream);
  return {
    id: entryId(account, number),
    account,
    number,
    status: 'open',
    date: businessDate,
    due,
    month,
    contract,
    amount: { minor: gross, currency },
    net,
    tax,
    open: gross,
    paid: 0,
    credited: 0,
    writtenOff: 0,
    lines,
    disputed: false,
    disputes: [],
    entries: [],
    reminders: [],
    promised: null,
    settled: null,
    revision,
  };
}

interface Application {
  readonly kind: CreditKind;
  readonly credit: string;
  readonly gross: number;
  readonly named: boolean;
  readonly reversed: BusinessDate | null;
}

/** An application comes, or goes again (sign -1): what stands of one credit from one day on is one entry. */
function applied(
  invoice: InvoiceDocument,
  date: BusinessDate,
  { kind, credit, gross, named, reversed }: Application,
  sign: 1 | -1,
): InvoiceDocument {
  const isThat = (entry: InvoiceDocument['entries'][number]): boolean =>
    entry.kind === kind && entry.credit === credit && entry.date === date && entry.named === named;
  const before = invoice.entries.find(isThat)?.amount ?? 0;
  const others = invoice.entries.filter((entry) => !isThat(entry));
  const amount = before + sign * gross;
  return { ...invoice, entries: amount === 0 ? others : [...others, { kind, credit, date, amount, named, reversed }] };
}

function reopened(invoice: InvoiceDocument, date: BusinessDate, kind: CreditKind, credit: string): InvoiceDocument {
  const entries = invoice.entries.map((entry) => (entry.kind === kind && entry.credit === credit ? { ...entry, reversed: date } : entry));
  return { ...invoice, entries };
}

/** What follows from the rest. */
function finished(invoice: InvoiceDocument, date: BusinessDate): InvoiceDocument {
  const standing = (kind: CreditKind): number =>
    invoice.entries.reduce((sum, entry) => sum + (entry.kind === kind && entry.reversed === null ? entry.amount : 0), 0);
  const [paid, credited] = [standing('payment'), standing('credit-note')];
  const open = invoice.status === 'voided' ? 0 : invoice.amount.minor - paid - credited - invoice.writtenOff;
  const last = invoice.entries.reduce((latest, entry) => (entry.date > latest ? entry.date : latest), invoice.date);
  const settled = open > 0 ? null : (invoice.settled ?? (date > last ? date : last));
  return { ...invoice, paid, credited, open, settled, status: statusOf(invoice, open) };
}

function statusOf({ status, writtenOff, amount }: InvoiceDocument, open: number): InvoiceStatus {
  if (status === 'voided') return 'voided';
  if (open === 0) return writtenOff > 0 ? 'written-off' : 'settled';
  return open < amount.minor ? 'part-paid' : 'open';
}
