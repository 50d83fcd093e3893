import { divideHalfEven, type Money } from '@zongheng/kernel';
import { type Figures, gatheredAt } from '@zongheng/projection';
import { asTheyAre, currencyOf, partsOfMinor, type Reckoning } from './reckoning.ts';

/** Exact sums of money by currency; never one over several. What is reckoned in a currency stands under a key of its own. */
export type Amounts = Map<string, bigint>;

export function addTo(amounts: Amounts, currency: string | null, minor: bigint): void {
  if (currency === null || minor === 0n) return;
  amounts.set(currency, (amounts.get(currency) ?? 0n) + minor);
}

export function addAll(into: Amounts, amounts: Amounts, sign = 1n): void {
  for (const [currency, minor] of amounts) addTo(into, currency, sign * minor);
}

/** What a measure sums to over some groups of an answer, by the currency that stands at a place of its keys. */
export function amountsOver(
  figures: Figures,
  groups: readonly number[],
  currencyAt: number,
  measure: string,
  reckoning: Reckoning = asTheyAre,
): Amounts {
  const amounts: Amounts = new Map();
  for (const group of groups) addTo(amounts, ...reckoning.amountOf(figures, [group], currencyAt, measure));
  return amounts;
}

/** What a measure sums to over all groups of an answer: exact, and made from sums by currency, not from every group. */
export function amountsInAll(figures: Figures, currencyAt: number, measure: string, reckoning: Reckoning = asTheyAre): Amounts {
  const amounts: Amounts = new Map();
  const places = Array.from({ length: reckoning.keys }, (_, index) => currencyAt + index);
  for (const {
    rows: [rows = []],
  } of gatheredAt(places, [figures]))
    addTo(amounts, ...reckoning.amountOf(figures, rows, currencyAt, measure));
  return amounts;
}

/** Whether nothing is left of amounts in any currency. */
export function isNothing(amounts: Amounts): boolean {
  return [...amounts.values()].every((minor) => minor === 0n);
}

/** The sums as they go over the wire, by currency. @throws RangeError beyond what a JSON number says exactly. */
export function moneyOf(amounts: Amounts = new Map(), perMille = false): Money[] {
  return [...amounts]
    .map(([key, sum]) => ({ minor: numberOf(minorOf(key, sum, perMille)), currency: currencyOf(key) }))
    .filter(({ minor }) => minor !== 0)
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

function minorOf(key: string, sum: bigint, perMille: boolean): bigint {
  const parts = partsOfMinor(key) * (perMille ? 1000n : 1n);
  return parts === 1n ? sum : divideHalfEven(sum, parts);
}

/** A sum as a number. @throws RangeError where it is not exact. */
export function numberOf(sum: bigint): number {
  const number = Number(sum);
  if (!Number.isSafeInteger(number)) throw new RangeError(`the sum ${sum} is beyond what a number says exactly`);
  return number;
}
