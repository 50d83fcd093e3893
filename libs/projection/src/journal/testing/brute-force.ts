import type { Contribution } from '@zongheng/kernel';
import type { KeyFilter, RowChoice, SumQuery } from '../query.ts';
import type { JournalRow } from '../segment.ts';
import { shape } from './rows.ts';

/** What the groups of an answer look like, whatever made it: by the text of their keys. */
export type Answer = ReadonlyMap<string, Readonly<Record<string, bigint>>>;

/** The answer to a query, row by row, as the definition says. */
export function bruteSum(rows: readonly JournalRow[], query: SumQuery, watermark: number): Answer {
  const measures = query.measures ?? [...shape.measures].sort();
  const groups = new Map<string, Record<string, bigint>>();
  for (const { contribution } of passing(rows, query, watermark)) {
    const keys = (query.groupBy ?? []).map(({ dim, map }) => {
      const key = keyOf(contribution, dim);
      return key === null || !map ? key : map(key);
    });
    const text = textOf(keys);
    const sums = groups.get(text) ?? Object.fromEntries(measures.map((measure) => [measure, 0n]));
    for (const measure of measures) sums[measure] = (sums[measure] ?? 0n) + BigInt(contribution.measures[measure] ?? 0);
    groups.set(text, sums);
  }
  for (const [text, sums] of groups) if (!query.withZeros && Object.values(sums).every((sum) => sum === 0n)) groups.delete(text);
  return groups;
}

/** Keys as one text. */
export function textOf(keys: readonly (string | null)[]): string {
  return keys.map((key) => (key === null ? '-' : `=${key}`)).join(' ');
}

/** The rows that a choice means, in the order they are explained in. */
export function chosen(rows: readonly JournalRow[], choice: RowChoice, watermark: number): JournalRow[] {
  return passing(rows, choice, watermark).sort((one, other) => {
    if (one.contribution.date !== other.contribution.date) return one.contribution.date < other.contribution.date ? -1 : 1;
    return one.position - other.position;
  });
}

function passing(rows: readonly JournalRow[], choice: RowChoice, watermark: number): JournalRow[] {
  const upTo = Math.min(choice.upTo ?? watermark, watermark);
  const filters = Object.entries(choice.filters ?? {});
  return rows.filter(({ position, contribution }) => {
    const { date } = contribution;
    if (position > upTo || position <= (choice.after ?? -1)) return false;
    if (choice.asOf !== undefined && date > choice.asOf) return false;
    if (choice.from !== undefined && date < choice.from) return false;
    if (choice.to !== undefined && date > choice.to) return false;
    return filters.every(([dim, filter]) => passes(keyOf(contribution, dim), filter));
  });
}

function keyOf(contribution: Contribution, dim: string): string | null {
  if (dim === 'date') return contribution.date;
  return dim === 'month' ? contribution.date.slice(0, 7) : (contribution.cell[dim] ?? null);
}

function passes(key: string | null, filter: KeyFilter): boolean {
  if ('keys' in filter) return filter.keys.has(key);
  if ('matches' in filter) return filter.matches(key);
  if (key === null) return filter.includeNull ?? false;
  return (filter.from === undefined || key >= filter.from) && (filter.to === undefined || key <= filter.to);
}
