import type { Brand } from './brand.ts';

/** A calendar date `YYYY-MM-DD` in the installation's time zone: the day a fact counts for. */
export type BusinessDate = Brand<string, 'BusinessDate'>;
/** A month `YYYY-MM`. */
export type Month = Brand<string, 'Month'>;
/** An instant, ISO 8601 in UTC with milliseconds: `2026-03-01T08:00:00.000Z`. */
export type Instant = Brand<string, 'Instant'>;
/** Days since 1970-01-01: the form in which dates are compared and stored in columns. */
export type Day = number;

const dayMs = 86_400_000;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The first and the last date the system accepts: earlier or later ones are slips of a keyboard. */
export const earliestDate = '1900-01-01' as BusinessDate;
export const latestDate = '2199-12-31' as BusinessDate;

/** Whether a text is a date that exists (no 30th of February), between 1900 and 2199. */
export function isBusinessDate(text: string): text is BusinessDate {
  if (text.length !== 10 || !datePattern.test(text) || text < earliestDate || text > latestDate) return false;
  const monthNumber = digit(text, 5) * 10 + digit(text, 6);
  const day = digit(text, 8) * 10 + digit(text, 9);
  return monthNumber >= 1 && monthNumber <= 12 && day >= 1 && day <= daysIn(Number(text.slice(0, 4)), monthNumber);
}

function daysIn(year: number, monthNumber: number): number {
  if (monthNumber === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return monthNumber === 4 || monthNumber === 6 || monthNumber === 9 || monthNumber === 11 ? 30 : 31;
}

export function isMonth(text: string): text is Month {
  return monthPattern.test(text) && text >= earliestDate.slice(0, 7) && text <= latestDate.slice(0, 7);
}

/** The date of a text known to be one. @throws RangeError where it is not: validate input with `isBusinessDate` first. */
export function businessDate(text: string): BusinessDate {
  if (!isBusinessDate(text)) throw new RangeError(`not a calendar date YYYY-MM-DD: ${text}`);
  return text;
}

export function month(text: string): Month {
  if (!isMonth(text)) throw new RangeError(`not a month YYYY-MM: ${text}`);
  return text;
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}

/** Days since 1970-01-01 of a date, by the civil calendar's arithmetic (no Date object: this runs once for each contribution). */
export function dayOf(date: BusinessDate): Day {
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3);
  const monthNumber = digit(date, 5) * 10 + digit(date, 6);
  const day = digit(date, 8) * 10 + digit(date, 9);
  const shifted = monthNumber <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (monthNumber + (monthNumber > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export function dateOfDay(day: Day): BusinessDate {
  return new Date(day * dayMs).toISOString().slice(0, 10) as BusinessDate;
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return dateOfDay(dayOf(date) + days);
}

/** Whole days from the first date to the second; negative where the second is earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return dayOf(to) - dayOf(from);
}

export function monthOf(date: BusinessDate): Month {
  return date.slice(0, 7) as Month;
}

export function addMonths(of: Month, months: number): Month {
  const count = Number(of.slice(0, 4)) * 12 + Number(of.slice(5)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}` as Month;
}

export function firstDayOf(of: Month): BusinessDate {
  return `${of}-01` as BusinessDate;
}

export function lastDayOf(of: Month): BusinessDate {
  return addDays(firstDayOf(addMonths(of, 1)), -1);
}

/** The later of two dates. */
export function later(one: BusinessDate, other: BusinessDate): BusinessDate {
  return one >= other ? one : other;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** Whether the runtime knows an IANA time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The calendar date on the wall of a time zone at an instant. */
export function businessDateAt(instant: Instant, timeZone: string): BusinessDate {
  let format = zoneFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    zoneFormats.set(timeZone, format);
  }
  return format.format(new Date(instant)) as BusinessDate;
}
