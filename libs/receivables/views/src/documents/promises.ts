import { type BusinessDate, DateText, documentView, Id, idOf, Key, later, MoneyOf, Shape, type Static, Type } from '@zongheng/kernel';
import { entryId, type RecordedAccountEvent } from '@zongheng/receivables-events';
import { numbersOf } from './invoices.ts';

const Sum = Type.Integer();

/** A promise to pay: the last one about an invoice, and what became of it. Whether it is broken depends on the day asked: `promiseState`. */
export const PromiseDocument = Shape({
  id: Id(),
  account: Id(),
  number: Key(),
  amount: MoneyOf(),
  on: DateText(),
  by: DateText(),
  /** The day on which enough was paid, in time; null where it was not. */
  kept: Type.Union([DateText(), Type.Null()]),
  /** Whether the invoice was voided: what nobody owed can neither be kept nor broken. */
  voided: Type.Boolean(),
  /** Promises about the invoice before it, which it takes the place of. */
  before: Type.Array(Shape({ on: DateText(), by: DateText(), amount: Sum, kept: Type.Union([DateText(), Type.Null()]) })),
  /** What was paid of the invoice since, by day. */
  paid: Type.Array(Shape({ date: DateText(), amount: Sum })),
  revision: Type.Integer({ minimum: 0 }),
});
export type PromiseDocument = Static<typeof PromiseDocument>;

export const promises = documentView<PromiseDocument, RecordedAccountEvent>({
  name: 'promises',
  version: 3,
  meaning: { zh: '付款承诺', en: 'Promises to pay' },
  handles: ['PaymentPromised', 'PaymentApplied', 'ApplicationWithdrawn', 'PaymentReversed', 'CreditNoteReversed', 'InvoiceVoided'],
  keysOf: (event) => numbersOf(event).map((number) => entryId(idOf(event.stream), number)),
  evolve(promise, event, key) {
    if (event.type === 'PaymentPromised') return promised(promise, event, key);
    if (!promise) return null;
    if (event.type === 'InvoiceVoided') return { ...promise, voided: true, revision: event.revision };
    const paid = [...promise.paid, ...paidBy(event, promise.number)];
    return { ...promise, paid, kept: keptOn(promise.by, promise.amount.minor, paid), revision: event.revision };
  },
  fields: {
    account: 'text',
    number: 'text',
    on: 'text',
    by: 'text',
    kept: 'text',
    isKept: 'flag',
    isRepeated: 'flag',
    voided: 'flag',
    firstBy: 'text',
    lastBy: 'text',
  },
  indexes: [
    ['account', 'by'],
    ['number'],
    ['isKept', 'by'],
    ['isRepeated', 'voided', 'by'],
    ['by'],
    ['on'],
    ['kept'],
    ['lastBy'],
    ['firstBy'],
  ],
  index: (promise) => {
    const { account, number, on, by, kept, voided, before } = promise;
    const [firstBy, lastBy] = promisedDays(promise);
    return { fields: { account, number, on, by, kept, isKept: kept !== null, isRepeated: before.length > 0, voided, firstBy, lastBy } };
  },
});

/** The first and the last day that anything was promised for about an invoice. */
export function promisedDays({ by, before }: Pick<PromiseDocument, 'by' | 'before'>): readonly [first: BusinessDate, last: BusinessDate] {
  const days = before.map((promise) => promise.by);
  return [days.reduce((first, day) => (day < first ? day : first), by), days.reduce(later, by)];
}

/** How a promise stands on a day: what is paid later does not keep it yet. */
export function promiseState({ kept, by }: Pick<PromiseDocument, 'kept' | 'by'>, day: BusinessDate): 'kept' | 'broken' | 'open' {
  if (kept !== null && kept <= day) return 'kept';
  return by < day ? 'broken' : 'open';
}

type Promised = Extract<RecordedAccountEvent, { type: 'PaymentPromised' }>;

function promised(before: PromiseDocument | null, { data, businessDate: on, stream, revision }: Promised, id: string): PromiseDocument {
  const { number, currency, gross, by } = data;
  const earlier =
    before && !before.voided ? [...before.before, { on: before.on, by: before.by, amount: before.amount.minor, kept: before.kept }] : [];
  return {
    id,
    account: idOf(stream),
    number,
    amount: { minor: gross, currency },
    on,
    by,
    kept: null,
    voided: false,
    before: earlier,
    paid: [],
    revision,
  };
}

function paidBy(event: RecordedAccountEvent, number: string): PromiseDocument['paid'] {
  const date = event.businessDate;
  switch (event.type) {
    case 'PaymentApplied':
      return event.data.reversed === null ? [{ date, amount: event.data.gross }] : [];
    case 'ApplicationWithdrawn':
      return event.data.reversed === null ? [{ date, amount: -event.data.gross }] : [];
    case 'PaymentReversed':
    case 'CreditNoteReversed': {
      const amount = event.data.reopened.reduce((sum, part) => sum + (part.number === number ? part.gross : 0), 0);
      return amount === 0 ? [] : [{ date, amount: -amount }];
    }
    default:
      return [];
  }
}

/** The first day by which enough had been paid, not later than promised. */
function keptOn(by: BusinessDate, amount: number, paid: PromiseDocument['paid']): BusinessDate | null {
  let sum = 0;
  let kept: BusinessDate | null = null;
  for (const entry of paid.toSorted((one, other) => (one.date < other.date ? -1 : 1))) {
    if (entry.date > by) break;
    sum += entry.amount;
    if (sum < amount) kept = null;
    else kept ??= entry.date;
  }
  return kept;
}
