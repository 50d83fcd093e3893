import type { BusinessDate } from '@zongheng/kernel';
import type { Invoice } from './entries.ts';
import { type AccountState, creditIn } from './state.ts';
import { meeting } from './steps.ts';

/** So much of a credit should stand against an invoice, from a date on. */
export interface Target {
  readonly credit: string;
  readonly from: BusinessDate;
  readonly gross: number;
}

interface Claim {
  readonly credit: string;
  readonly gross: number;
  readonly date: BusinessDate;
  readonly from: BusinessDate;
  readonly end: BusinessDate | null;
}

/**
 * What of the money that names an invoice stands against it, whatever the order in which all of it became known: on every day each claim
 * takes what those before it leave, the money that came earlier first (by reference among equals); where earlier money goes back, later money
 * takes its place from that day on.
 */
export function targetsOf(state: AccountState, invoice: Invoice): Target[] {
  const { issued } = invoice;
  if (!issued || invoice.voided) return [];
  const claims = claimsOn(state, invoice);
  const turns = [...new Set(claims.flatMap(({ from, end }) => (end === null ? [from] : [from, end])))].toSorted();
  const taken = new Map<Claim, number>();
  const targets: Target[] = [];
  for (const date of turns) {
    let left = issued.gross;
    for (const claim of claims) {
      if (claim.from > date || (claim.end !== null && claim.end <= date)) continue;
      const gross = Math.min(claim.gross, left);
      left -= gross;
      const before = taken.get(claim) ?? 0;
      if (gross <= before) continue;
      taken.set(claim, gross);
      targets.push({ credit: claim.credit, from: date, gross: gross - before });
    }
  }
  return targets;
}

/** What names an invoice in its currency, first come first. */
function claimsOn(state: AccountState, { issued, claims }: Invoice): Claim[] {
  return claims
    .flatMap(([key, gross]): Claim[] => {
      const credit = creditIn(state, key);
      if (!issued || credit?.currency !== issued.currency) return [];
      const from = meeting(credit, issued);
      if (credit.end !== null && credit.end <= from) return [];
      return [{ credit: key, gross, date: credit.date, from, end: credit.end }];
    })
    .toSorted((one, other) => compare(one.date, other.date) || compare(one.credit, other.credit));
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
