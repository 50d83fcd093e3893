import type { BusinessDate } from '@zongheng/kernel';
import type { Cell, Posting } from '@zongheng/receivables-events';
import type { Step } from '../facts.ts';
import { creditCellOn, invoiceCellOn } from './cells.ts';
import { type AccountState, invoiceIn } from './state.ts';
import { balancesOf, stepsOfInvoice } from './steps.ts';

/** What an event touches: invoices, by number, and what it changes of the credit on account in a currency. */
export interface Touched {
  readonly invoices?: readonly string[];
  readonly credit?: { readonly currency: string; readonly steps: readonly Step[] };
  /** What else it posts. */
  readonly also?: readonly Posting[];
}

/** Balances by date and cell; what cancels out is not there. */
type Book = Map<string, Posting>;

/**
 * What an event does to the balances: the books of the invoices it touches after it, less those before it, and its steps of credit. So a late
 * entry corrects, behind itself, every later move of the amount between cells, whatever came in whichever order.
 */
export function postingsBetween(before: AccountState, after: AccountState, { invoices = [], credit, also = [] }: Touched): Posting[] {
  const book: Book = new Map();
  for (const [state, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const number of new Set(invoices)) bookInvoice(book, state, number, sign);
  }
  if (credit) bookCredit(book, after, credit);
  for (const posting of also) post(book, posting);
  return [...book.values()]
    .filter(({ open, invoices: count, credit }) => open !== 0 || count !== 0 || credit !== 0)
    .toSorted((one, other) => (one.date === other.date ? 0 : one.date < other.date ? -1 : 1));
}

function bookInvoice(book: Book, state: AccountState, number: string, sign: 1 | -1): void {
  const invoice = invoiceIn(state, number);
  const steps = stepsOfInvoice(invoice);
  if (steps.length === 0) return;
  const turns = [...state.cells.slice(1).map(([date]) => date), ...invoice.disputes.flat().filter((date) => date !== null)];
  walk(
    steps,
    turns,
    (date) => invoiceCellOn(state.cells, invoice, date),
    (date, cell, amount, count) => post(book, { date, cell, open: sign * amount, invoices: sign * count, credit: 0 }),
  );
}

function bookCredit(book: Book, { cells }: AccountState, { currency, steps }: NonNullable<Touched['credit']>): void {
  walk(
    steps,
    cells.slice(1).map(([date]) => date),
    (date) => creditCellOn(cells, currency, date),
    (date, cell, amount) => post(book, { date, cell, open: 0, invoices: 0, credit: amount }),
  );
}

/** Goes through the dates on which the balance or the cell changes, and says what leaves and what enters which cell. */
function walk(
  steps: readonly Step[],
  turns: readonly BusinessDate[],
  cellOn: (date: BusinessDate) => Cell,
  say: (date: BusinessDate, cell: Cell, amount: number, count: number) => void,
): void {
  const balances = new Map(balancesOf(steps).map(({ date, balance }) => [date, balance]));
  const dates = [...new Set([...balances.keys(), ...turns])].toSorted();
  let balance = 0;
  let cell: Cell | null = null;
  for (const date of dates) {
    const now = balances.get(date) ?? balance;
    const there = cellOn(date);
    if (cell && sameCell(cell, there)) say(date, there, now - balance, open(now) - open(balance));
    else {
      if (cell) say(date, cell, -balance, -open(balance));
      say(date, there, now, open(now));
    }
    balance = now;
    cell = there;
  }
}

function open(balance: number): 0 | 1 {
  return balance > 0 ? 1 : 0;
}

function post(book: Book, posting: Posting): void {
  const key = `${posting.date} ${keyOf(posting.cell)}`;
  const before = book.get(key);
  book.set(key, {
    ...posting,
    open: (before?.open ?? 0) + posting.open,
    invoices: (before?.invoices ?? 0) + posting.invoices,
    credit: (before?.credit ?? 0) + posting.credit,
  });
}

function sameCell(one: Cell, other: Cell): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ customer, owner, unit, region, contract, currency, due, month, disputed }: Cell): string {
  return [customer, owner, unit, region, contract, currency, due, month, disputed].join(' ');
}
