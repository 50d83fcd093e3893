import { type Decision, firstRefusal, isRefusal, notInFuture } from '@zongheng/kernel';
import { type AccountFact, productParts } from '@zongheng/receivables-events';
import { type Billed, billed } from '../lines.ts';
import { refuse } from '../refusals.ts';
import { accountCellOn } from './cells.ts';
import type { IssueInvoice } from './commands.ts';
import { Draft } from './draft.ts';
import { mergedAway, noCurrency } from './guards.ts';
import { settle } from './settle.ts';
import type { Issued } from './entries.ts';
import { type AccountState, invoiceIn } from './state.ts';
import { sweep } from './sweep.ts';

/** An invoice comes onto the account, and takes what waits for it, then what is free. */
export function issueInvoice(state: AccountState, command: IssueInvoice): Decision<AccountFact> {
  const { number, contract, month, due, currency, reference, on } = command;
  const bill = billed(command.lines);
  const no = firstRefusal(notInFuture(command), mergedAway(command.opening, state), noCurrency(currency, '/currency'));
  if (no) return no;
  if (isRefusal(bill)) return bill;
  if (due < on) return refuse('RECEIVABLES.INVOICE.DUE_BEFORE_ISSUE', `it is due on ${due} and of ${on}`, { field: '/due' });
  const { issued: known, voided } = invoiceIn(state, number);
  if (known && !voided) {
    return isSame(known, command, bill)
      ? []
      : refuse('RECEIVABLES.INVOICE.EXISTS', `${number} is of ${known.date} over ${known.gross} ${known.currency}`, { field: '/number' });
  }
  const account = state.cells.length > 0 ? accountCellOn(state.cells, on) : command.opening.cell;
  const to = { ...account, contract, currency, due, month, disputed: false };
  const draft = new Draft(state);
  draft.post(
    { type: 'InvoiceIssued', businessDate: on, data: { number, contract, month, due, currency, ...bill, reference, to } },
    { invoices: [number] },
  );
  settle(draft, number);
  sweep(draft, command.rule);
  return draft.facts;
}

function isSame(known: Issued, { on, due, month, contract, currency }: IssueInvoice, bill: Billed): boolean {
  const parts = productParts(bill.lines);
  return (
    known.date === on &&
    known.due === due &&
    known.month === month &&
    known.contract === contract &&
    known.currency === currency &&
    known.net === bill.net &&
    known.gross === bill.gross &&
    known.parts.length === parts.length &&
    known.parts.every(({ productLine, gross }, at) => parts[at]?.productLine === productLine && parts[at].gross === gross)
  );
}
