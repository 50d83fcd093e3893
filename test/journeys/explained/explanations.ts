import type { Api, Standing } from '../../running/api.ts';
import type { Money } from '../maven/figures.ts';

export type Measures = Readonly<Record<string, number | readonly Money[]>>;

export interface Row {
  readonly kind?: string;
  readonly date: string;
  readonly position: number;
  readonly event: string;
  readonly type: string;
  readonly cell: Readonly<Record<string, string | null>>;
  readonly measures: Measures;
}

export interface Part {
  readonly figure: string | null;
  readonly label: string;
  readonly value: unknown;
  readonly weight?: number;
  readonly explain: string | null;
}

/** An explanation with the rows of all its pages. */
export interface Explanation extends Standing {
  readonly figure: string;
  readonly rows: readonly Row[];
  readonly totals?: Measures;
  readonly subtotals?: Readonly<Record<string, Measures>>;
  readonly formula?: string;
  readonly value?: unknown;
  readonly parts?: readonly Part[];
}

/** Asks for an explanation, page after page. */
export async function explanation(api: Api, address: string, limit = 200): Promise<Explanation> {
  const url = `${address}&limit=${limit}`;
  const first = await api.read<Explanation & { readonly next: string | null }>(url);
  const rows = [...first.rows];
  for (let { next } = first; next !== null;) {
    const page = await api.read<{ rows: readonly Row[]; next: string | null; totals?: Measures }>(`${url}&cursor=${next}`);
    rows.push(...page.rows);
    next = page.next;
  }
  return { ...first, rows };
}

/** The sum of some measures; amounts that come to nothing are left out, as in an answer. */
export function sumOf(all: readonly Measures[]): Readonly<Record<string, unknown>> {
  const counts = new Map<string, number>();
  const amounts = new Map<string, Map<string, number>>();
  for (const measures of all) {
    for (const [name, value] of Object.entries(measures)) {
      if (typeof value === 'number') counts.set(name, (counts.get(name) ?? 0) + value);
      else amounts.set(name, added(amounts.get(name) ?? new Map<string, number>(), value));
    }
  }
  return { ...Object.fromEntries(counts), ...Object.fromEntries([...amounts].map(([name, sums]) => [name, shown(sums)])) };
}

/** Some measures less others. */
export function lessOf(some: Measures, others: Measures): Readonly<Record<string, unknown>> {
  const negative = Object.entries(others).map(([name, value]): [string, number | readonly Money[]] => [
    name,
    typeof value === 'number' ? -value : value.map(({ minor, currency }) => ({ minor: -minor, currency })),
  ]);
  return sumOf([some, Object.fromEntries(negative)]);
}

/** What measures say where nothing is left out: a sum that was never added to is missing. */
export function filled(measures: Readonly<Record<string, unknown>>, like: Measures): Readonly<Record<string, unknown>> {
  const nothing = Object.fromEntries(Object.entries(like).map(([name, value]) => [name, typeof value === 'number' ? 0 : []]));
  return { ...nothing, ...Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, value === 0 ? 0 : value])) };
}

function added(sums: Map<string, number>, amounts: readonly Money[]): Map<string, number> {
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return sums;
}

function shown(sums: ReadonlyMap<string, number>): readonly Money[] {
  return [...sums]
    .filter(([, minor]) => minor !== 0)
    .map(([currency, minor]) => ({ minor, currency }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}
