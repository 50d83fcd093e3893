import { businessDate } from '@zongheng/kernel';
import { defaultLevels } from '@zongheng/receivables-domain';
import type { InvoiceDocument } from '@zongheng/receivables-views';
import { remindersOf } from './payment-reminders.ts';

const day = businessDate;
/** What of an invoice matters here, due on the first of March. */
const invoice = (more: Partial<InvoiceDocument> = {}) =>
  ({ account: 'harbour', number: 'FP-1', due: day('2026-03-01'), reminders: [], promised: null, ...more }) as unknown as InvoiceDocument;
const sent = (level: string) => ({ level, channel: 'e-mail', date: day('2026-03-04'), daysOverdue: 3 });
const due = (of: InvoiceDocument, on: string) => remindersOf(of, day(on), defaultLevels).map(({ body }) => body);

describe('reminders that are sent by themselves', () => {
  it('are of the highest level that is due and was not sent', () => {
    expect(due(invoice(), '2026-03-03')).toEqual([]);
    expect(due(invoice(), '2026-03-04')).toEqual([{ number: 'FP-1', level: 'friendly' }]);
    expect(due(invoice({ reminders: [sent('friendly')] }), '2026-03-10')).toEqual([]);
    expect(due(invoice({ reminders: [sent('friendly')] }), '2026-04-01')).toEqual([{ number: 'FP-1', level: 'second' }]);
    expect(due(invoice({ reminders: [sent('final')] }), '2026-12-01')).toEqual([]);
  });

  it('leave alone who promised to pay, until the day is over', () => {
    const promised = { on: day('2026-03-02'), by: day('2026-03-10'), amount: 100 };
    expect(due(invoice({ promised }), '2026-03-10')).toEqual([]);
    expect(due(invoice({ promised }), '2026-03-11')).toEqual([{ number: 'FP-1', level: 'friendly' }]);
  });

  it('count for the day on which they are sent', () => {
    expect(remindersOf(invoice(), day('2026-03-09'), defaultLevels)).toMatchObject([
      { command: 'SendReminder', id: 'harbour', on: '2026-03-09', what: 'FP-1 friendly' },
    ]);
  });
});
