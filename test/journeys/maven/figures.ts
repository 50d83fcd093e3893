import type { Api, Standing } from '../../running/api.ts';
import type { Day } from './table.ts';

export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export interface Group {
  readonly keys: Readonly<Record<string, string | null>>;
  readonly count: number;
  readonly amounts: readonly Money[];
}

export interface Funnel extends Standing {
  readonly groups: readonly Group[];
  readonly totals: Omit<Group, 'keys'>;
  readonly next: string | null;
}

/** Dollars, where that is the only currency. */
export function dollarsOf(amounts: readonly Money[]): number {
  if (amounts.some(({ currency }) => currency !== 'USD')) throw new Error(`not only dollars: ${JSON.stringify(amounts)}`);
  return (amounts[0]?.minor ?? 0) / 100;
}

/** The funnel of a day over HTTP, in the words of the file. */
export async function dayShown(api: Api, query: string): Promise<Day> {
  const { groups } = await api.read<Funnel>(`/v1/funnel?groupBy=stage&${query}`);
  const count = (stage: string): number => groups.find(({ keys }) => keys['stage'] === stage)?.count ?? 0;
  const won = groups.find(({ keys }) => keys['stage'] === 'won');
  return {
    prospecting: count('prospecting'),
    engaging: count('engaging'),
    won: count('won'),
    lost: count('lost'),
    wonValue: dollarsOf(won?.amounts ?? []),
  };
}

/** All groups of a query, page after page. */
export async function everyGroup(api: Api, query: string): Promise<{ readonly groups: readonly Group[]; readonly pages: number }> {
  const groups: Group[] = [];
  let cursor = '';
  for (let pages = 1; ; pages += 1) {
    const page = await api.read<Funnel>(`/v1/funnel?${query}${cursor}`);
    groups.push(...page.groups);
    if (page.next === null) return { groups, pages };
    cursor = `&cursor=${page.next}`;
  }
}

interface Explained {
  readonly date: string;
  readonly position: number;
  readonly event: string;
  readonly measures: { readonly count: number; readonly amounts: readonly Money[] };
}

/** The events behind a cell, page after page, with their sums. */
export async function explained(api: Api, query: string) {
  const rows: Explained[] = [];
  let cursor = '';
  for (;;) {
    const page = await api.read<{ rows: readonly Explained[]; totals: Omit<Group, 'keys'>; next: string | null }>(
      `/v1/funnel/explain?${query}${cursor}`,
    );
    rows.push(...page.rows);
    if (page.next === null) {
      const count = rows.reduce((sum, { measures }) => sum + measures.count, 0);
      const dollars = rows.reduce((sum, { measures }) => sum + dollarsOf(measures.amounts), 0);
      return { rows, count, dollars, totals: page.totals };
    }
    cursor = `&cursor=${page.next}`;
  }
}
