import {
  addDays,
  addMonths,
  type Brand,
  type BusinessDate,
  daysBetween,
  firstDayOf,
  isMonth,
  type Labels,
  lastDayOf,
  month,
  type Month,
  Type,
} from '@zongheng/kernel';

/** What a plan is made for: a month `2026-03`, a quarter `2026-Q1` or a year `2026`. */
export type Period = Brand<string, 'Period'>;

export type PeriodKind = 'month' | 'quarter' | 'year';
export const periodKinds: Labels<PeriodKind> = {
  month: { zh: '月', en: 'Month' },
  quarter: { zh: '季', en: 'Quarter' },
  year: { zh: '年', en: 'Year' },
};

const periodPattern = '^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$';
const looksLikePeriod = new RegExp(periodPattern);

export const PeriodText = () => Type.Unsafe<Period>({ type: 'string', pattern: periodPattern });

/** Whether a text is a period, of the years 1900 to 2199. */
export function isPeriod(text: string): text is Period {
  return looksLikePeriod.test(text) && isMonth(`${text.slice(0, 4)}-01`);
}

export function periodKindOf(period: Period): PeriodKind {
  if (period.length === 4) return 'year';
  return period[5] === 'Q' ? 'quarter' : 'month';
}

const lengths: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 };

/** The months of a period, in order. */
export function monthsOf(period: Period): readonly Month[] {
  const first = firstMonthOf(period);
  return Array.from({ length: lengths[periodKindOf(period)] }, (_, index) => addMonths(first, index));
}

export function periodStart(period: Period): BusinessDate {
  return firstDayOf(firstMonthOf(period));
}

export function periodEnd(period: Period): BusinessDate {
  return lastDayOf(addMonths(firstMonthOf(period), lengths[periodKindOf(period)] - 1));
}

/** The period of the same kind that follows. */
export function nextPeriod(period: Period): Period {
  const kind = periodKindOf(period);
  return periodOf(kind, addMonths(firstMonthOf(period), lengths[kind]));
}

/** The period of a kind that a month lies in. */
export function periodOf(kind: PeriodKind, of: Month): Period {
  const year = of.slice(0, 4);
  if (kind === 'year') return year as Period;
  return (kind === 'month' ? of : `${year}-Q${Math.ceil(Number(of.slice(5)) / 3)}`) as Period;
}

/** How many days of a period have gone by at the end of a date, and how many it has. */
export function elapsedOf(period: Period, asOf: BusinessDate): { readonly gone: number; readonly whole: number } {
  const whole = daysBetween(periodStart(period), addDays(periodEnd(period), 1));
  return { gone: Math.min(Math.max(daysBetween(periodStart(period), asOf) + 1, 0), whole), whole };
}

function firstMonthOf(period: Period): Month {
  const year = period.slice(0, 4);
  switch (periodKindOf(period)) {
    case 'year':
      return month(`${year}-01`);
    case 'quarter':
      return month(`${year}-${String(Number(period[6]) * 3 - 2).padStart(2, '0')}`);
    case 'month':
      return month(period);
  }
}
