import { type BusinessDate, businessDateAt, type Instant, isBusinessDate } from '@zongheng/kernel';
import { instantInZone } from './zone.ts';

/** A date read from a source: the calendar date as written, and the instant where the time of day and its zone are known. */
export interface DateRead {
  readonly date: string;
  readonly time: string | null;
  /** Minutes east of Greenwich, where the text says so. */
  readonly offsetMinutes: number | null;
}

/** A reader of dates in one format; null for a text that is not a date in it, or a date that does not exist. */
export type DateFormat = (text: string) => DateRead | null;

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'offset' | 'half';

const tokens: readonly (readonly [token: string, part: Part, pattern: string])[] = [
  ['yyyy', 'year', '\\d{4}'],
  ['MM', 'month', '\\d{2}'],
  ['M', 'month', '\\d{1,2}'],
  ['dd', 'day', '\\d{2}'],
  ['d', 'day', '\\d{1,2}'],
  ['HH', 'hour', '\\d{2}'],
  ['H', 'hour', '\\d{1,2}'],
  ['hh', 'hour', '\\d{2}'],
  ['h', 'hour', '\\d{1,2}'],
  ['mm', 'minute', '\\d{2}'],
  ['ss', 'second', '\\d{2}'],
  ['SSS', 'fraction', '\\d{1,9}'],
  ['XXX', 'offset', 'Z|[+-]\\d{2}:?\\d{2}'],
  ['a', 'half', '[AaPp][Mm]'],
];

/** Every token a format may use, for the documentation and for messages. */
export const dateTokens: readonly string[] = tokens.map(([token]) => token);

const isoPattern = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/u;

/** `yyyy-MM-dd`, alone or with a time and an offset, as ISO 8601 and SQL write it. */
export const isoFormat: DateFormat = (text) => {
  const parts = isoPattern.exec(text);
  if (!parts) return null;
  const [, date = '', hour, minute = '00', second = '00', offset] = parts;
  return checked(date, hour === undefined ? null : `${hour}:${minute}:${second}`, offset);
};

/**
 * Compiles a format such as `dd-MM-yyyy HH:mm`, `M/d/yyyy` or `yyyy年M月d日`. Letters that are no token stand between single quotes.
 * @throws RangeError that says what is wrong with the format.
 */
export function dateFormat(format: string): DateFormat {
  if (format === 'iso') return isoFormat;
  const parts: Part[] = [];
  const pattern = new RegExp(`^${patternOf(format, parts)}$`, 'u');
  if (new Set(parts).size !== parts.length) throw new RangeError(`the format ${format} has a part twice`);
  for (const needed of ['year', 'month', 'day'] as const) {
    if (!parts.includes(needed)) throw new RangeError(`the format ${format} has no ${needed}`);
  }
  return (text) => {
    const found = pattern.exec(text);
    if (!found) return null;
    const read = new Map<Part, string>();
    parts.forEach((part, index) => read.set(part, found[index + 1] ?? ''));
    const of = (part: Part, fallback = '00'): string => (read.get(part) ?? fallback).padStart(2, '0');
    const hour = hourOf(of('hour'), read.get('half'));
    if (hour === null) return null;
    const time = read.has('hour') ? `${hour}:${of('minute')}:${of('second')}` : null;
    return checked(`${of('year')}-${of('month')}-${of('day')}`, time, read.get('offset'));
  };
}

function patternOf(format: string, parts: Part[]): string {
  let pattern = '';
  let at = 0;
  while (at < format.length) {
    const rest = format.slice(at);
    const quoted = /^'([^']*)'/u.exec(rest);
    const token = quoted ? undefined : tokens.find(([text]) => rest.startsWith(text));
    if (quoted) {
      pattern += literal(quoted[1] ?? '');
      at += quoted[0].length;
    } else if (token) {
      pattern += `(${token[2]})`;
      parts.push(token[1]);
      at += token[0].length;
    } else {
      const sign = rest.codePointAt(0) ?? 0;
      const text = String.fromCodePoint(sign);
      if (/[A-Za-z]/u.test(text))
        throw new RangeError(`"${text}" in the format ${format} is no token: quote it, or use ${dateTokens.join(' ')}`);
      pattern += literal(text);
      at += text.length;
    }
  }
  return pattern;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&').replace(/ +/gu, ' +');
}

function hourOf(hour: string, half: string | undefined): string | null {
  if (half === undefined) return hour;
  const number = Number(hour);
  if (number < 1 || number > 12) return null;
  return String((number % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)).padStart(2, '0');
}

function checked(date: string, time: string | null, offset: string | undefined): DateRead | null {
  if (!isBusinessDate(date)) return null;
  if (time !== null && (time.slice(0, 2) > '23' || time.slice(3, 5) > '59' || time.slice(6, 8) > '59')) return null;
  return { date, time, offsetMinutes: offset === undefined || offset === '' ? null : minutesOf(offset) };
}

function minutesOf(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith('-') ? -minutes : minutes;
}

/** The instant of a reading: by the offset in the text, else by the zone it was written in. Null where there is no time of day. */
export function instantOf(read: DateRead, writtenIn: string): Instant | null {
  if (read.time === null) return null;
  const wall = Date.parse(`${read.date}T${read.time}Z`);
  const at = read.offsetMinutes === null ? instantInZone(wall, writtenIn) : wall - read.offsetMinutes * 60_000;
  return new Date(at).toISOString() as Instant;
}

/**
 * The date a reading counts for in the installation's zone. A date without a time is that date everywhere; a time without an offset counts as
 * written, unless the zone it was written in is stated.
 */
export function businessDateOf(read: DateRead, installationZone: string, writtenIn: string | null): BusinessDate {
  if (read.time === null || (read.offsetMinutes === null && writtenIn === null)) return read.date as BusinessDate;
  const instant = instantOf(read, writtenIn ?? installationZone);
  return instant === null ? (read.date as BusinessDate) : businessDateAt(instant, installationZone);
}
