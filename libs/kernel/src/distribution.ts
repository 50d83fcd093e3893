/** How many stays lasted so many days, by days. */
export type Histogram = ReadonlyMap<number, number>;

export interface Distribution {
  readonly count: number;
  /** Nearest-rank quantiles in days: the least value that at least that part of the stays do not exceed; null where there are none. */
  readonly median: number | null;
  readonly p90: number | null;
  readonly longest: number | null;
}

/** The median and the 90th percentile of a histogram, exact. Values whose count is not positive are ignored. */
export function distributionOf(histogram: Histogram): Distribution {
  const values = [...histogram].filter(([, count]) => count > 0).sort(([one], [other]) => one - other);
  const count = values.reduce((sum, [, many]) => sum + many, 0);
  return {
    count,
    median: quantile(values, count, 500),
    p90: quantile(values, count, 900),
    longest: values.at(-1)?.[0] ?? null,
  };
}

function quantile(values: readonly (readonly [number, number])[], count: number, perMille: number): number | null {
  const rank = Math.ceil((count * perMille) / 1000);
  let seen = 0;
  for (const [value, many] of values) {
    seen += many;
    if (seen >= rank) return value;
  }
  return null;
}
