import { addMonths, type BusinessDate, dateOfDay, dayOf, firstDayOf, lastDayOf, type Month, monthOf } from '@zongheng/kernel';

/** A stretch of days, both ends included. */
export interface Days {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** The part of one month that a stretch of days covers. */
export interface CoveredMonth extends Days {
  readonly month: Month;
}

export function daysOf({ from, to }: Days): number {
  return dayOf(to) - dayOf(from) + 1;
}

export function daysInMonth(month: Month): number {
  return daysOf({ from: firstDayOf(month), to: lastDayOf(month) });
}

/** How many months lie from one to another: 0 for the same, negative backwards. */
export function monthsBetween(from: Month, to: Month): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5));
}

/** The months that a stretch of days covers, the first and the last perhaps in part. */
export function monthsOf({ from, to }: Days): CoveredMonth[] {
  const months: CoveredMonth[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) {
    const [first, last] = [firstDayOf(month), lastDayOf(month)];
    months.push({ month, from: from > first ? from : first, to: to < last ? to : last });
  }
  return months;
}

/** The date so many months later: the same day, the last one where the month is shorter, and the last where it was the last. */
export function shiftedBy(date: BusinessDate, months: number): BusinessDate {
  const target = addMonths(monthOf(date), months);
  const last = lastDayOf(target);
  if (date === lastDayOf(monthOf(date))) return last;
  const same = dayOf(firstDayOf(target)) + Number(date.slice(8)) - 1;
  return same > dayOf(last) ? last : dateOfDay(same);
}
