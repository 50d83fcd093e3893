import { divideHalfEven } from './rounding.ts';

/** An amount in integer minor units (fen, cents) of one ISO 4217 currency. Never a float. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** The largest amount one field may carry, in minor units, either side of zero: sums of a million such stay exact in BigInt and in columns. */
export const minorMax = 9_000_000_000_000;

/** @throws RangeError where minor is no integer or beyond ±9,000,000,000,000. */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor) || Math.abs(minor) > minorMax) throw new RangeError(`not an amount in minor units: ${minor}`);
  return { minor, currency };
}

/** Whether a code is one of ISO 4217's, as far as the runtime knows them (those of the past included). */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

export function sameMoney(one: Money, other: Money): boolean {
  return one.minor === other.minor && one.currency === other.currency;
}

/** @throws RangeError where the currencies differ: amounts are never mixed in silence. */
export function plus(one: Money, other: Money): Money {
  if (one.currency !== other.currency) throw new RangeError(`${one.currency} and ${other.currency} do not add up`);
  return { minor: one.minor + other.minor, currency: one.currency };
}

export function negated(amount: Money): Money {
  return { minor: amount.minor === 0 ? 0 : -amount.minor, currency: amount.currency };
}

export function sumOf(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(plus, { minor: 0, currency });
}

/**
 * Splits an amount by integer weights so that the parts always sum to the whole: each gets its exact share rounded towards zero, and the
 * minor units left over go one each to the largest remainders, the earlier first among equals.
 * @throws RangeError where a weight is negative or no integer, or all are zero.
 */
export function splitByWeights(amount: Money, weights: readonly number[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + checkedWeight(weight), 0n);
  if (total === 0n) throw new RangeError('at least one weight must be above zero');
  const sign = amount.minor < 0 ? -1n : 1n;
  const whole = BigInt(Math.abs(amount.minor));
  const shares = weights.map((weight, index) => {
    const exact = whole * BigInt(weight);
    return { index, part: exact / total, remainder: exact % total };
  });
  let left = whole - shares.reduce((sum, share) => sum + share.part, 0n);
  for (const share of [...shares].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  return shares.map((share) => ({ minor: Number(sign * share.part), currency: amount.currency }));
}

/** `amount × numerator ÷ denominator`, exact and rounded once, half to even. */
export function timesRatio(amount: Money, numerator: bigint, denominator: bigint): Money {
  return { minor: Number(divideHalfEven(BigInt(amount.minor) * numerator, denominator)), currency: amount.currency };
}

function checkedWeight(weight: number): bigint {
  if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`not a weight: ${weight}`);
  return BigInt(weight);
}
