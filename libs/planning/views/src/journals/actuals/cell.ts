import type { BusinessDate, Contribution } from '@zongheng/kernel';
import type { MetricKey } from '@zongheng/planning-events';

export type ActualDimension = 'metric' | 'owner' | 'unit' | 'region' | 'productLine' | 'customer' | 'currency' | 'countsOn';
export type ActualMeasure = 'amount' | 'whole';
export type Actual = Contribution<ActualDimension, ActualMeasure>;

/** Under whom something counts, and where. */
export interface Place {
  readonly owner: string;
  readonly unit: string;
  readonly region: string | null;
  readonly customer: string | null;
  readonly productLine?: string | null;
  readonly currency?: string | null;
}

/** One contribution to a metric; nothing where it changes nothing. */
export function actualOf(
  metric: MetricKey,
  date: BusinessDate,
  countsOn: BusinessDate,
  place: Place,
  measures: { readonly amount?: number; readonly whole?: number },
): readonly Actual[] {
  const { owner, unit, region, customer, productLine = null, currency = null } = place;
  const { amount = 0, whole = 0 } = measures;
  if (amount === 0 && whole === 0) return [];
  const said = { ...(amount === 0 ? {} : { amount }), ...(whole === 0 ? {} : { whole }) };
  return [{ date, cell: { metric, owner, unit, region, productLine, customer, currency, countsOn }, measures: said }];
}
