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
  Shape,
  type Static,
  Type,
} from '@zongheng/kernel';
import { type CreditKind, entryId, Named, type RecordedAccountEvent } from '@zongheng/receivables-events';

export type CreditStatus = 'unapplied' | 'part-applied' | 'applied' | 'reversed';
export const creditStatuses: Labels<CreditStatus> = {
  unapplied: { zh: '未核销', en: 'Unapplied' },
  'part-applied': { zh: '部分核销', en: 'Applied in part' },
  applied: { zh: '已核销', en: 'Applied' },
  reversed: { zh: '已冲回', en: 'Reversed' },
};

const Sum = Type.Integer();
const OptionalDate = Type.Union([DateText(), Type.Null()]);

/** A payment or a credit note. */
export const CreditDocument = Shape({
  id: Id(),
  /** The customer whose account it is on. */
  account: Id(),
  reference: Key(),
  status: KeyOf(creditStatuses),
  date: DateText(),
  amount: MoneyOf(),
  /** What came in, where it counts as another amount. */
  received: MoneyOf(),
  method: Type.Union([Key(), Type.Null()]),
  /** In minor units of the amount's currency, like all that follow. */
  applied: Sum,
  refunded: Sum,
  /** What of it is credit on account. */
  unapplied: Sum,
  names: Type.Array(Named),
  applications: Type.Array(Shape({ number: Key(), date: DateText(), amount: Sum, named: Type.Boolean() })),
  reversed: OptionalDate,
  revision: Type.Integer({ minimum: 0 }),
});
export type CreditDocument = Static<typeof CreditDocument>;

const handled = [
  'PaymentReceived',
  'CreditNoteIssued',
  'PaymentAllocated',
  'PaymentApplied',
  'ApplicationWithdrawn',
  'PaymentReversed',
  'CreditNoteReversed',
  'CreditRefunded',
  'RefundReversed',
] as const;

export const payments = creditView('payment', 'payments', { zh: '付款', en: 'Payments' });
export const creditNotes = creditView('credit-note', 'credit-notes', { zh: '红字发票', en: 'Credit notes' });

function creditView(kind: CreditKind, name: string, meaning: { readonly zh: string; readonly en: string }) {
  return documentView<CreditDocument, RecordedAccountEvent>({
    name,
    version: 1,
    meaning,
    handles: handled.filter((type) => !type.startsWith(kind === 'payment' ? 'CreditNote' : 'PaymentRe')),
    keysOf: (event) => referencesOf(kind, event).map((reference) => entryId(idOf(event.stream), reference)),
    evolve(credit, event, key) {
      const next = evolved(credit, event, key);
      return next && finished({ ...next, revision: event.revision });
    },
    fields: { account: 'text', reference: 'text', status: 'text', date: 'text', amount: 'number', unapplied: 'number', method: 'text' },
    indexes: [['account', 'date'], ['reference'], ['status', 'date'], ['method', 'date'], ['date'], ['amount'], ['unapplied']],
    index: ({ account, reference, status, date, amount, unapplied, method }) => ({
      fields: { account, reference, status, date, amount: amount.minor, unapplied, method },
      search: [reference],
    }),
  });
}

function referencesOf(kind: CreditKind, event: RecordedAccountEvent): readonly string[] {
  switch (event.type) {
    case 'PaymentReceived':
    case 'PaymentReversed':
      return kind === 'payment' ? [event.data.payment] : [];
    case 'CreditNoteIssued':
    case 'CreditNoteReversed':
      return kind === 'credit-note' ? [event.data.note] : [];
    case 'PaymentAllocated':
    case 'PaymentApplied':
    case 'ApplicationWithdrawn':
      return event.data.kind === kind ? [event.data.credit] : [];
    case 'CreditRefunded':
    case 'RefundReversed':
      return event.data.of.filter((part) => part.kind === kind).map((part) => part.credit);
    default:
      return [];
  }
}

function evolved(credit: CreditDocument | null, event: RecordedAccountEvent, key: string): CreditDocument | null {
  if (event.type === 'PaymentReceived') {
    const { payment, method, received, currency, gross, names } = event.data;
    return { ...begun(event, payment, { minor: gross, currency }), received, method, names };
  }
  if (event.type === 'CreditNoteIssued') {
    const { note, number, currency, gross } = event.data;
    return { ...begun(event, note, { minor: gross, currency }), names: [{ number, gross }] };
  }
  if (!credit) return null;
  switch (event.type) {
    case 'PaymentAllocated':
      return { ...credit, names: event.data.to };
    case 'PaymentApplied':
      return applied(credit, event.businessDate, event.data, 1);
    case 'ApplicationWithdrawn':
      return applied(credit, event.businessDate, event.data, -1);
    case 'PaymentReversed':
    case 'CreditNoteReversed':
      return { ...credit, reversed: event.businessDate };
    case 'CreditRefunded':
      return { ...credit, refunded: credit.refunded + partOf(event, key) };
    case 'RefundReversed':
      return { ...credit, refunded: credit.refunded - partOf(event, key) };
    default:
      return credit;
  }
}

/** What of a refund was paid out of a payment or a credit note. */
function partOf({ data, stream }: Extract<RecordedAccountEvent, { type: 'CreditRefunded' | 'RefundReversed' }>, key: string): number {
  const mine = data.of.filter((part) => entryId(idOf(stream), part.credit) === key);
  return mine.reduce((sum, part) => sum + part.gross, 0);
}

function begun(
  { stream, businessDate, revision }: RecordedAccountEvent,
  reference: string,
  amount: CreditDocument['amount'],
): CreditDocument {
  const account = idOf(stream);
  return {
    id: entryId(account, reference),
    account,
    reference,
    status: 'unapplied',
    date: businessDate,
    amount,
    received: amount,
    method: null,
    applied: 0,
    refunded: 0,
    unapplied: amount.minor,
    names: [],
    applications: [],
    reversed: null,
    revision,
  };
}

function applied(
  credit: CreditDocument,
  date: BusinessDate,
  { number, gross, named }: { readonly number: string; readonly gross: number; readonly named: boolean },
  sign: 1 | -1,
): CreditDocument {
  const isThat = (entry: CreditDocument['applications'][number]): boolean =>
    entry.number === number && entry.date === date && entry.named === named;
  const amount = (credit.applications.find(isThat)?.amount ?? 0) + sign * gross;
  const others = credit.applications.filter((entry) => !isThat(entry));
  return { ...credit, applications: amount === 0 ? others : [...others, { number, date, amount, named }] };
}

/** What follows from the rest. */
function finished(credit: CreditDocument): CreditDocument {
  const isReversed = credit.reversed !== null;
  const applied = isReversed ? 0 : credit.applications.reduce((sum, entry) => sum + entry.amount, 0);
  const unapplied = isReversed ? 0 : credit.amount.minor - applied - credit.refunded;
  return { ...credit, applied, unapplied, status: isReversed ? 'reversed' : statusOf(unapplied, credit.amount.minor) };
}

function statusOf(unapplied: number, amount: number): CreditStatus {
  if (unapplied === 0) return 'applied';
  return unapplied < amount ? 'part-applied' : 'unapplied';
}
