import type { BusinessDate } from '@zongheng/kernel';
import { addressOf } from '@zongheng/nest-kit';
import { type Aim, isMetric, metrics, type Period, periodEnd, periodStart } from '@zongheng/planning-events';

/** The moment that something is explained at: a date, and a moment of the log as answers name it. */
export interface AddressMoment {
  readonly asOf: BusinessDate;
  readonly at: string;
}

/** What a line of a plan is explained at; of `check` where a check froze it. A board has thousands: its text is put together here. */
export function lineAddress(plan: string, { metric, productLine, currency }: Aim, { asOf, at }: AddressMoment, check?: number): string {
  const line = productLine === null ? '' : `&productLine=${encodeURIComponent(productLine)}`;
  const money = currency === null ? '' : `&currency=${currency}`;
  const when = check === undefined ? `&asOf=${asOf}&at=${at}` : `&check=${check}`;
  return `/v1/plans/progress/explain?plan=${encodeURIComponent(plan)}&metric=${encodeURIComponent(metric)}${money}${line}${when}`;
}

/** Whose a figure is: a person’s, or a unit’s of whatever kind. */
type Who = { readonly kind: string; readonly id: string };

/** What an actual is made of. Null where no events tell of the metric, or the period had not begun. */
export function actualAddress(who: Who, period: Period, aim: Aim, { asOf, at }: AddressMoment): string | null {
  const [first, last] = [periodStart(period), periodEnd(period)];
  if (asOf < first || !isMetric(aim.metric) || metrics[aim.metric].from.length === 0) return null;
  return addressOf('plans/actuals/explain', [], {
    asOf,
    at,
    metric: aim.metric,
    ...keysOf(aim, {}),
    ...whoseActuals(who),
    'countsOn[gte]': first,
    'countsOn[lte]': last < asOf ? last : asOf,
  });
}

/** What signed agreements promise for a period: its whole, however much of it has gone by. */
export function baseAddress(who: Who, period: Period, aim: Omit<Aim, 'metric'>, { asOf, at }: AddressMoment, more = {}): string {
  return addressOf('plans/actuals/explain', [], {
    asOf,
    at,
    metric: 'expected-revenue',
    ...more,
    ...keysOf(aim, {}),
    ...whoseActuals(who),
    'countsOn[gte]': periodStart(period),
    'countsOn[lte]': periodEnd(period),
  });
}

/** What a target came about by. */
export function targetAddress(who: Who, period: Period, aim: Aim, moment: Partial<AddressMoment>): string {
  const { kind, id: subject } = who;
  const all = { 'productLine[missing]': 'true' };
  return addressOf('plans/targets/explain', [], { ...moment, period, kind, subject, metric: aim.metric, ...keysOf(aim, all) });
}

/** `allLines` is what is asked for where an aim is of all product lines. */
function keysOf({ currency, productLine }: Omit<Aim, 'metric'>, allLines: Readonly<Record<string, string>>) {
  return {
    ...(currency === null ? { 'currency[missing]': 'true' } : { currency }),
    ...(productLine === null ? allLines : { productLine }),
  };
}

function whoseActuals({ kind, id }: Who): Readonly<Record<string, string>> {
  return { [kind === 'person' ? 'owner' : 'unit']: id };
}
