import { addDays, type BusinessDate } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';
import type { DueCommand, Duty } from '@zongheng/policy';
import type { Condition } from '@zongheng/read-store';
import type { ReminderLevel } from '@zongheng/receivables-events';
import { type InvoiceDocument, invoices, receivablesPolicies } from '@zongheng/receivables-views';
import { inForce } from '../queries/in-force.ts';
import { nextReminder } from './next-reminder.ts';

/**
 * Customers are reminded of what is overdue on the day on which a level is due, where the policy in force says that this happens by itself:
 * of what is disputed never, of what is promised only after the day that was promised.
 */
export function paymentReminders(documents: ServedDocuments): Duty {
  return {
    name: 'payment-reminders',
    reads: [invoices.name, receivablesPolicies.name],
    async *due(today) {
      const { levels, sending } = await inForce(documents, { asOf: today, upTo: Number.MAX_SAFE_INTEGER });
      const [first] = levels;
      if (sending === 'by-hand' || !first) return;
      const where: Condition[] = [{ field: 'overdue', op: 'lte', value: addDays(today, -first.daysOverdue) }];
      for await (const page of documents.pages(invoices, where)) yield page.flatMap((invoice) => remindersOf(invoice, today, levels));
    },
  };
}

/** The reminder that is due of an invoice; none where there is none, or where the customer has promised to pay by a day to come. */
export function remindersOf(invoice: InvoiceDocument, on: BusinessDate, levels: readonly ReminderLevel[]): readonly DueCommand[] {
  const { account, number, promised } = invoice;
  const next = nextReminder(invoice, on, levels);
  if (!next?.isDue || (promised && promised.by >= on)) return [];
  return [{ command: 'SendReminder', id: account, on, what: `${number} ${next.level}`, body: { number, level: next.level } }];
}
