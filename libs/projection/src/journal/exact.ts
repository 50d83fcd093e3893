/**
 * Sums are kept in 64-bit floats, exact as long as no partial sum can leave the safe integers. A measure whose magnitudes together could is
 * kept in two limbs, each of which cannot: value = high × 2^27 + low, both of the value's sign, so that a value and its opposite cancel.
 * Both stay below 2^27, so sums of 2^24 rows (16 million), four times over, are exact.
 */
const limb = 2 ** 27;

/**
 * The sorted parts of a journal keep a measure in one column while its magnitudes together stay below this, and so do the closed tables beside
 * them, and the open one. A query adds and takes away the parts' at most four times over, so its partial sums stay below seven times this:
 * exact.
 */
export const massMax = 2 ** 50;

export function highLimb(value: number): number {
  return Math.trunc(value / limb);
}

export function lowLimb(value: number): number {
  return value % limb;
}

/** The value of two limbs that were never summed: exact. */
export function fromLimbs(low: number, high: number): number {
  return high * limb + low;
}

/** Whether summed limbs stand for zero: scaling by a power of two is exact, and a rounded sum is zero only where the true one is. */
function areZero(low: number, high: number): boolean {
  return high * limb + low === 0;
}

/** The exact sum that summed limbs stand for. */
export function sumOfLimbs(low: number, high: number): bigint {
  return high === 0 ? BigInt(low) : BigInt(high) * BigInt(limb) + BigInt(low);
}

/** Marks with 1 where the sums, of limbs or of one column, are not zero. */
export function markNonZero(low: Float64Array, high: Float64Array | null, marks: Uint8Array): void {
  if (high) {
    for (let group = 0; group < marks.length; group += 1) if (!areZero(low[group] ?? 0, high[group] ?? 0)) marks[group] = 1;
  } else {
    for (let group = 0; group < marks.length; group += 1) if (low[group] !== 0) marks[group] = 1;
  }
}
