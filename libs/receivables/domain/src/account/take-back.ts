import { type Decision, notInFuture } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import { refuse } from '../refusals.ts';
import { refundedFrom } from './available.ts';
import type { TakeBackAccount } from './commands.ts';
import { Draft } from './draft.ts';
import { takeOut } from './mend.ts';
import { noteAgainst } from './notes.ts';
import { takeBack } from './reversal.ts';
import { type AccountState, creditsOf, invoicesOf } from './state.ts';

/**
 * An account that should never have been kept, as that of an import which is undone: its payments are reversed on their own days, then its
 * invoices voided. What cannot be taken back, money paid out and credit notes, stops it.
 */
export function takeBackAccount(state: AccountState, command: TakeBackAccount): Decision<AccountFact> {
  const { on, reason } = command;
  const no = notInFuture(command);
  if (no) return no;
  const credits = inOrder(creditsOf(state)).filter(([, credit]) => credit.kind === 'payment' && credit.end === null);
  const invoices = inOrder(invoicesOf(state)).filter(([, { issued, voided }]) => issued !== null && !voided);
  const refunded = credits.find(([, credit]) => refundedFrom(credit, credit.date) > 0);
  if (refunded) return refuse('RECEIVABLES.PAYMENT.REFUNDED', `a part of ${refunded[0].slice(2)} was paid back`);
  for (const [number] of invoices) {
    const note = noteAgainst(state, number);
    if (note) return refuse('RECEIVABLES.INVOICE.CREDITED', `the credit note ${note} stands against the invoice ${number}`);
  }
  const draft = new Draft(state);
  for (const [key, credit] of credits) takeBack(draft, key, { on: credit.date, reason });
  for (const [number] of invoices) takeOut(draft, number, { on, reason });
  return draft.facts;
}

function inOrder<Entry extends readonly [string, unknown]>(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
}
