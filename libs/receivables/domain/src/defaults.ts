import type { AgeingBucket, ApplyingRule, ReminderLevel, ReminderSending } from '@zongheng/receivables-events';

/** The buckets of an installation that defined none. */
export const defaultBuckets: readonly AgeingBucket[] = [
  { bucket: 'current', label: { zh: '未到期', en: 'Current' }, from: null, to: 0 },
  { bucket: '1-30', label: { zh: '逾期1–30天', en: '1–30 days' }, from: 1, to: 30 },
  { bucket: '31-60', label: { zh: '逾期31–60天', en: '31–60 days' }, from: 31, to: 60 },
  { bucket: '61-90', label: { zh: '逾期61–90天', en: '61–90 days' }, from: 61, to: 90 },
  { bucket: '90+', label: { zh: '逾期90天以上', en: 'Over 90 days' }, from: 91, to: null },
];

/** Money that names no invoice pays what is due first. */
export const defaultRule: ApplyingRule = { order: 'oldest-due', disputed: false };

/** A person reminds customers and says so, until it is said otherwise. */
export const defaultSending: ReminderSending = 'by-hand';

export const defaultLevels: readonly ReminderLevel[] = [
  { level: 'friendly', label: { zh: '温馨提醒', en: 'Friendly reminder' }, daysOverdue: 3, channel: 'e-mail' },
  { level: 'first', label: { zh: '首次催款', en: 'First reminder' }, daysOverdue: 15, channel: 'e-mail' },
  { level: 'second', label: { zh: '二次催款', en: 'Second reminder' }, daysOverdue: 30, channel: 'phone' },
  { level: 'final', label: { zh: '最后通知', en: 'Final notice' }, daysOverdue: 60, channel: 'letter' },
];
