import { type BusinessDate, later } from '@zongheng/kernel';
import type { Step } from '../facts.ts';
import type { Credit } from './entries.ts';
import { type AccountState, creditIn, invoiceIn } from './state.ts';
import { earliestWith, leastFrom } from './steps.ts';

/**
 * Of a credit that was paid back, and came back, not all is there from its first day on: what may be put against an invoice depends on the
 * day. Of every other one it does not.
 */
function cameBack({ refunds }: Credit): boolean {
  return refunds.some(([, gross]) => gross < 0);
}

/** What of a credit is neither applied nor paid back on any day from a date on; all that is left of it where the day does not matter. */
export function availableFrom(state: AccountState, key: string, date: BusinessDate, left: number): number {
  const credit = creditIn(state, key);
  return credit && cameBack(credit) ? Math.min(left, leastFrom(stepsOfCredit(state, key, credit), date, credit.end)) : left;
}

/** The earliest date, not before one given, from which on so much of a credit is there on every day; null where there is none. */
export function earliestAvailable(state: AccountState, key: string, gross: number, notBefore: BusinessDate): BusinessDate | null {
  const credit = creditIn(state, key);
  return credit && cameBack(credit) ? earliestWith(stepsOfCredit(state, key, credit), gross, notBefore) : notBefore;
}

/** The most that is paid back of a credit on any day from a date on. */
export function refundedFrom({ refunds }: Credit, date: BusinessDate): number {
  const least = leastFrom(
    refunds.map(([on, gross]) => ({ date: on, amount: -gross })),
    date,
  );
  return Math.max(0, -least);
}

/** Up to the end of a credit, what stands against invoices is as good as spent. */
function stepsOfCredit(state: AccountState, key: string, { date, gross, on, refunds }: Credit): Step[] {
  const spent = on.flatMap((number) => invoiceIn(state, number).slices.filter((slice) => slice.credit === key));
  return [
    { date, amount: gross },
    ...spent.map((slice): Step => ({ date: later(slice.from, date), amount: -slice.gross })),
    ...refunds.map(([day, amount]): Step => ({ date: day, amount: -amount })),
  ];
}
