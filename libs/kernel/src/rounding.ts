/** `numerator ÷ denominator` to the nearest integer, halves to the even neighbour. @throws RangeError where the denominator is zero. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  if (denominator < 0n) return divideHalfEven(-numerator, -denominator);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const away = numerator < 0n ? -1n : 1n;
  if (twice > denominator) return quotient + away;
  if (twice === denominator && quotient % 2n !== 0n) return quotient + away;
  return quotient;
}

/** A part of a whole in integers of per mille, rounded once, half to even; null where the whole is zero. */
export function perMilleOf(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number(divideHalfEven(part * 1000n, whole));
}
