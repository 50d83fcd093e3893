import { addDays, addMonths, type BusinessDate, firstDayOf, lastDayOf, type Month, monthOf } from '@zongheng/kernel';
import { MonthField } from '../fields/fields.ts';
import { also, type Filters } from './narrowing.ts';

export interface Period {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** The period asked for; by default the twelve months up to the date. */
export function periodOf(asked: {
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
  readonly asOf: BusinessDate;
}): Period {
  const to = asked.to ?? asked.asOf;
  return { from: asked.from ?? addDays(to, -364), to };
}

/** The months that figures by month are asked for. */
export class MonthsParams {
  @MonthField({ optional: true, description: 'The first month (default: the month of the date asked)', example: '2026-03' })
  readonly fromMonth?: Month;

  @MonthField({ optional: true, description: 'The last month (default: two months after the first)', example: '2026-05' })
  readonly toMonth?: Month;
}

export interface Months {
  readonly from: Month;
  readonly to: Month;
}

/** The months asked for, `first` where none is named. */
export function monthsOf({ fromMonth, toMonth }: MonthsParams, first: Month): Months {
  const from = fromMonth ?? first;
  return { from, to: toMonth && toMonth >= from ? toMonth : addMonths(from, 2) };
}

/**
 * Filters with those that a date of the rows lies in some months, or is none where `includeNull`; where an explanation asks for one group, in the
 * month that it is.
 */
export function withinMonths(
  { filters, keys }: { readonly filters: Filters; readonly keys: Readonly<Record<string, string | null>> },
  dim: string,
  { from, to }: Months,
  includeNull = false,
): Filters {
  const within = also(filters, dim, { from: firstDayOf(from), to: lastDayOf(to), includeNull });
  const key = keys['month'];
  if (key === undefined) return within;
  return also(within, dim, { matches: (day) => (day === null ? null : monthOf(day as BusinessDate)) === key });
}
