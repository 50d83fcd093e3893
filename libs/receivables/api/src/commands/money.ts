import type { Money, Refusal } from '@zongheng/kernel';
import { isRefusal } from '@zongheng/kernel';
import { invoiceIn, type LineGiven, type NameGiven, refuse } from '@zongheng/receivables-domain';
import type { Given } from './account.aggregate.ts';
import type { BilledLineFields } from './invoice.bodies.ts';
import type { NamedFields } from './payment.bodies.ts';

/** The amount in a currency; null where none is given. Amounts in another currency are refused. */
export function minorIn(currency: string | null, amount: Money | undefined, field: string): number | null | Refusal {
  if (amount === undefined) return null;
  if (currency === null || amount.currency === currency) return amount.minor;
  return refuse('RECEIVABLES.CURRENCY.MIXED', `the amount is in ${amount.currency}, not in ${currency}`, { field });
}

/** The amount in the currency of an invoice of the account. */
export function minorOf(given: Given, number: string, amount: Money | undefined): number | null | Refusal {
  return minorIn(invoiceIn(given.state, number).issued?.currency ?? null, amount, '/amount');
}

/** Lines as the decider knows them, with the one currency they are in. */
export function linesOf(given: readonly BilledLineFields[]): { readonly currency: string; readonly lines: readonly LineGiven[] } | Refusal {
  const currency = given[0]?.net.currency ?? '';
  const lines: LineGiven[] = [];
  for (const [index, { line, text, product, productLine, quantity, net, taxRate, tax }] of given.entries()) {
    const minor = minorIn(currency, net, `/lines/${index}/net`);
    const taxed = minorIn(currency, tax, `/lines/${index}/tax`);
    if (isRefusal(minor)) return minor;
    if (isRefusal(taxed)) return taxed;
    lines.push({
      line: line ?? String(index + 1),
      text,
      product: product ?? null,
      productLine: productLine ?? null,
      quantity: quantity ?? 1,
      net: minor ?? 0,
      taxRate: taxRate ?? 0,
      tax: taxed,
    });
  }
  return { currency, lines };
}

/** What money that counts in a currency is meant for. */
export function namesIn(currency: string, given: readonly NamedFields[]): readonly NameGiven[] | Refusal {
  const names: NameGiven[] = [];
  for (const [index, { number, amount }] of given.entries()) {
    const gross = minorIn(currency, amount, `/names/${index}/amount`);
    if (isRefusal(gross)) return gross;
    names.push({ number, gross });
  }
  return names;
}
