import { Count, Key, MoneyOf, Shape, Type } from '@zongheng/kernel';

/** The keys of a group by what it was grouped by; null where a deal has none. */
export const Keys = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));
/** What keys are called, in the language asked for; keys without a label are left out. */
export const LabelsShown = Type.Record(Type.String(), Type.String());
export const Sum = Type.Integer();
export const Moneys = Type.Array(MoneyOf());
export const OptionalPerMille = Type.Union([Type.Integer(), Type.Null()]);
export const Days = Type.Union([Count(), Type.Null()]);

/** Deals, lines and amounts; amounts in each currency apart. */
export const funnelMeasures = { count: Sum, lines: Sum, amounts: Moneys, weighted: Moneys };
export const FunnelMeasures = Shape(funnelMeasures);
export const DistributionShape = Shape({ count: Sum, median: Days, p90: Days, longest: Days });
export const keyed = { keys: Keys, labels: LabelsShown };
export const StageKey = Type.Union([Key(), Type.Null()]);
