import { Count, MoneyOf, Shape, Type } from '@zongheng/kernel';

/** The keys of a group by what it was grouped by; null where its rows have none. */
export const Keys = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));
/** What keys are called, in the language asked for; keys without a label are left out. */
export const LabelsShown = Type.Record(Type.String(), Type.String());
/** What every group says of itself. */
export const keyedShape = { keys: Keys, labels: LabelsShown };

export const Sum = Type.Integer();
/** Amounts, in each currency apart. */
export const Moneys = Type.Array(MoneyOf());
export const OptionalPerMille = Type.Union([Type.Integer(), Type.Null()]);
export const MonthlyKey = Type.Union([Type.String(), Type.Null()]);

const Days = Type.Union([Count(), Type.Null()]);
/** A distribution of days. */
export const DistributionShape = Shape({ count: Sum, median: Days, p90: Days, longest: Days });
