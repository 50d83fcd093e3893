import type { BusinessDate } from '@zongheng/kernel';
import type { AccountCell, Cell } from '@zongheng/receivables-events';
import type { Invoice } from './entries.ts';
import type { AccountState } from './state.ts';

type Cells = AccountState['cells'];

/** What an account is counted under on a date; before its first entry, what it was counted under then. */
export function accountCellOn(cells: Cells, date: BusinessDate): AccountCell {
  const found = cells.findLast(([since]) => since <= date) ?? cells[0];
  if (!found) throw new Error('nothing stands on the account');
  return found[1];
}

/** The cell of credit on account on a date. */
export function creditCellOn(cells: Cells, currency: string, date: BusinessDate): Cell {
  return { ...accountCellOn(cells, date), contract: null, currency, due: null, month: null, disputed: false };
}

/** The cell of an invoice on a date. */
export function invoiceCellOn(cells: Cells, invoice: Invoice, date: BusinessDate): Cell {
  const { issued } = invoice;
  if (!issued) throw new Error('the invoice is not here yet');
  const { contract, currency, due, month } = issued;
  return { ...accountCellOn(cells, date), contract, currency, due, month, disputed: isDisputedOn(invoice, date) };
}

export function isDisputedOn({ disputes }: Invoice, date: BusinessDate): boolean {
  return disputes.some(([from, to]) => from <= date && (to === null || date < to));
}

/** Whether an invoice is disputed now. */
export function isDisputed({ disputes }: Invoice): boolean {
  const last = disputes.at(-1);
  return last !== undefined && last[1] === null;
}
