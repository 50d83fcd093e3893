import { type BusinessDate, dayOf } from '@zongheng/kernel';
import { addTo, also, type Amounts, moneyOf, numberOf, type Question, type Rows } from '@zongheng/nest-kit';
import type { Grouping, JournalReader } from '@zongheng/projection';
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
): AgeingGroup[] {
  const { asOf, upTo, filters } = question;
  const by = groupings.length;
  const figures = reader.sum({ asOf, upTo, filters, groupBy: [...groupings, { dim: 'currency' }], measures: ['open', 'invoices'] });
  const groups = new Map<string, AgeingGroup>();
  for (let index = 0; index < figures.size; index += 1) {
    const keys = groupings.map((_, at) => figures.key(index, at));
    const group = groupFor(groups, keys);
    group.invoices += figures.sum(index, 'invoices');
    addTo(group.open, figures.key(index, by), figures.sum(index, 'open'));
  }
  return [...groups.values()].filter(({ invoices, open }) => invoices !== 0n || [...open.values()].some((minor) => minor !== 0n));
}

export function ageingTotal(groups: readonly AgeingGroup[]): AgeingGroup {
  const total: AgeingGroup = { keys: [], invoices: 0n, open: new Map() };
  for (const group of groups) include(total, group, 1n);
  return total;
}

/** What changed from one set of groups to another, by their keys. */
export function ageingDifference(before: readonly AgeingGroup[], after: readonly AgeingGroup[]) {
  const ends = new Map<string, { readonly keys: AgeingGroup['keys']; from: AgeingGroup; to: AgeingGroup }>();
  const endsOf = (group: AgeingGroup) => {
    const id = JSON.stringify(group.keys);
    const known = ends.get(id) ?? { keys: group.keys, from: ageingTotal([]), to: ageingTotal([]) };
    ends.set(id, known);
    return known;
  };
  for (const group of before) endsOf(group).from = group;
  for (const group of after) endsOf(group).to = group;
  return [...ends.values()].map((end) => {
    const change = ageingTotal([end.to]);
    include(change, end.from, -1n);
    return { ...end, change };
  });
}

export function shownAgeing({ invoices, open }: AgeingGroup) {
  return { invoices: numberOf(invoices), open: moneyOf(open) };
}

function include(into: AgeingGroup, group: AgeingGroup, sign: 1n | -1n): void {
  into.invoices += sign * group.invoices;
  for (const [currency, minor] of group.open) addTo(into.open, currency, sign * minor);
}

function groupFor(groups: Map<string, AgeingGroup>, keys: AgeingGroup['keys']): AgeingGroup {
  const id = JSON.stringify(keys);
  const group = groups.get(id) ?? { keys, invoices: 0n, open: new Map() };
  groups.set(id, group);
  return group;
}
