import type { Figures, Grouping, RowChoice } from '@zongheng/projection';

/** How sums of money are added up: each in its own currency, or reckoned in one. */
export interface Reckoning {
  /** What a sum of money is grouped by behind its own groupings: by currency first. */
  groupedBy(rows: RowChoice): readonly Grouping[];
  /** By how many keys that is. */
  readonly keys: number;
  /**
   * What a measure adds over some groups of an answer that are alike in these keys, and under which key of amounts; `currencyAt` is the place
   * of the currency among theirs.
   */
  amountOf(figures: Figures, groups: readonly number[], currencyAt: number, measure: string): readonly [key: string | null, amount: bigint];
}

/** Amounts of each currency apart. */
export const asTheyAre: Reckoning = {
  groupedBy: () => [{ dim: 'currency' }],
  keys: 1,
  amountOf: (figures, groups, currencyAt, measure) => [figures.key(groups[0] ?? 0, currencyAt), figures.sumOver(groups, measure)],
};

/** What is reckoned in a currency is added up in so small a part of its minor unit, and rounded once, when it is shown. */
export const convertedUnit = 1_000_000_000_000n;
const mark = '*';

/** The key of amounts that are reckoned in a currency. */
export function convertedInto(currency: string): string {
  return `${currency}${mark}`;
}

/** The currency that a key of amounts stands for. */
export function currencyOf(key: string): string {
  return key.endsWith(mark) ? key.slice(0, -mark.length) : key;
}

/** In how small a part of the minor unit the amount under a key is given. */
export function partsOfMinor(key: string): bigint {
  return key.endsWith(mark) ? convertedUnit : 1n;
}
