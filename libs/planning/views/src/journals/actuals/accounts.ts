import { flowsOf, type RecordedAccountEvent } from '@zongheng/receivables-events';
import { type Actual, actualOf } from './cell.ts';

/** What an account's event adds: net revenue invoiced, less what was credited, and what was paid of invoices. */
export function moneyActuals(event: RecordedAccountEvent): readonly Actual[] {
  return flowsOf(event).flatMap(({ date, cell, invoicedNet = 0, creditedNet = 0, collected = 0 }) => {
    const { owner, unit, region, customer, currency } = cell;
    const place = { owner, unit, region, customer, currency };
    return [
      ...actualOf('invoiced', date, date, place, { amount: invoicedNet - creditedNet }),
      ...actualOf('collected', date, date, place, { amount: collected }),
    ];
  });
}
