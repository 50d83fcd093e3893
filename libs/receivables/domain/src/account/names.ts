import type { Refusal } from '@zongheng/kernel';
import type { Named } from '@zongheng/receivables-events';
import type { NameGiven } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { amountOutOfRange } from './guards.ts';
import { type AccountState, invoiceIn } from './state.ts';

/** The invoices that money of a currency is meant for, each with an amount; or what is wrong with them. */
export function namesOf(state: AccountState, given: readonly NameGiven[], gross: number, currency: string): readonly Named[] | Refusal {
  const names: Named[] = [];
  for (const [index, { number, gross: meant }] of given.entries()) {
    const field = `/names/${index}`;
    if (names.some((name) => name.number === number)) {
      return refuse('RECEIVABLES.NAMES.REPEATED', `the invoice ${number} is named twice`, { field });
    }
    if (meant === null && given.length > 1) {
      return refuse('RECEIVABLES.NAMES.AMOUNT_MISSING', `${given.length} invoices are named, ${number} without an amount`, { field });
    }
    const name = { number, gross: meant ?? gross };
    const no = amountOutOfRange(name.gross, `${field}/gross`) ?? otherCurrency(state, number, currency, field);
    if (no) return no;
    names.push(name);
  }
  const total = names.reduce((sum, name) => sum + name.gross, 0);
  return total > gross
    ? refuse('RECEIVABLES.NAMES.MORE_THAN_RECEIVED', `${total} are named, ${gross} are there`, { field: '/names' })
    : names;
}

function otherCurrency(state: AccountState, number: string, currency: string, field: string): Refusal | null {
  const { issued } = invoiceIn(state, number);
  if (!issued || issued.currency === currency) return null;
  return refuse('RECEIVABLES.CURRENCY.MIXED', `the invoice ${number} is in ${issued.currency}, the money counts in ${currency}`, { field });
}

export function sameNames(one: readonly Named[], other: readonly Named[]): boolean {
  return one.length === other.length && one.every(({ number, gross }, at) => other[at]?.number === number && other[at].gross === gross);
}
