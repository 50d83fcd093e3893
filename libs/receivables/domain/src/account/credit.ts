import { type Decision, isRefusal, notInFuture } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import { billed } from '../lines.ts';
import { refuse } from '../refusals.ts';
import { refundedFrom } from './available.ts';
import { accountCellOn, invoiceCellOn } from './cells.ts';
import type { AllocateCredit, IssueCreditNote, ReverseCreditNote } from './commands.ts';
import { Draft } from './draft.ts';
import { standingOn } from './guards.ts';
import { namesOf, sameNames } from './names.ts';
import { creditedOf } from './notes.ts';
import { takeBack } from './reversal.ts';
import { settle } from './settle.ts';
import { type AccountState, creditIn, creditKey } from './state.ts';
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
  const before = creditedOf(state, number, on);
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

/** A credit note is taken back: what it had settled is open again from that date on, and what else names the invoice takes its place. */
export function reverseCreditNote(state: AccountState, command: ReverseCreditNote): Decision<AccountFact> {
  const { note, reason, on } = command;
  const key = creditKey('credit-note', note);
  const credit = creditIn(state, key);
  if (!credit) return refuse('RECEIVABLES.CREDIT_NOTE.UNKNOWN', `no credit note ${note} stands on the account`, { field: '/note' });
  if (credit.end !== null) {
    return credit.end === on
      ? []
      : refuse('RECEIVABLES.CREDIT_NOTE.REVERSED', `the credit note ${note} was reversed on ${credit.end}`, { field: '/note' });
  }
  const no = notInFuture(command);
  if (no) return no;
  if (on < credit.date) return refuse('RECEIVABLES.CREDIT_NOTE.BEFORE_ISSUE', `the credit note is of ${credit.date}`, { field: '/on' });
  const refunded = refundedFrom(credit, on);
  if (refunded > 0) return refuse('RECEIVABLES.CREDIT_NOTE.REFUNDED', `${refunded} of it are paid back on ${on} or later`);
  const draft = new Draft(state);
  for (const number of takeBack(draft, key, { on, reason })) settle(draft, number);
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
  if (credit.end !== null) {
    const code = kind === 'payment' ? 'RECEIVABLES.PAYMENT.REVERSED' : 'RECEIVABLES.CREDIT_NOTE.REVERSED';
    return refuse(code, `it was reversed on ${credit.end}`, { field: '/credit' });
  }
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
