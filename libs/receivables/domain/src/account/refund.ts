import { type Decision, firstRefusal, notInFuture, textsFrom } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import { refuse } from '../refusals.ts';
import { whose } from './apply.ts';
import { availableFrom } from './available.ts';
import { creditCellOn } from './cells.ts';
import type { RefundCredit, ReverseRefund } from './commands.ts';
import { Draft } from './draft.ts';
import { amountOutOfRange } from './guards.ts';
import { type AccountState, creditIn, freeOf, keyOfFree, refundIn } from './state.ts';
import { sweep } from './sweep.ts';

/** Credit on account is paid back, out of the oldest that is free. */
export function refundCredit(state: AccountState, command: RefundCredit): Decision<AccountFact> {
  const { refund, currency, gross, reason, on } = command;
  const known = refundIn(state, refund);
  if (known) {
    const isSame = known.gross === gross && known.currency === currency;
    return isSame ? [] : refuse('RECEIVABLES.REFUND.EXISTS', `${refund} is over ${known.gross} ${known.currency}`, { field: '/refund' });
  }
  const no = firstRefusal(notInFuture(command), amountOutOfRange(gross, '/gross'));
  if (no) return no;
  const of: { kind: 'payment' | 'credit-note'; credit: string; gross: number }[] = [];
  let left = gross;
  for (const text of textsFrom(state.free, `${currency}/`)) {
    const key = keyOfFree(text);
    const credit = creditIn(state, key);
    if (left === 0 || !credit || credit.date > on) break;
    const part = Math.min(left, availableFrom(state, key, on, freeOf(credit)));
    if (part <= 0) continue;
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

/** What was paid back comes back: it is credit on account again from that date on, and goes where the order in force says. */
export function reverseRefund(state: AccountState, command: ReverseRefund): Decision<AccountFact> {
  const { refund: key, reason, on } = command;
  const refund = refundIn(state, key);
  if (!refund) return refuse('RECEIVABLES.REFUND.UNKNOWN', `no refund ${key} stands on the account`, { field: '/refund' });
  if (refund.end !== null) {
    return refund.end === on ? [] : refuse('RECEIVABLES.REFUND.REVERSED', `it came back on ${refund.end}`, { field: '/refund' });
  }
  const no = notInFuture(command);
  if (no) return no;
  if (on < refund.date) return refuse('RECEIVABLES.REFUND.BEFORE_PAYMENT', `it was paid on ${refund.date}`, { field: '/on' });
  const { currency, gross, date: refunded } = refund;
  const of = refund.of.map(([credit, part]) => ({ ...whose(credit), gross: part }));
  const to = creditCellOn(state.cells, currency, on);
  const draft = new Draft(state);
  draft.post(
    { type: 'RefundReversed', businessDate: on, data: { refund: key, currency, gross, of, refunded, reason, to } },
    { credits: refund.of.map(([credit]) => credit), credit: { currency, steps: [{ date: on, amount: gross }] } },
  );
  sweep(draft, command.rule);
  return draft.facts;
}
