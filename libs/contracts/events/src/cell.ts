import {
  Count,
  CurrencyText,
  type CustomerId,
  DateText,
  Id,
  Key,
  KeyOf,
  Minor,
  MonthText,
  Shape,
  type Static,
  Type,
  underOwner,
} from '@zongheng/kernel';
import { splits, statuses } from './status.ts';

/** The most lines a contract has at a time, and the most months of one line. */
export const linesMax = 50;
export const monthsMax = 600;

/** Net revenue of one month, in minor units of the cell's currency, for the days from the first to the last (both included) that it covers. */
export const MonthPart = Shape({
  month: MonthText(),
  from: DateText(),
  to: DateText(),
  amount: Minor(),
});
export type MonthPart = Static<typeof MonthPart>;

/** One line of an agreement, by month: so much of a product, split in this way. */
export const ContractLine = Shape({
  line: Key(),
  product: Type.Union([Id(), Type.Null()]),
  productLine: Key(),
  quantity: Count(),
  split: KeyOf(splits),
  /** The profile it was split by, and the revision of the profile's stream that was in force (null: as the product brings it along). */
  profile: Type.Union([Id(), Type.Null()]),
  profileRevision: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  /** In the order of their days; none overlap. */
  months: Type.Array(MonthPart, { minItems: 1, maxItems: 2 * monthsMax }),
});
export type ContractLine = Static<typeof ContractLine>;

const counted = {
  customer: Id<CustomerId>(),
  ...underOwner,
  segment: Type.Union([Key(), Type.Null()]),
  /** The deal it came from. */
  opportunity: Type.Union([Id(), Type.Null()]),
  currency: CurrencyText(),
};

/** What the months of a contract are counted by. Months of the past stay counted by what held then. */
export const Counted = Shape(counted);
export type Counted = Static<typeof Counted>;

/** A whole cell with the months that leave or enter it: expected revenue is the sum of what entered less what left. */
export const Cell = Shape({ ...counted, lines: Type.Array(ContractLine, { minItems: 1, maxItems: 4 * linesMax }) });
export type Cell = Static<typeof Cell>;

/** The contract as a whole: how it stands, what it is counted by, and the first and the last day of the term that runs. */
export const Standing = Shape({
  status: KeyOf(statuses),
  ...counted,
  /** That of its leading line, the one with the greatest amount: what a contract itself is counted under. */
  productLine: Key(),
  begins: DateText(),
  ends: DateText(),
});
export type Standing = Static<typeof Standing>;

/** The sum of a cell's months, in minor units of its currency. */
export function amountOf(cell: { readonly lines: readonly { readonly months: readonly { readonly amount: number }[] }[] }): number {
  let sum = 0;
  for (const { months } of cell.lines) for (const { amount } of months) sum += amount;
  return sum;
}
