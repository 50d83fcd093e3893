import type { BusinessDate } from '@zongheng/kernel';
import type { AccountFact, Cell, Posting } from '@zongheng/receivables-events';

/** All postings of some facts. */
export function postingsOf(facts: readonly AccountFact[]): readonly Posting[] {
  return facts.flatMap((fact) => ('postings' in fact.data ? fact.data.postings : []));
}

/** Every date on which something changes. */
export function datesOf(facts: readonly AccountFact[]): readonly BusinessDate[] {
  return [...new Set(postingsOf(facts).map((posting) => posting.date))].toSorted();
}

interface Sums {
  readonly open: number;
  readonly invoices: number;
  readonly credit: number;
}

/** What stands on a date, by something of the cells; groups of nothing are left out. */
export function standingBy(facts: readonly AccountFact[], on: BusinessDate, group: (cell: Cell) => string): Readonly<Record<string, Sums>> {
  const sums = new Map<string, Sums>();
  for (const { date, cell, open, invoices, credit } of postingsOf(facts)) {
    if (date > on) continue;
    const before = sums.get(group(cell)) ?? { open: 0, invoices: 0, credit: 0 };
    sums.set(group(cell), { open: before.open + open, invoices: before.invoices + invoices, credit: before.credit + credit });
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum.open !== 0 || sum.invoices !== 0 || sum.credit !== 0).toSorted());
}

/** What the customer owes on a date, without what stands on account; by currency. */
export function balanceOn(facts: readonly AccountFact[], on: BusinessDate): Readonly<Record<string, number>> {
  const standing = standingBy(facts, on, (cell) => cell.currency);
  const balances = Object.entries(standing).map(([currency, { open, credit }]): [string, number] => [currency, open - credit]);
  return Object.fromEntries(balances.filter(([, balance]) => balance !== 0));
}

/** What is open of an invoice on a date, by what was said of it alone. */
export function openOn(facts: readonly AccountFact[], number: string, on: BusinessDate): number {
  let open = 0;
  for (const fact of facts) {
    if (!('number' in fact.data) || fact.data.number !== number) continue;
    if (countsFrom(fact) <= on) open += openedBy(fact, on);
  }
  for (const fact of facts) {
    if ((fact.type !== 'PaymentReversed' && fact.type !== 'CreditNoteReversed') || fact.businessDate > on) continue;
    for (const part of fact.data.reopened) if (part.number === number) open += part.gross;
  }
  return open;
}

/** The date on which a fact about an invoice counts: one that takes it out of the books counts from the invoice's first day. */
function countsFrom(fact: AccountFact): BusinessDate {
  return fact.type === 'InvoiceVoided' ? fact.data.since : fact.businessDate;
}

function openedBy(fact: AccountFact, on: BusinessDate): number {
  switch (fact.type) {
    case 'InvoiceIssued':
    case 'InvoiceReinstated':
      return fact.data.gross;
    case 'InvoiceVoided':
    case 'InvoiceWrittenOff':
      return -fact.data.gross;
    case 'PaymentApplied':
      return fact.data.reversed !== null && fact.data.reversed <= on ? 0 : -fact.data.gross;
    case 'ApplicationWithdrawn':
      return fact.data.reversed !== null && fact.data.reversed <= on ? 0 : fact.data.gross;
    default:
      return 0;
  }
}
