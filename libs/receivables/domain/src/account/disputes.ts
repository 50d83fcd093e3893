import { datesInOrder, type Decision, firstRefusal, isRefusal, notBefore, notInFuture } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import { refuse } from '../refusals.ts';
import { invoiceCellOn, isDisputed } from './cells.ts';
import type { DisputeInvoice, SettleDispute } from './commands.ts';
import { Draft } from './draft.ts';
import { standing, standingOn } from './guards.ts';
import type { AccountState } from './state.ts';
import { sweep } from './sweep.ts';

/** From a date on an invoice is disputed: what is open of it is counted apart, and nobody is reminded of it. */
export function disputeInvoice(state: AccountState, command: DisputeInvoice): Decision<AccountFact> {
  const { number, on, reason } = command;
  const invoice = standingOn(state, number, on);
  if (isRefusal(invoice)) return invoice;
  const last = invoice.disputes.at(-1);
  if (last && isDisputed(invoice)) {
    return last[0] === on ? [] : refuse('RECEIVABLES.DISPUTE.OPEN', `it is disputed since ${last[0]}`);
  }
  const no = firstRefusal(notInFuture(command), last?.[1] ? notBefore(command, last[1]) : null);
  if (no) return no;
  const from = invoiceCellOn(state.cells, invoice, on);
  const draft = new Draft(state);
  draft.post(
    { type: 'InvoiceDisputed', businessDate: on, data: { number, reason, from, to: { ...from, disputed: true } } },
    { invoices: [number] },
  );
  return draft.facts;
}

/** The dispute ends: what is open counts among the rest again, and takes what is free. */
export function settleDispute(state: AccountState, command: SettleDispute): Decision<AccountFact> {
  const { number, on, outcome, note } = command;
  const invoice = standing(state, number);
  if (isRefusal(invoice)) return invoice;
  const last = invoice.disputes.at(-1);
  if (!last || !isDisputed(invoice)) {
    return last?.[1] === on ? [] : refuse('RECEIVABLES.DISPUTE.NONE', `the invoice ${number} is not disputed`);
  }
  const no = datesInOrder(command, last[0]);
  if (no) return no;
  const from = { ...invoiceCellOn(state.cells, invoice, on), disputed: true };
  const draft = new Draft(state);
  draft.post(
    {
      type: 'DisputeSettled',
      businessDate: on,
      data: { number, outcome, disputed: last[0], note, from, to: { ...from, disputed: false } },
    },
    { invoices: [number] },
  );
  sweep(draft, command.rule);
  return draft.facts;
}
