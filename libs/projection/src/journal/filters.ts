import { dayOf } from '@zongheng/kernel';
import { DateDictionary, type Dictionaries, type KeyDictionary } from './dictionary.ts';
import { JournalError } from './errors.ts';
import { dateColumn, dimensionIndex, type JournalLayout } from './layout.ts';
import type { KeyFilter, RowChoice } from './query.ts';

/** A filter ready for scanning: which codes of a column it allows. */
export interface CodeFilter {
  readonly column: number;
  /** 1 for each code allowed, 0 for the others. */
  readonly allowed: Uint8Array;
  /** The codes allowed; null where they are many. */
  readonly codes: Uint32Array | null;
  /** The part of all codes that is allowed. */
  readonly share: number;
}

/** A choice of rows ready for scanning. */
export interface Choice {
  /** The first and the last day, as far as they are bounded. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly after: number;
  readonly upTo: number;
  /** The filters that leave anything out; null where nothing can pass. */
  readonly filters: readonly CodeFilter[] | null;
}

/** More codes than this are not listed. */
const listedMax = 256;

/** @throws JournalError JOURNAL.QUERY for a dimension the journal does not have, or a range of keys that are no dates. */
export function choiceOf(query: RowChoice, layout: JournalLayout, dictionaries: Dictionaries, watermark: number): Choice {
  const toDays = [query.asOf, query.to].flatMap((date) => (date === undefined ? [] : [dayOf(date)]));
  return {
    fromDay: query.from === undefined ? -Infinity : dayOf(query.from),
    toDay: Math.min(Infinity, ...toDays),
    after: query.after ?? -1,
    upTo: Math.min(query.upTo ?? watermark, watermark),
    filters: filtersOf(query.filters ?? {}, layout, dictionaries),
  };
}

/** Rows that are not sorted by date are filtered by it as by any other dimension. */
export function dateFilter(dictionaries: Dictionaries, { fromDay, toDay }: Choice): CodeFilter[] {
  const dates = dictionaries[dateColumn];
  if (!(dates instanceof DateDictionary) || (fromDay === -Infinity && toDay === Infinity)) return [];
  const allowed = new Uint8Array(dates.size);
  allowDays(allowed, dates, fromDay, toDay);
  return [{ column: dateColumn, allowed, codes: null, share: 1 }];
}

function filtersOf(given: Readonly<Record<string, KeyFilter>>, layout: JournalLayout, dictionaries: Dictionaries): CodeFilter[] | null {
  const filters: CodeFilter[] = [];
  for (const [name, filter] of Object.entries(given)) {
    const column = dimensionIndex(layout, name);
    const dictionary = dictionaries[column];
    if (!dictionary) continue;
    const allowed = allowedBy(name, filter, dictionary);
    const codes = listOf(allowed);
    if (codes.length === 0) return null;
    const isWhole = codes.length === allowed.length || (codes.length === allowed.length - 1 && allowed[0] === 0 && !dictionary.hasNull);
    if (isWhole) continue;
    filters.push({ column, allowed, codes: codes.length <= listedMax ? codes : null, share: codes.length / allowed.length });
  }
  return filters;
}

function allowedBy(name: string, filter: KeyFilter, dictionary: KeyDictionary | DateDictionary): Uint8Array {
  const allowed = new Uint8Array(dictionary.size);
  if ('keys' in filter) {
    for (const key of filter.keys) {
      const code = key === null ? 0 : dictionary.find(key);
      if (code !== undefined) allowed[code] = 1;
    }
    return allowed;
  }
  if ('matches' in filter) {
    for (let code = 0; code < allowed.length; code += 1) allowed[code] = filter.matches(dictionary.keyOf(code)) ? 1 : 0;
    return allowed;
  }
  if (!(dictionary instanceof DateDictionary)) {
    throw new JournalError('JOURNAL.QUERY', `a range of ${name}`, 'only dates have ranges, list the keys');
  }
  const from = filter.from === undefined ? -Infinity : dayOf(filter.from);
  const to = filter.to === undefined ? Infinity : dayOf(filter.to);
  allowDays(allowed, dictionary, from, to);
  allowed[0] = filter.includeNull ? 1 : 0;
  return allowed;
}

function allowDays(allowed: Uint8Array, dictionary: DateDictionary, from: number, to: number): void {
  for (let code = 1; code < allowed.length; code += 1) {
    const day = dictionary.dayOf(code);
    allowed[code] = day >= from && day <= to ? 1 : 0;
  }
}

function listOf(allowed: Uint8Array): Uint32Array {
  const codes = new Uint32Array(allowed.length);
  let count = 0;
  for (let code = 0; code < allowed.length; code += 1) {
    codes[count] = code;
    count += allowed[code] ?? 0;
  }
  return codes.subarray(0, count);
}
