import { type BusinessDate, later } from '@zongheng/kernel';
import type { WithdrawalCause } from '@zongheng/receivables-events';
import { apply, withdraw } from './apply.ts';
import { availableFrom } from './available.ts';
import type { Draft } from './draft.ts';
import type { Credit, Slice } from './entries.ts';
import { type AccountState, creditIn, invoiceIn, unappliedOf, writtenOff } from './state.ts';
import { leastFrom, stepsOfInvoice } from './steps.ts';
import { type Target, targetsOf } from './targets.ts';
import { reinstate } from './write-off.ts';

/**
 * Brings the applications of an invoice in step with the money that names it: takes back what should not stand, then puts what is missing,
 * and for that takes back what went there, or to other invoices, only by the order of applying payments.
 */
export function settle(draft: Draft, number: string, cause: WithdrawalCause = 'earlier'): void {
  const targets = targetsOf(draft.state, invoiceIn(draft.state, number));
  for (const slice of invoiceIn(draft.state, number).slices) {
    if (!slice.named) continue;
    const surplus = slice.gross - wanted(targets, slice);
    if (surplus > 0) withdraw(draft, number, slice, surplus, cause);
  }
  for (const target of targets) {
    const standing = invoiceIn(draft.state, number).slices.find((slice) => slice.named && isOf(target, slice));
    const missing = target.gross - (standing?.gross ?? 0);
    if (missing > 0) fulfil(draft, number, target, missing);
  }
}

function fulfil(draft: Draft, number: string, { credit, from }: Target, missing: number): void {
  const gross = Math.min(missing, freed(draft, credit, from, missing));
  if (gross <= 0) return;
  makeRoom(draft, number, { from, until: creditIn(draft.state, credit)?.end ?? null }, gross);
  apply(draft, number, credit, { from, gross, named: true });
}

/** Takes a credit back from where it went by order alone, until so much of it is at hand from a date on; answers how much is. */
function freed(draft: Draft, key: string, from: BusinessDate, gross: number): number {
  const credit = creditIn(draft.state, key);
  if (!credit) return 0;
  let at = atHand(draft.state, key, from);
  for (const number of credit.on.toReversed()) {
    for (const slice of invoiceIn(draft.state, number).slices) {
      if (at >= gross) return at;
      if (slice.credit !== key || slice.named) continue;
      withdraw(draft, number, slice, Math.min(slice.gross, gross - at), 'named');
      at = atHand(draft.state, key, from);
    }
  }
  return at;
}

function atHand(state: AccountState, key: string, from: BusinessDate): number {
  const credit = creditIn(state, key);
  if (!credit) return 0;
  const left = credit.end === null ? unappliedOf(credit) : credit.gross - standingOf(state, key, credit);
  return availableFrom(state, key, from, left);
}

/** From a date on, up to another; null: for ever. */
interface Window {
  readonly from: BusinessDate;
  readonly until: BusinessDate | null;
}

/** What of a credit that went back had stood against invoices. */
function standingOf(state: AccountState, key: string, { on }: Credit): number {
  const slices = on.flatMap((number) => invoiceIn(state, number).slices.filter((slice) => slice.credit === key));
  return slices.reduce((sum, slice) => sum + slice.gross, 0);
}

/** Takes back what stands against an invoice by order alone, then what was written off of it, until so much is open in a time. */
function makeRoom(draft: Draft, number: string, { from, until }: Window, gross: number): void {
  for (;;) {
    const invoice = invoiceIn(draft.state, number);
    const short = gross - leastFrom(stepsOfInvoice(invoice), from, until);
    if (short <= 0) return;
    const unnamed = invoice.slices.findLast((slice) => !slice.named);
    if (unnamed) {
      withdraw(draft, number, unnamed, Math.min(unnamed.gross, short), 'named');
      continue;
    }
    const written = invoice.writeOffs.findLast(([, amount]) => amount > 0);
    if (!written || writtenOff(invoice) <= 0) return;
    reinstate(draft, number, { on: later(from, written[0]), gross: Math.min(writtenOff(invoice), short), reason: null });
  }
}

function wanted(targets: readonly Target[], slice: Slice): number {
  return targets.find((target) => isOf(target, slice))?.gross ?? 0;
}

function isOf(target: Target, slice: Slice): boolean {
  return target.credit === slice.credit && target.from === slice.from;
}
