import { type BusinessDate, later } from '@zongheng/kernel';
import type { Step } from '../facts.ts';
import type { Credit, Invoice } from './entries.ts';

/** What changes of an invoice’s open amount, on which dates; in no order. */
export function stepsOfInvoice(invoice: Invoice): Step[] {
  const { issued } = invoice;
  if (!issued || invoice.voided) return [];
  const steps: Step[] = [{ date: issued.date, amount: issued.gross }];
  for (const { from, to, gross } of invoice.slices) {
    steps.push({ date: from, amount: -gross });
    if (to !== null) steps.push({ date: to, amount: gross });
  }
  for (const [date, gross] of invoice.writeOffs) steps.push({ date, amount: -gross });
  return steps;
}

/** The dates on which something changes, in order, each with what stands from then on. */
export function balancesOf(steps: readonly Step[]): { readonly date: BusinessDate; readonly balance: number }[] {
  const changes = new Map<BusinessDate, number>();
  for (const { date, amount } of steps) changes.set(date, (changes.get(date) ?? 0) + amount);
  let balance = 0;
  return [...changes]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, change]) => {
      balance += change;
      return { date, balance };
    });
}

/** The least that stands on any day from a date on, up to another (null: for ever), that one not included. */
export function leastFrom(steps: readonly Step[], date: BusinessDate, until: BusinessDate | null = null): number {
  const balances = balancesOf(steps);
  const before = balances.findLast((each) => each.date <= date)?.balance ?? 0;
  const during = balances.filter((each) => each.date > date && (until === null || each.date < until));
  return during.reduce((least, each) => Math.min(least, each.balance), before);
}

/** The earliest date, not before one given, from which on at least so much stands on every day. Null where there is none. */
export function earliestWith(steps: readonly Step[], amount: number, notBefore: BusinessDate): BusinessDate | null {
  const dates = [notBefore, ...balancesOf(steps).flatMap(({ date }) => (date > notBefore ? [date] : []))];
  return dates.find((date) => leastFrom(steps, date) >= amount) ?? null;
}

/** The later of a credit’s and an invoice’s date: from then on one may stand against the other. */
export function meeting(credit: Credit, issued: { readonly date: BusinessDate }): BusinessDate {
  return later(credit.date, issued.date);
}
