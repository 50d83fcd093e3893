import { addDays, type BusinessDate } from '@zongheng/kernel';
import type { ReminderLevel } from '@zongheng/receivables-events';
import type { InvoiceDocument } from '@zongheng/receivables-views';

/** The highest level that is due and not sent, or the first that will be. */
export function nextReminder(
  { due, reminders }: Pick<InvoiceDocument, 'due' | 'reminders'>,
  date: BusinessDate,
  levels: readonly ReminderLevel[],
) {
  const last = Math.max(-1, ...reminders.map(({ level }) => levels.findIndex((each) => each.level === level)));
  const left = levels.slice(last + 1).map((level) => ({ ...level, from: addDays(due, level.daysOverdue) }));
  const next = left.findLast(({ from }) => from <= date) ?? left[0];
  if (!next) return null;
  const { level, label, channel, from } = next;
  return { level, label, channel, from, isDue: from <= date };
}
