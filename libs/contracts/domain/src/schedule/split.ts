import { type Month, splitByWeights } from '@zongheng/kernel';
import type { MonthPart, ProfileBasis } from '@zongheng/contracts-events';
import { type CoveredMonth, type Days, daysInMonth, daysOf, monthsOf } from './term.ts';

/** The least number of days that every length of month divides: so much weighs a whole month, and a part of one an integer. */
const wholeMonth = 28 * 29 * 15 * 31;

/** The weights of a profile, and what they stand for. */
export interface Weights {
  readonly basis: ProfileBasis;
  readonly weights: readonly number[];
}

/** What each month gets: as much as every other, by its days, or by a profile; the part of a month that a term covers by its days. */
export type Rule = { readonly by: 'equal' } | { readonly by: 'by-days' } | { readonly by: 'by-profile'; readonly profile: Weights };

/**
 * Splits an amount over a term by month. The months sum to the amount to the last minor unit: each gets its exact share rounded down, and
 * what is left goes one unit each to the largest remainders, the earlier month first among equals. Null where every month weighs nothing.
 */
export function splitOver(amount: number, term: Days, rule: Rule): MonthPart[] | null {
  const months = monthsOf(term);
  const weights = months.map((covered, index) => weightOf(covered, index, rule));
  if (weights.every((weight) => weight === 0)) return null;
  // The currency does not matter to a split.
  const shares = splitByWeights({ minor: amount, currency: 'XXX' }, weights);
  return months.map(({ month, from, to }, index) => ({ month, from, to, amount: shares[index]?.minor ?? 0 }));
}

function weightOf(covered: CoveredMonth, index: number, rule: Rule): number {
  const days = daysOf(covered);
  switch (rule.by) {
    case 'by-days':
      return days;
    case 'equal':
      return (wholeMonth / daysInMonth(covered.month)) * days;
    case 'by-profile':
      return profileWeight(rule.profile, covered.month, index) * (wholeMonth / daysInMonth(covered.month)) * days;
  }
}

function profileWeight({ basis, weights }: Weights, month: Month, index: number): number {
  const at = basis === 'calendar-months' ? Number(month.slice(5)) - 1 : index % weights.length;
  return weights[at] ?? 0;
}
