import {
  CurrencyText,
  DateText,
  defineEvent,
  Id,
  Key,
  KeyOf,
  type Labels,
  Minor,
  MoneyOf,
  MonthText,
  personal,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import { AccountCell, Cell, Postings } from './cell.ts';
import { Amounts } from './lines.ts';

const stream = 'account';
const minor = () => Minor(1);
const currency = () => CurrencyText();

/** An invoice that money is meant for, and how much of it. */
export const Named = Shape({ number: Key(), gross: minor() });
export type Named = Static<typeof Named>;

export type CreditKind = 'payment' | 'credit-note';
export const creditKinds: Labels<CreditKind> = {
  payment: { zh: '付款', en: 'Payment' },
  'credit-note': { zh: '红字发票', en: 'Credit note' },
};

export const PaymentReceived = defineEvent({
  type: 'PaymentReceived',
  version: 1,
  stream,
  meaning: { zh: '收到付款', en: 'A payment was received' },
  data: Shape({
    /** The bank's line, or what else tells this payment from every other: a line that comes again counts once, for ever. */
    payment: Key(),
    method: Key(),
    /** What came in … */
    received: MoneyOf(),
    /** … and what it counts as on the account: the same, unless it came in another currency and whoever recorded it says for how much it counts. */
    currency: currency(),
    gross: minor(),
    /** What it is meant for; the rest, and what it names beyond what is owed, is credit on account. */
    names: Type.Array(Named, { maxItems: 500 }),
    payer: personal(Type.Union([Text(), Type.Null()])),
    note: personal(Type.Union([Text(500), Type.Null()])),
    /** The cell it enters, as credit on account. */
    to: Cell,
    postings: Postings,
  }),
});

/** So much of a payment or a credit note stands against an invoice. */
const Application = {
  kind: KeyOf(creditKinds),
  /** The payment or the credit note. */
  credit: Key(),
  number: Key(),
  currency: currency(),
  gross: minor(),
  net: Minor(),
  /** Whether it names the invoice; otherwise it went there by the order of applying payments. */
  named: Type.Boolean(),
  /** Where the money has gone back since: the date of its reversal, up to which it counts. */
  reversed: Type.Union([DateText(), Type.Null()]),
  /** The cell of the invoice on that date. */
  cell: Cell,
};

export const PaymentApplied = defineEvent({
  type: 'PaymentApplied',
  version: 1,
  stream,
  meaning: { zh: '付款核销发票', en: 'Credit on account was applied to an invoice, from the later of both dates on' },
  data: Shape({ ...Application, postings: Postings }),
});

export type WithdrawalCause = 'named' | 'earlier' | 'invoice-voided' | 'reversed' | 'by-hand';
export const withdrawalCauses: Labels<WithdrawalCause> = {
  named: { zh: '该款另有指定发票', en: 'The money, or the invoice, is named elsewhere' },
  earlier: { zh: '更早的付款先抵', en: 'An earlier payment goes first' },
  'invoice-voided': { zh: '发票作废或减少', en: 'The invoice is no longer owed' },
  reversed: { zh: '付款已冲回', en: 'The money had gone back before' },
  'by-hand': { zh: '人工撤回', en: 'By hand' },
};

export const ApplicationWithdrawn = defineEvent({
  type: 'ApplicationWithdrawn',
  version: 1,
  stream,
  isCorrection: true,
  meaning: {
    zh: '撤回核销：自核销之日起视为未发生，款项回到预收',
    en: 'An application was taken back from its first day, as what was learned later shows it never was: the money is credit on account again',
  },
  data: Shape({
    ...Application,
    cause: KeyOf(withdrawalCauses),
    postings: Postings,
  }),
});

export const PaymentReversed = defineEvent({
  type: 'PaymentReversed',
  version: 1,
  stream,
  meaning: {
    zh: '付款冲回：重新打开其已核销的发票',
    en: 'A payment was taken back by the bank, or never was: what it had paid is open again',
  },
  data: Shape({
    payment: Key(),
    received: MoneyOf(),
    currency: currency(),
    gross: minor(),
    reason: Text(500),
    /** What it had paid, and since when; from the date of the reversal on that is open again. */
    reopened: Type.Array(Shape({ ...Application, since: DateText() }), { maxItems: 10_000 }),
    /** The cell it leaves. */
    from: Cell,
    postings: Postings,
  }),
});

export const CreditNoteIssued = defineEvent({
  type: 'CreditNoteIssued',
  version: 1,
  stream,
  meaning: { zh: '开具红字发票', en: 'A credit note was issued against an invoice' },
  data: Shape({
    note: Key(),
    number: Key(),
    reason: Text(500),
    contract: Type.Union([Id(), Type.Null()]),
    month: Type.Union([MonthText(), Type.Null()]),
    ...Amounts,
    /** The cell in which less is invoiced: the invoice's. */
    cell: Cell,
    /** The cell it enters, as credit on account. */
    to: Cell,
    postings: Postings,
  }),
});

export const PaymentAllocated = defineEvent({
  type: 'PaymentAllocated',
  version: 1,
  stream,
  meaning: { zh: '指定款项用途', en: 'It was said anew which invoices a payment or a credit note is meant for' },
  data: Shape({
    kind: KeyOf(creditKinds),
    credit: Key(),
    from: Type.Array(Named, { maxItems: 500 }),
    to: Type.Array(Named, { maxItems: 500 }),
    reason: Type.Union([Text(500), Type.Null()]),
  }),
});

export const CreditNoteReversed = defineEvent({
  type: 'CreditNoteReversed',
  version: 1,
  stream,
  meaning: {
    zh: '红字发票冲销：重新打开其已抵减的发票',
    en: 'A credit note was taken back, or never was: what it had settled is open again',
  },
  data: Shape({
    note: Key(),
    /** The invoice it was issued against. */
    number: Key(),
    currency: currency(),
    gross: minor(),
    net: Minor(),
    reason: Text(500),
    /** What it had settled, and since when; from the date of the reversal on that is open again. */
    reopened: Type.Array(Shape({ ...Application, since: DateText() }), { maxItems: 10_000 }),
    /** The cell in which more is invoiced again: the invoice's. */
    cell: Cell,
    /** The cell it leaves. */
    from: Cell,
    postings: Postings,
  }),
});

export const CreditRefunded = defineEvent({
  type: 'CreditRefunded',
  version: 1,
  stream,
  meaning: { zh: '退还预收款', en: 'Credit on account was paid back' },
  data: Shape({
    refund: Key(),
    currency: currency(),
    gross: minor(),
    /** Out of which payments and credit notes. */
    of: Type.Array(Shape({ kind: KeyOf(creditKinds), credit: Key(), gross: minor() }), { minItems: 1, maxItems: 10_000 }),
    reason: Text(500),
    from: Cell,
    postings: Postings,
  }),
});

export const RefundReversed = defineEvent({
  type: 'RefundReversed',
  version: 1,
  stream,
  meaning: {
    zh: '退款冲回：款项退回，重新成为预收',
    en: 'A refund came back, or never was: it is credit on account again from that date on',
  },
  data: Shape({
    refund: Key(),
    currency: currency(),
    gross: minor(),
    /** The payments and credit notes it had been paid out of. */
    of: Type.Array(Shape({ kind: KeyOf(creditKinds), credit: Key(), gross: minor() }), { minItems: 1, maxItems: 10_000 }),
    /** The day on which it had been paid. */
    refunded: DateText(),
    reason: Text(500),
    /** The cell it enters. */
    to: Cell,
    postings: Postings,
  }),
});

export type ReclassificationCause = 'employee-transferred' | 'customer-changed' | 'owner-changed' | 'customers-merged';
export const reclassificationCauses: Labels<ReclassificationCause> = {
  'employee-transferred': { zh: '负责人调动', en: 'Its owner changed unit' },
  'owner-changed': { zh: '客户负责人变更', en: 'Its customer was given to another owner' },
  'customer-changed': { zh: '客户区域变更', en: 'Its customer’s region changed' },
  'customers-merged': { zh: '客户合并或撤销合并', en: 'Its customer’s file was merged into another, or the merge undone' },
};

export const AccountReclassified = defineEvent({
  type: 'AccountReclassified',
  version: 1,
  stream,
  meaning: {
    zh: '客户账户随组织或客户变化重新归类',
    en: 'What an account is counted by changed elsewhere, and it followed with all that is open',
  },
  data: Shape({ cause: KeyOf(reclassificationCauses), from: AccountCell, to: AccountCell, postings: Postings }),
});

export const paymentEvents = [
  PaymentReceived,
  CreditNoteIssued,
  PaymentAllocated,
  PaymentApplied,
  ApplicationWithdrawn,
  PaymentReversed,
  CreditRefunded,
  AccountReclassified,
  CreditNoteReversed,
  RefundReversed,
] as const;
