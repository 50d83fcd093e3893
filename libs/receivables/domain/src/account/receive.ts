import { type Decision, firstRefusal, isRefusal, notInFuture } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import { refuse } from '../refusals.ts';
import { refundedFrom } from './available.ts';
import { accountCellOn } from './cells.ts';
import type { ReceivePayment, ReversePayment } from './commands.ts';
import { Draft } from './draft.ts';
import { amountOutOfRange, mergedAway, noCurrency } from './guards.ts';
import { namesOf } from './names.ts';
import { takeBack } from './reversal.ts';
import { settle } from './settle.ts';
import { type AccountState, creditIn, creditKey } from './state.ts';
import { sweep } from './sweep.ts';

/** Money comes onto the account and goes where it is named for, then where the order in force says; the rest is credit on account. */
export function receivePayment(state: AccountState, command: ReceivePayment): Decision<AccountFact> {
  const { payment, method, received, payer, note, on, opening } = command;
  const { minor: gross, currency } = command.countsAs ?? received;
  const key = creditKey('payment', payment);
  const known = creditIn(state, key);
  if (known) {
    const isSame = known.date === on && known.gross === gross && known.currency === currency;
    const found = `${payment} is of ${known.date} over ${known.gross} ${known.currency}`;
    return isSame ? [] : refuse('RECEIVABLES.PAYMENT.EXISTS', found, { field: '/payment' });
  }
  const no = firstRefusal(
    notInFuture(command),
    mergedAway(opening, state),
    noCurrency(received.currency, '/received/currency'),
    noCurrency(currency, '/countsAs/currency'),
    amountOutOfRange(received.minor, '/received'),
    amountOutOfRange(gross, '/countsAs'),
    command.countsAs && received.currency === currency && received.minor !== gross
      ? refuse('RECEIVABLES.CURRENCY.MIXED', `${received.minor} ${currency} cannot count as ${gross} ${currency}`, { field: '/countsAs' })
      : null,
  );
  if (no) return no;
  const names = namesOf(state, command.names, gross, currency);
  if (isRefusal(names)) return names;
  const account = state.cells.length > 0 ? accountCellOn(state.cells, on) : opening.cell;
  const to = { ...account, contract: null, currency, due: null, month: null, disputed: false };
  const draft = new Draft(state);
  draft.post(
    {
      type: 'PaymentReceived',
      businessDate: on,
      data: { payment, method, received, currency, gross, names: [...names], payer, note, to },
    },
    { credits: [key], credit: { currency, steps: [{ date: on, amount: gross }] } },
  );
  for (const { number } of names) settle(draft, number);
  sweep(draft, command.rule);
  return draft.facts;
}

/** The bank takes a payment back: what it had paid is open again from that date on, and what else names it takes its place. */
export function reversePayment(state: AccountState, command: ReversePayment): Decision<AccountFact> {
  const { payment, reason, on } = command;
  const key = creditKey('payment', payment);
  const credit = creditIn(state, key);
  if (!credit) return refuse('RECEIVABLES.PAYMENT.UNKNOWN', `no payment ${payment} stands on the account`, { field: '/payment' });
  if (credit.end !== null) {
    return credit.end === on
      ? []
      : refuse('RECEIVABLES.PAYMENT.REVERSED', `the payment ${payment} was reversed on ${credit.end}`, { field: '/payment' });
  }
  const no = notInFuture(command);
  if (no) return no;
  if (on < credit.date) return refuse('RECEIVABLES.PAYMENT.BEFORE_RECEIPT', `the payment is of ${credit.date}`, { field: '/on' });
  const refunded = refundedFrom(credit, on);
  if (refunded > 0) return refuse('RECEIVABLES.PAYMENT.REFUNDED', `${refunded} of it are paid back on ${on} or later`);
  const draft = new Draft(state);
  const numbers = takeBack(draft, key, { on, reason });
  for (const number of numbers) settle(draft, number);
  sweep(draft, command.rule);
  return draft.facts;
}
