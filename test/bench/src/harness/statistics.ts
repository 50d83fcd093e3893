/** The middle of some values; the mean of the two middle ones where there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that a part of all values do not exceed: `percentile(latencies, 0.99)`. */
export function percentile(values: ArrayLike<number>, part: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export interface Compared {
  readonly value: number;
  readonly against: number;
  readonly ratio: number;
}

/**
 * Runs two measurements by turns, so that what else the machine does meets both alike, and takes medians: the ratio is that of the pairs,
 * not of the medians. The first pair warms up and is not counted, where there are more.
 */
export async function byTurns(
  rounds: number,
  value: () => Promise<number>,
  against: (round: number) => Promise<number>,
): Promise<Compared> {
  const pairs: { readonly value: number; readonly against: number }[] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push({ value: await value(), against: await against(round) });
  const counted = pairs.length > 2 ? pairs.slice(1) : pairs;
  return {
    value: median(counted.map((pair) => pair.value)),
    against: median(counted.map((pair) => pair.against)),
    ratio: median(counted.map((pair) => pair.value / pair.against)),
  };
}
