import {
  CurrencyText,
  DateText,
  defineEvent,
  Id,
  Key,
  KeyOf,
  type Labels,
  Minor,
  MonthText,
  personal,
  Shape,
  Text,
  Type,
} from '@zongheng/kernel';
import { Cell, Postings } from './cell.ts';
import { Amounts, Invoiced } from './lines.ts';

const stream = 'account';
const minor = () => Minor(1);
/** A part of an invoice: gross, and of it what is revenue. The parts of an invoice sum to its net exactly. */
const Part = {
  currency: CurrencyText(),
  gross: minor(),
  net: Minor(),
};

export const InvoiceIssued = defineEvent({
  type: 'InvoiceIssued',
  version: 1,
  stream,
  meaning: { zh: '开具发票', en: 'An invoice was issued' },
  data: Shape({
    number: Key(),
    contract: Type.Union([Id(), Type.Null()]),
    /** The month it is for; null where it is for none. */
    month: Type.Union([MonthText(), Type.Null()]),
    due: DateText(),
    ...Amounts,
    /** The record it came from in another system; null where it came from none. */
    reference: Type.Union([Shape({ system: Key(), key: Text() }), Type.Null()]),
    /** The cell it enters. */
    to: Cell,
    postings: Postings,
  }),
});

export type CorrectedTerm = 'due' | 'month' | 'contract';
export const correctedTerms: Labels<CorrectedTerm> = {
  due: { zh: '到期日', en: 'Due date' },
  month: { zh: '所属月份', en: 'Month' },
  contract: { zh: '协议', en: 'Contract' },
};
const Terms = Shape({
  due: DateText(),
  month: Type.Union([MonthText(), Type.Null()]),
  contract: Type.Union([Id(), Type.Null()]),
});

export const InvoiceCorrected = defineEvent({
  type: 'InvoiceCorrected',
  version: 1,
  stream,
  isCorrection: true,
  meaning: { zh: '更正发票：到期日、月份或协议自始有误', en: 'The due date, month or contract of an invoice was wrong from its first day' },
  data: Shape({
    number: Key(),
    corrects: Type.Array(KeyOf(correctedTerms), { minItems: 1, maxItems: 3 }),
    /** The day of the invoice, since when it is put right. */
    since: DateText(),
    reason: Text(500),
    from: Terms,
    to: Terms,
    /** The cells that what was invoiced leaves and enters, as of its first day, with its amounts. */
    out: Cell,
    in: Cell,
    ...Invoiced,
    postings: Postings,
  }),
});

export const InvoiceVoided = defineEvent({
  type: 'InvoiceVoided',
  version: 1,
  stream,
  isCorrection: true,
  meaning: {
    zh: '发票作废：自始从账上撤销',
    en: 'The invoice should never have been issued: it is taken out of the books from its first day',
  },
  data: Shape({
    number: Key(),
    since: DateText(),
    reason: Text(500),
    /** The cell it leaves, as of its first day. */
    from: Cell,
    ...Invoiced,
    postings: Postings,
  }),
});

export const InvoiceDisputed = defineEvent({
  type: 'InvoiceDisputed',
  version: 1,
  stream,
  meaning: { zh: '发票有争议', en: 'The customer disputed an invoice' },
  data: Shape({ number: Key(), reason: personal(Text(500)), from: Cell, to: Cell, postings: Postings }),
});

export type DisputeOutcome = 'upheld' | 'part-upheld' | 'rejected' | 'withdrawn';
export const disputeOutcomes: Labels<DisputeOutcome> = {
  upheld: { zh: '成立', en: 'Upheld' },
  'part-upheld': { zh: '部分成立', en: 'Upheld in part' },
  rejected: { zh: '不成立', en: 'Rejected' },
  withdrawn: { zh: '客户撤回', en: 'Withdrawn' },
};

export const DisputeSettled = defineEvent({
  type: 'DisputeSettled',
  version: 1,
  stream,
  meaning: { zh: '争议解决', en: 'The dispute about an invoice was settled' },
  data: Shape({
    number: Key(),
    outcome: KeyOf(disputeOutcomes),
    disputed: DateText(),
    note: personal(Type.Union([Text(500), Type.Null()])),
    from: Cell,
    to: Cell,
    postings: Postings,
  }),
});

export const InvoiceWrittenOff = defineEvent({
  type: 'InvoiceWrittenOff',
  version: 1,
  stream,
  meaning: { zh: '核销坏账', en: 'What was still open of an invoice, or a part of it, was written off' },
  data: Shape({ number: Key(), ...Part, reason: Text(500), from: Cell, postings: Postings }),
});

export const InvoiceReinstated = defineEvent({
  type: 'InvoiceReinstated',
  version: 1,
  stream,
  meaning: {
    zh: '已核销款项恢复应收',
    en: 'What had been written off is owed again: money came in for it, or it was written off by mistake',
  },
  data: Shape({ number: Key(), ...Part, reason: Type.Union([Text(500), Type.Null()]), to: Cell, postings: Postings }),
});

export const PaymentPromised = defineEvent({
  type: 'PaymentPromised',
  version: 1,
  stream,
  meaning: { zh: '客户承诺付款', en: 'The customer promised to pay so much of an invoice by a date' },
  data: Shape({
    number: Key(),
    currency: CurrencyText(),
    gross: minor(),
    by: DateText(),
    /** What had been paid of it by then: it does not keep the promise. */
    paidBefore: Minor(),
    cell: Cell,
    note: personal(Type.Union([Text(500), Type.Null()])),
  }),
});

export const ReminderSent = defineEvent({
  type: 'ReminderSent',
  version: 1,
  stream,
  meaning: { zh: '催款', en: 'The customer was reminded of an overdue invoice, once at each level' },
  data: Shape({
    number: Key(),
    level: Key(),
    channel: Key(),
    /** The version of the reminder levels in force. */
    policy: Type.Integer({ minimum: 0 }),
    daysOverdue: Type.Integer({ minimum: 1 }),
    currency: CurrencyText(),
    open: minor(),
    cell: Cell,
  }),
});

export const invoiceEvents = [
  InvoiceIssued,
  PaymentPromised,
  InvoiceCorrected,
  InvoiceVoided,
  InvoiceDisputed,
  DisputeSettled,
  InvoiceWrittenOff,
  InvoiceReinstated,
  ReminderSent,
] as const;
