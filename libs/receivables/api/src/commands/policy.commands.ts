import {
  aggregateCommands,
  defineAggregate,
  FlagField,
  IntegerField,
  KeyField,
  LabelField,
  type LabelFields,
  ListField,
  OneOf,
} from '@zongheng/nest-kit';
import { receivablesPolicyDecider } from '@zongheng/receivables-domain';
import { type PaymentOrder, paymentOrders, type ReminderSending, reminderSendings } from '@zongheng/receivables-events';

export const receivablesPolicyAggregate = defineAggregate({
  category: 'receivablesPolicy',
  decider: receivablesPolicyDecider,
  orderingKey: (_first, id) => id,
});

/** A hundred years. */
const daysMax = 36_500;

class BucketFields {
  @KeyField({ description: 'The key of the bucket', example: '1-30' })
  readonly bucket!: string;

  @LabelField({ description: 'What it is called', example: { zh: '逾期1–30天', en: '1–30 days' } })
  readonly label!: LabelFields;

  @IntegerField(
    { min: 1, max: daysMax },
    { optional: true, description: 'From how many days overdue on; left out for what is not overdue', example: 1 },
  )
  readonly from?: number;

  @IntegerField({ min: 0, max: daysMax }, { optional: true, description: 'Up to how many; left out for the last', example: 30 })
  readonly to?: number;
}

export class DefineAgeingBucketsBody {
  @ListField(() => BucketFields, { min: 2, max: 20, description: 'The buckets in order: what is not overdue first' })
  readonly buckets!: readonly BucketFields[];
}

export class DefinePaymentOrderBody {
  @OneOf(paymentOrders, { optional: true, description: 'Where money goes that names no invoice; left out, it stays on account' })
  readonly order?: PaymentOrder;

  @FlagField({ optional: true, description: 'Whether it goes to disputed invoices too (default no)', example: false })
  readonly disputed?: boolean;
}

class LevelFields {
  @KeyField({ description: 'The key of the level', example: 'first' })
  readonly level!: string;

  @LabelField({ description: 'What it is called', example: { zh: '首次催款', en: 'First reminder' } })
  readonly label!: LabelFields;

  @IntegerField({ min: 1, max: 3_650 }, { description: 'From how many days overdue on it is due', example: 15 })
  readonly daysOverdue!: number;

  @KeyField({ description: 'How it is sent', example: 'e-mail' })
  readonly channel!: string;
}

export class DefineReminderLevelsBody {
  @ListField(() => LevelFields, { min: 1, max: 20, description: 'The levels, in rising order of days overdue' })
  readonly levels!: readonly LevelFields[];
}

export class DefineReminderSendingBody {
  @OneOf(reminderSendings, { description: 'Whether customers are reminded by hand, or by itself on the day a level is due' })
  readonly sending!: ReminderSending;
}

export const receivablesPolicyCommands = aggregateCommands(
  {
    aggregate: receivablesPolicyAggregate,
    collection: 'receivables-policies',
    title: { zh: '应收规则', en: 'What is in force for receivables' },
    singleton: 'main',
  },
  (command) => [
    command('DefineAgeingBuckets', DefineAgeingBucketsBody, {
      verb: 'define-buckets',
      summary: { zh: '定义账龄区间', en: 'Define the buckets of ageing' },
      prepare: ({ buckets }) => ({
        buckets: buckets.map(({ bucket, label, from, to }) => ({ bucket, label: { ...label }, from: from ?? null, to: to ?? null })),
      }),
    }),
    command('DefinePaymentOrder', DefinePaymentOrderBody, {
      verb: 'define-order',
      summary: { zh: '定义付款抵扣顺序', en: 'Define where money goes that names no invoice' },
      prepare: ({ order, disputed }) => ({ rule: { order: order ?? null, disputed: disputed ?? false } }),
    }),
    command('DefineReminderLevels', DefineReminderLevelsBody, {
      verb: 'define-reminders',
      summary: { zh: '定义催款级别', en: 'Define the levels of reminders' },
      prepare: ({ levels }) => ({
        levels: levels.map(({ level, label, daysOverdue, channel }) => ({ level, label: { ...label }, daysOverdue, channel })),
      }),
    }),
    command('DefineReminderSending', DefineReminderSendingBody, {
      verb: 'define-sending',
      summary: { zh: '定义催款由人工登记或到期自动', en: 'Define whether customers are reminded by hand or by itself' },
    }),
  ],
);
