import { daysBetween, type Decision, firstRefusal, isRefusal, notInFuture } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import { refuse } from '../refusals.ts';
import { invoiceCellOn, isDisputedOn } from './cells.ts';
import type { PromisePayment, ReinstateInvoice, SendReminder, WriteOffInvoice } from './commands.ts';
import { Draft } from './draft.ts';
import { amountOutOfRange, standingOn } from './guards.ts';
import { type AccountState, openOf, writtenOff } from './state.ts';
import { leastFrom, stepsOfInvoice } from './steps.ts';
import { sweep } from './sweep.ts';
import { reinstate, writeOff } from './write-off.ts';

/** What will not be paid leaves the receivables. */
export function writeOffInvoice(state: AccountState, command: WriteOffInvoice): Decision<AccountFact> {
  const { number, on, reason } = command;
  const invoice = standingOn(state, number, on);
  if (isRefusal(invoice)) return invoice;
  const least = leastFrom(stepsOfInvoice(invoice), on);
  const gross = command.gross ?? least;
  if (invoice.writeOffs.some(([date, amount]) => date === on && (amount === gross || (command.gross === null && least === 0)))) return [];
  if (least <= 0) return refuse('RECEIVABLES.INVOICE.NOT_OPEN', `nothing of the invoice ${number} is open from ${on} on`);
  const no = firstRefusal(notInFuture(command), amountOutOfRange(gross, '/gross'));
  if (no) return no;
  if (gross > least) {
    return refuse('RECEIVABLES.INVOICE.MORE_THAN_OPEN', `${least} are open from ${on} on, ${gross} were given`, { field: '/gross' });
  }
  const draft = new Draft(state);
  writeOff(draft, number, { on, gross, reason });
  return draft.facts;
}

/** What was written off is owed again, and takes what is free. */
export function reinstateInvoice(state: AccountState, command: ReinstateInvoice): Decision<AccountFact> {
  const { number, on, reason } = command;
  const invoice = standingOn(state, number, on);
  if (isRefusal(invoice)) return invoice;
  const written = leastFrom(
    invoice.writeOffs.map(([date, amount]) => ({ date, amount })),
    on,
  );
  const gross = command.gross ?? writtenOff(invoice);
  if (invoice.writeOffs.some(([date, amount]) => date === on && amount < 0 && (amount === -gross || gross === 0))) return [];
  const no = firstRefusal(notInFuture(command), gross === 0 ? null : amountOutOfRange(gross, '/gross'));
  if (no) return no;
  if (gross === 0 || gross > written) {
    return refuse('RECEIVABLES.INVOICE.NOT_WRITTEN_OFF', `${written} are written off from ${on} on`, { field: '/gross' });
  }
  const draft = new Draft(state);
  reinstate(draft, number, { on, gross, reason });
  sweep(draft, command.rule);
  return draft.facts;
}

/** The customer says by when they will pay. A new promise takes the place of the one before. */
export function promisePayment(state: AccountState, command: PromisePayment): Decision<AccountFact> {
  const { number, on, by, note } = command;
  const invoice = standingOn(state, number, on);
  if (isRefusal(invoice)) return invoice;
  const open = openOf(invoice);
  const gross = command.gross ?? open;
  const { promise, issued } = invoice;
  if (promise && promise.on === on && promise.by === by && (promise.gross === gross || command.gross === null)) return [];
  if (open === 0) return refuse('RECEIVABLES.INVOICE.NOT_OPEN', `nothing of the invoice ${number} is open`);
  if (by < on) return refuse('RECEIVABLES.PROMISE.IN_PAST', `promised on ${on} for ${by}`, { field: '/by' });
  const no = firstRefusal(notInFuture(command), amountOutOfRange(gross, '/gross'));
  if (no) return no;
  if (gross > open) return refuse('RECEIVABLES.INVOICE.MORE_THAN_OPEN', `${open} are open, ${gross} were promised`, { field: '/gross' });
  const paidBefore = invoice.slices.reduce((sum, slice) => sum + (slice.to === null ? slice.gross : 0), 0);
  const cell = invoiceCellOn(state.cells, invoice, on);
  return [{ type: 'PaymentPromised', businessDate: on, data: { number, currency: issued.currency, gross, by, paidBefore, cell, note } }];
}

/** The customer is reminded, once at each level, of what is overdue for long enough and not disputed. */
export function sendReminder(state: AccountState, command: SendReminder): Decision<AccountFact> {
  const { number, on, levels } = command;
  const invoice = standingOn(state, number, on);
  if (isRefusal(invoice)) return invoice;
  if (invoice.reminded.includes(command.level)) return [];
  const no = notInFuture(command);
  if (no) return no;
  const level = levels.levels.find((each) => each.level === command.level);
  if (!level) {
    const known = levels.levels.map((each) => each.level).join(', ');
    return refuse('RECEIVABLES.REMINDER.LEVEL_UNKNOWN', `there are ${known}, not ${command.level}`, { field: '/level' });
  }
  const { issued } = invoice;
  const open = leastFrom(stepsOfInvoice(invoice), on);
  if (open <= 0) return refuse('RECEIVABLES.INVOICE.NOT_OPEN', `nothing of the invoice ${number} is open`);
  if (isDisputedOn(invoice, on)) return refuse('RECEIVABLES.REMINDER.DISPUTED', `the invoice ${number} is disputed`);
  const daysOverdue = daysBetween(issued.due, on);
  if (daysOverdue < level.daysOverdue) {
    const found = `it is ${daysOverdue} days overdue on ${on}, the level ${level.level} is from ${level.daysOverdue} on`;
    return refuse('RECEIVABLES.REMINDER.TOO_EARLY', found, { field: '/level' });
  }
  const cell = invoiceCellOn(state.cells, invoice, on);
  const { currency } = issued;
  const data = { number, level: level.level, channel: level.channel, policy: levels.version, daysOverdue, currency, open, cell };
  return [{ type: 'ReminderSent', businessDate: on, data }];
}
