import { specification } from '@zongheng/kernel/testing';
import type { AgeingBucket } from '@zongheng/receivables-events';
import { defaultBuckets, defaultLevels } from './defaults.ts';
import {
  type DefineAgeingBuckets,
  type DefinePaymentOrder,
  type DefineReminderLevels,
  type DefineReminderSending,
  receivablesPolicyDecider,
} from './policy.ts';
import type { policyRefusals } from './refusals/policy.ts';
import { date, on } from './testing/commands.ts';

const spec = specification(receivablesPolicyDecider);
const label = { zh: '账龄', en: 'Ageing' };
const bucket = (key: string, from: number | null, to: number | null): AgeingBucket => ({ bucket: key, label, from, to });
const buckets = (...given: readonly AgeingBucket[]): DefineAgeingBuckets => ({
  type: 'DefineAgeingBuckets',
  ...on('2026-01-05'),
  buckets: given,
});
const two = [bucket('current', null, 0), bucket('late', 1, null)];
const order: DefinePaymentOrder = { type: 'DefinePaymentOrder', ...on('2026-01-05'), rule: { order: null, disputed: false } };
const level = (key: string, daysOverdue: number) => ({ level: key, label, daysOverdue, channel: 'phone' });
const levels = (...given: readonly ReturnType<typeof level>[]): DefineReminderLevels => ({
  type: 'DefineReminderLevels',
  ...on('2026-01-05'),
  levels: given,
});

describe('what is in force for receivables', () => {
  it('are buckets that hold every day once', () => {
    spec
      .given()
      .when(buckets(...two))
      .then({ type: 'AgeingBucketsDefined', businessDate: date('2026-01-05'), data: { version: 1, buckets: two } });
    spec
      .given()
      .whenRepeated(buckets(...two))
      .thenNothing();
    spec
      .given()
      .when(buckets(...defaultBuckets))
      .thenNothing();
    const refused = {
      'RECEIVABLES.BUCKETS.GAP': [
        [bucket('current', null, 0), bucket('late', 2, null)],
        [bucket('current', null, 0), bucket('late', 1, 30)],
        [bucket('current', null, 0)],
      ],
      'RECEIVABLES.BUCKETS.DUE_MIXED': [[bucket('all', null, 30), bucket('late', 31, null)]],
      'RECEIVABLES.BUCKETS.REPEATED': [[bucket('current', null, 0), bucket('current', 1, null)]],
      'RECEIVABLES.LEVELS.NOT_RISING': [],
    } satisfies Record<keyof typeof policyRefusals, AgeingBucket[][]>;
    for (const [code, given] of Object.entries(refused))
      for (const each of given)
        spec
          .given()
          .when(buckets(...each))
          .thenRefused(code);
  });

  it('is where money goes that names no invoice', () => {
    spec
      .given()
      .when(order)
      .then({ type: 'PaymentOrderDefined', businessDate: date('2026-01-05'), data: { version: 1, rule: order.rule } });
    spec.given().whenRepeated(order).thenNothing();
    spec
      .given()
      .when({ ...order, ...on('2027-01-01') })
      .thenRefused('DATE.IN_FUTURE');
  });

  it('is who sends reminders: a person, until it is said otherwise', () => {
    const sending = (who: 'by-hand' | 'by-itself'): DefineReminderSending => ({
      type: 'DefineReminderSending',
      ...on('2026-01-05'),
      sending: who,
    });
    spec
      .given()
      .when(sending('by-itself'))
      .then({ type: 'ReminderSendingDefined', businessDate: date('2026-01-05'), data: { version: 1, sending: 'by-itself' } });
    spec.given().when(sending('by-hand')).thenNothing();
    spec.given().whenRepeated(sending('by-itself')).thenNothing();
    spec
      .given()
      .when({ ...sending('by-itself'), ...on('2027-01-01') })
      .thenRefused('DATE.IN_FUTURE');
  });

  it('are reminders that rise', () => {
    const given = [level('one', 5), level('two', 10)];
    spec
      .given()
      .when(levels(...given))
      .then({ type: 'ReminderLevelsDefined', businessDate: date('2026-01-05'), data: { version: 1, levels: given } });
    spec
      .given()
      .whenRepeated(levels(...given))
      .thenNothing();
    spec
      .given()
      .when({ ...levels(), levels: defaultLevels })
      .thenNothing();
    spec
      .given()
      .when(levels(level('one', 5), level('two', 5)))
      .thenRefused('RECEIVABLES.LEVELS.NOT_RISING');
    spec
      .given()
      .when(levels(level('one', 5), level('one', 6)))
      .thenRefused('RECEIVABLES.LEVELS.NOT_RISING');
  });
});
