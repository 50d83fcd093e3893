import { defineEvent, type FactOf, Key, KeyOf, type Labels, LabelText, type RecordedOf, Shape, type Static, Type } from '@zongheng/kernel';

const stream = 'receivablesPolicy';
/** What is in force for receivables is decided in one stream. */
export const receivablesPolicyStream = 'receivablesPolicy-main';
const version = () => Type.Integer({ minimum: 1 });

/** Invoices so many days past their due date, from one count to another (null: without end); not overdue is 0 or less. */
export const AgeingBucket = Shape({
  bucket: Key(),
  label: LabelText(),
  from: Type.Union([Type.Integer({ minimum: 1, maximum: 36_500 }), Type.Null()]),
  to: Type.Union([Type.Integer({ minimum: 0, maximum: 36_500 }), Type.Null()]),
});
export type AgeingBucket = Static<typeof AgeingBucket>;

export type PaymentOrder = 'oldest-due' | 'oldest-issued' | 'latest-due';
export const paymentOrders: Labels<PaymentOrder> = {
  'oldest-due': { zh: '先到期先抵', en: 'Oldest due first' },
  'oldest-issued': { zh: '先开票先抵', en: 'Oldest issued first' },
  'latest-due': { zh: '后到期先抵', en: 'Latest due first' },
};

/** What happens to money that names no invoice; what names one goes there first, always. */
export const ApplyingRule = Shape({
  /** Null: it stays on account until someone applies it. */
  order: Type.Union([KeyOf(paymentOrders), Type.Null()]),
  /** Whether it is applied to disputed invoices too. */
  disputed: Type.Boolean(),
});
export type ApplyingRule = Static<typeof ApplyingRule>;

export const ReminderLevel = Shape({
  level: Key(),
  label: LabelText(),
  /** Due to be sent from so many days overdue on. */
  daysOverdue: Type.Integer({ minimum: 1, maximum: 3650 }),
  channel: Key(),
});
export type ReminderLevel = Static<typeof ReminderLevel>;

export type ReminderSending = 'by-hand' | 'by-itself';
export const reminderSendings: Labels<ReminderSending> = {
  'by-hand': { zh: '人工登记', en: 'By hand' },
  'by-itself': { zh: '到期自动', en: 'By itself' },
};

export const AgeingBucketsDefined = defineEvent({
  type: 'AgeingBucketsDefined',
  version: 1,
  stream,
  meaning: { zh: '定义账龄区间', en: 'The buckets of ageing were defined: together they hold every day, each once' },
  data: Shape({ version: version(), buckets: Type.Array(AgeingBucket, { minItems: 2, maxItems: 20 }) }),
});
export const PaymentOrderDefined = defineEvent({
  type: 'PaymentOrderDefined',
  version: 1,
  stream,
  meaning: { zh: '定义付款抵扣顺序', en: 'It was defined in which order payments are applied' },
  data: Shape({ version: version(), rule: ApplyingRule }),
});
export const ReminderLevelsDefined = defineEvent({
  type: 'ReminderLevelsDefined',
  version: 1,
  stream,
  meaning: { zh: '定义催款级别', en: 'The levels of reminders were defined, in rising order of days overdue' },
  data: Shape({ version: version(), levels: Type.Array(ReminderLevel, { minItems: 1, maxItems: 20 }) }),
});

/** Who sends reminders. By itself means: the event says so on the day, and whoever delivers letters follows the log. */
export const ReminderSendingDefined = defineEvent({
  type: 'ReminderSendingDefined',
  version: 1,
  stream,
  meaning: { zh: '定义催款方式', en: 'It was defined whether customers are reminded by hand, or by itself on the day a level is due' },
  data: Shape({ version: version(), sending: KeyOf(reminderSendings) }),
});

export const receivablesPolicyEvents = [AgeingBucketsDefined, PaymentOrderDefined, ReminderLevelsDefined, ReminderSendingDefined] as const;
export type ReceivablesPolicyFact = FactOf<(typeof receivablesPolicyEvents)[number]>;
export type RecordedReceivablesPolicyEvent = RecordedOf<(typeof receivablesPolicyEvents)[number]>;
