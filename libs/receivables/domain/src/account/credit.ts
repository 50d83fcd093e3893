import { type Decision, entryInTrie, firstRefusal, isRefusal, notInFuture, textsFrom } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import { billed } from '../lines.ts';
import { refuse } from '../refusals.ts';
import { whose } from './apply.ts';
import { accountCellOn, creditCellOn, invoiceCellOn } from './cells.ts';
import type { AllocateCredit, IssueCreditNote, RefundCredit } from './commands.ts';
import { Draft } from './draft.ts';
import { amountOutOfRange, standingOn } from './guards.ts';
import { namesOf, sameNames } from './names.ts';
import { settle } from './settle.ts';
import { type AccountState, creditIn, creditKey, freeOf, isCreditNote, keyOfFree } from './state.ts';
import { sweep } from './sweep.ts';

/** Less is owed of an invoice; what was paid of it already is credit on account. */
export function issueCreditNote(state: AccountState, command: IssueCreditNote): Decision<AccountFact> {
  const { note, number, reason, on } = command;
  const bill = billed(command.lines);
  if (isRefusal(bill)) return bill;
  const key = creditKey('credit-note', note);
  const known = creditIn(state, key);
  if (known) {
    const isSame = known.date === on && known.gross === bill.gross && known.names[0]?.number === number;
    const found = `${note} is of ${known.date} over ${known.gross} ${known.currency}`;
    return isSame ? [] : refuse('RECEIVABLES.CREDIT_NOTE.EXISTS', found, { field: '/note' });
  }
  const invoice = standingOn(state, number, on);
  const no = notInFuture(command);
  if (no) return no;
  if (isRefusal(invoice)) return invoice;
  const { currency, contract, month, gross } = invoice.issued;
  const before = invoice.claims.reduce((sum, [credit, amount]) => sum + (isCreditNote(credit) ? amount : 0), 0);
  if (before + bill.gross > gross) {
    const found = `the invoice is over ${gross}, ${before} were credited before, ${bill.gross} were given`;
    return refuse('RECEIVABLES.CREDIT_NOTE.MORE_THAN_INVOICED', found, { field: '/lines' });
  }
  const cell = invoiceCellOn(state.cells, invoice, on);
  const to = { ...accountCellOn(state.cells, on), contract: null, currency, due: null, month: null, disputed: false };
  const draft = new Draft(state);
  draft.post(
    { type: 'CreditNoteIssued', businessDate: on, data: { note, number, reason, contract, month, currency, ...bill, cell, to } },
    { credits: [key], credit: { currency, steps: [{ date: on, amount: bill.gross }] } },
  );
  settle(draft, number);
  sweep(draft, command.rule);
  return draft.facts;
}

/** It is said anew what a payment or a credit note is meant for: it leaves where it was named for before, and goes where it is named for now. */
export function allocateCredit(state: AccountState, command: AllocateCredit): Decision<AccountFact> {
  const { kind, credit: reference, reason, on } = command;
  const key = creditKey(kind, reference);
  const credit = creditIn(state, key);
  if (!credit) {
    const code = kind === 'payment' ? 'RECEIVABLES.PAYMENT.UNKNOWN' : 'RECEIVABLES.CREDIT_NOTE.UNKNOWN';
    return refuse(code, `nothing stands on the account as ${reference}`, { field: '/credit' });
  }
  if (credit.end !== null) return refuse('RECEIVABLES.PAYMENT.REVERSED', `it was reversed on ${credit.end}`, { field: '/credit' });
  const no = notInFuture(command);
  if (no) return no;
  const names = namesOf(state, command.names, credit.gross, credit.currency);
  if (isRefusal(names)) return names;
  if (sameNames(credit.names, names)) return [];
  const draft = new Draft(state);
  draft.say({
    type: 'PaymentAllocated',
    businessDate: on,
    data: { kind, credit: reference, from: [...credit.names], to: [...names], reason },
  });
  draft.credits.add(key);
  for (const number of new Set([...credit.names, ...names].map((name) => name.number))) settle(draft, number, 'by-hand');
  sweep(draft, command.rule);
  return draft.facts;
}

/** Credit on account is paid back, out of the oldest that is free. */
export function refundCredit(state: AccountState, command: RefundCredit): Decision<AccountFact> {
  const { refund, currency, gross, reason, on } = command;
  const known = entryInTrie(state.refunds, refund);
  if (known !== undefined) {
    return known === gross ? [] : refuse('RECEIVABLES.REFUND.EXISTS', `${refund} is over ${known}`, { field: '/refund' });
  }
  const no = firstRefusal(notInFuture(command), amountOutOfRange(gross, '/gross'));
  if (no) return no;
  const of: { kind: 'payment' | 'credit-note'; credit: string; gross: number }[] = [];
  let left = gross;
  for (const text of textsFrom(state.free, `${currency}/`)) {
    const key = keyOfFree(text);
    const credit = creditIn(state, key);
    if (left === 0 || !credit || credit.date > on) break;
    const part = Math.min(left, freeOf(credit));
    of.push({ ...whose(key), gross: part });
    left -= part;
  }
  if (left > 0) {
    return refuse('RECEIVABLES.REFUND.MORE_THAN_CREDIT', `${gross - left} ${currency} are free on ${on}, ${gross} were given`, {
      field: '/gross',
    });
  }
  const from = creditCellOn(state.cells, currency, on);
  const draft = new Draft(state);
  draft.post(
    { type: 'CreditRefunded', businessDate: on, data: { refund, currency, gross, of, reason, from } },
    { credit: { currency, steps: [{ date: on, amount: -gross }] } },
  );
  return draft.facts;
}
