import { textsFrom } from '@zongheng/kernel';
import type { Rule } from '../facts.ts';
import { apply } from './apply.ts';
import { earliestAvailable } from './available.ts';
import { isDisputed } from './cells.ts';
import type { Draft } from './draft.ts';
import { type AccountState, creditIn, freeOf, invoiceIn, issuedOfOpen, keyOfFree, numberOfOpen, openOf } from './state.ts';
import { earliestWith, meeting, stepsOfInvoice } from './steps.ts';

/**
 * Applies what is free and names no invoice, by the order in force: each credit the draft touched goes to what is open, and what is open of
 * each invoice it touched takes from what is free, the oldest money first.
 */
export function sweep(draft: Draft, rule: Rule): void {
  if (rule.order === null) return;
  for (const key of [...draft.credits].toSorted()) spend(draft, key, rule);
  for (const number of [...draft.invoices].toSorted()) cover(draft, number, rule);
}

function spend(draft: Draft, key: string, rule: Rule): void {
  const credit = creditIn(draft.state, key);
  if (!credit || freeOf(credit) === 0) return;
  for (const number of openInOrder(draft.state, credit.currency, rule)) {
    const now = creditIn(draft.state, key);
    if (!now || freeOf(now) === 0) return;
    put(draft, number, key, rule);
  }
}

function cover(draft: Draft, number: string, rule: Rule): void {
  const { issued } = invoiceIn(draft.state, number);
  if (!issued) return;
  for (const text of textsFrom(draft.state.free, `${issued.currency}/`)) {
    if (openOf(invoiceIn(draft.state, number)) === 0) return;
    put(draft, number, keyOfFree(text), rule);
  }
}

/** Puts what is free of a credit against what is open of an invoice, from the first day on which it does not take more than is owed. */
function put(draft: Draft, number: string, key: string, rule: Rule): void {
  const invoice = invoiceIn(draft.state, number);
  const credit = creditIn(draft.state, key);
  if (!credit || !invoice.issued || (isDisputed(invoice) && !rule.disputed)) return;
  const gross = Math.min(freeOf(credit), openOf(invoice));
  if (gross <= 0) return;
  const there = earliestAvailable(draft.state, key, gross, meeting(credit, invoice.issued));
  const from = there && earliestWith(stepsOfInvoice(invoice), gross, there);
  if (from !== null) apply(draft, number, key, { from, gross, named: false });
}

/** The numbers of what is open in a currency, in the order in force; the first is looked for without walking through all where it can be. */
function openInOrder({ open }: AccountState, currency: string, rule: Rule): Iterable<string> {
  const all = textsFrom(open, `${currency}/`);
  switch (rule.order) {
    case 'latest-due':
      return [...all].reverse().map(numberOfOpen);
    case 'oldest-issued':
      return [...all].toSorted((one, other) => (issuedOfOpen(one) < issuedOfOpen(other) ? -1 : 1)).map(numberOfOpen);
    case 'oldest-due':
    case null:
      return numbers(all);
  }
}

function* numbers(texts: Iterable<string>): Generator<string, void> {
  for (const text of texts) yield numberOfOpen(text);
}
