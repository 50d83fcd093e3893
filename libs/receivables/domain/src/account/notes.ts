import type { BusinessDate } from '@zongheng/kernel';
import { type AccountState, creditIn, invoiceIn, isCreditNote, keyOfCredit } from './state.ts';

/** The credit note that stands against an invoice; undefined where none does. One that was taken back stands no more. */
export function noteAgainst(state: AccountState, number: string): string | undefined {
  const claim = invoiceIn(state, number).claims.find(([key]) => isCreditNote(key) && creditIn(state, key)?.end === null);
  return claim && keyOfCredit(claim[0]);
}

/** What credit notes that stand on a date or later take of an invoice. */
export function creditedOf(state: AccountState, number: string, on: BusinessDate): number {
  return invoiceIn(state, number).claims.reduce((sum, [key, gross]) => {
    const end = isCreditNote(key) ? creditIn(state, key)?.end : undefined;
    return end === null || (end !== undefined && end > on) ? sum + gross : sum;
  }, 0);
}
