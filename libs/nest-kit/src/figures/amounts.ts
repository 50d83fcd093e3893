import { divideHalfEven, type Money } from '@zongheng/kernel';

/** Exact sums of money by currency; never one over several. */
export type Amounts = Map<string, bigint>;

export function addTo(amounts: Amounts, currency: string | null, minor: bigint): void {
  if (currency === null || minor === 0n) return;
  amounts.set(currency, (amounts.get(currency) ?? 0n) + minor);
}

export function addAll(into: Amounts, amounts: Amounts, sign = 1n): void {
  for (const [currency, minor] of amounts) addTo(into, currency, sign * minor);
}

/** The sums as they go over the wire, by currency. @throws RangeError beyond what a JSON number says exactly. */
export function moneyOf(amounts: Amounts, perMille = false): Money[] {
  return [...amounts]
    .map(([currency, minor]) => ({ minor: numberOf(perMille ? divideHalfEven(minor, 1000n) : minor), currency }))
    .filter(({ minor }) => minor !== 0)
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

/** A sum as a number. @throws RangeError where it is not exact. */
export function numberOf(sum: bigint): number {
  const number = Number(sum);
  if (!Number.isSafeInteger(number)) throw new RangeError(`the sum ${sum} is beyond what a number says exactly`);
  return number;
}
