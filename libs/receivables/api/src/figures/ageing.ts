import { type BusinessDate, dayOf } from '@zongheng/kernel';
import {
  addAll,
  also,
  type Amounts,
  amountsOver,
  asTheyAre,
  type Ends,
  isNothing,
  moneyOf,
  numberOf,
  type Question,
  type Rows,
} from '@zongheng/nest-kit';
import { gathered, type Grouping, type JournalReader } from '@zongheng/projection';
import type { AgeingBucket } from '@zongheng/receivables-events';

/** The name under which days overdue are grouped by the buckets in force. */
export const bucketName = 'bucket';

/** What is open in a group, exact. */
export interface AgeingGroup {
  readonly keys: readonly (string | null)[];
  invoices: bigint;
  readonly open: Amounts;
}

/** The bucket of an invoice by its due date, on a date. */
export function bucketOf(buckets: readonly AgeingBucket[], due: BusinessDate, on: BusinessDate): string | null {
  const overdue = dayOf(on) - dayOf(due);
  return buckets.find(({ from, to }) => (from === null || overdue >= from) && (to === null || overdue <= to))?.bucket ?? null;
}

/** Groupings with those that only the date asked can tell. */
export function groupingsWith(question: Question, buckets: readonly AgeingBucket[]): readonly Grouping[] {
  const byBucket: Grouping = { dim: 'due', map: (due) => bucketOf(buckets, due as BusinessDate, question.asOf) };
  return question.groupBy.map((name, index) => (name === bucketName ? byBucket : (question.groupings[index] ?? { dim: name })));
}

/** What is open on a date: of one bucket where a group is one. */
export function agedRows({ asOf, filters, keys, buckets }: Question & { readonly buckets: readonly AgeingBucket[] }): Rows {
  const bucket = keys[bucketName];
  if (bucket === undefined) return { to: asOf, filters };
  const isIn = (due: string | null): boolean => (due === null ? null : bucketOf(buckets, due as BusinessDate, asOf)) === bucket;
  return { to: asOf, filters: also(filters, 'due', { matches: isIn }) };
}

/** What is open on a date, by any grouping. */
export function ageingFigures(
  reader: JournalReader,
  question: Pick<Question, 'asOf' | 'upTo' | 'filters'>,
  groupings: readonly Grouping[],
  reckoning = asTheyAre,
): AgeingGroup[] {
  const { asOf, upTo, filters } = question;
  const by = groupings.length;
  const figures = reader.sum({
    asOf,
    upTo,
    filters,
    groupBy: [...groupings, ...reckoning.groupedBy({ asOf })],
    measures: ['open', 'invoices'],
  });
  return gathered(by, figures)
    .map(({ keys, rows: [rows = []] }) => ({
      keys,
      invoices: figures.sumOver(rows, 'invoices'),
      open: amountsOver(figures, rows, by, 'open', reckoning),
    }))
    .filter(({ invoices, open }) => invoices !== 0n || !isNothing(open));
}

export function ageingTotal(groups: readonly AgeingGroup[]): AgeingGroup {
  const total: AgeingGroup = { keys: [], invoices: 0n, open: new Map() };
  for (const group of groups) include(total, group, 1n);
  return total;
}

/** What changed from one group to another, where both have the same keys. */
export function ageingChange({ from, to }: Ends<AgeingGroup>): AgeingGroup {
  const change = ageingTotal(to ? [to] : []);
  if (from) include(change, from, -1n);
  return change;
}

export function shownAgeing(group?: AgeingGroup) {
  return { invoices: numberOf(group?.invoices ?? 0n), open: moneyOf(group?.open) };
}

function include(into: AgeingGroup, group: AgeingGroup, sign: 1n | -1n): void {
  into.invoices += sign * group.invoices;
  addAll(into.open, group.open, sign);
}
