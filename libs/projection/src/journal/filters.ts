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
  const codes = codesWhere(dates, (code) => code > 0 && isWithin(dates.dayOf(code), fromDay, toDay));
  return [{ ...filterOf(dateColumn, codes, dates.size), codes: null }];
}

function filtersOf(given: Readonly<Record<string, KeyFilter>>, layout: JournalLayout, dictionaries: Dictionaries): CodeFilter[] | null {
  const filters: CodeFilter[] = [];
  for (const [name, filter] of Object.entries(given)) {
    const column = dimensionIndex(layout, name);
    const dictionary = dictionaries[column];
    if (!dictionary) continue;
    const codes = codesAllowed(name, filter, dictionary);
    const { size } = dictionary;
    if (codes.length === 0) return null;
    const isWhole = codes.length === size || (codes.length === size - 1 && codes[0] !== 0 && !dictionary.hasNull);
    if (!isWhole) filters.push(filterOf(column, codes, size));
  }
  return filters;
}

function filterOf(column: number, codes: readonly number[], size: number): CodeFilter {
  const allowed = new Uint8Array(size);
  for (const code of codes) allowed[code] = 1;
  return { column, allowed, codes: codes.length <= listedMax ? Uint32Array.from(codes) : null, share: codes.length / size };
}

/** The codes that a filter allows, ascending; code 0 is null. */
function codesAllowed(name: string, filter: KeyFilter, dictionary: KeyDictionary | DateDictionary): number[] {
  if ('keys' in filter) {
    const codes = [...filter.keys].map((key) => (key === null ? 0 : dictionary.find(key)));
    return codes.filter((code) => code !== undefined).sort((one, other) => one - other);
  }
  if ('matches' in filter) return codesWhere(dictionary, (code) => filter.matches(dictionary.keyOf(code)));
  if (!(dictionary instanceof DateDictionary)) {
    throw new JournalError('JOURNAL.QUERY', `a range of ${name}`, 'only dates have ranges, list the keys');
  }
  const from = filter.from === undefined ? -Infinity : dayOf(filter.from);
  const to = filter.to === undefined ? Infinity : dayOf(filter.to);
  return codesWhere(dictionary, (code) => (code === 0 ? (filter.includeNull ?? false) : isWithin(dictionary.dayOf(code), from, to)));
}

function codesWhere(dictionary: KeyDictionary | DateDictionary, isAllowed: (code: number) => boolean): number[] {
  const codes: number[] = [];
  for (let code = 0; code < dictionary.size; code += 1) if (isAllowed(code)) codes.push(code);
  return codes;
}

function isWithin(day: number, from: number, to: number): boolean {
  return day >= from && day <= to;
}
