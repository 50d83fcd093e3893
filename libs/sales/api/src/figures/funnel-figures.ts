import type { Money } from '@zongheng/kernel';
import { addAll, addTo, alsoKeys, type Amounts, moneyOf, numberOf, type Question } from '@zongheng/nest-kit';
import type { Figures, JournalReader } from '@zongheng/projection';
import type { StageWorths } from '@zongheng/sales-views';

/** What figures of the funnel are computed from: the question, and what stages were worth at its moment. */
export interface SalesQuestion extends Question {
  readonly worths: StageWorths;
}

/** The figures of one group, exact: weighted sums stand in thousandths of minor units until they are shown. */
export interface FunnelGroup {
  readonly keys: readonly (string | null)[];
  count: bigint;
  lines: bigint;
  readonly amounts: Amounts;
  readonly weighted: Amounts;
}

export interface ShownFigures {
  readonly count: number;
  readonly lines: number;
  readonly amounts: readonly Money[];
  /** Amount × the probability in force on the date, rounded once, half to even. */
  readonly weighted: readonly Money[];
}

/** The funnel on a date: deals, lines and amounts by any grouping, weighted by the probabilities of the day. */
export function funnelFigures(reader: JournalReader, question: SalesQuestion): FunnelGroup[] {
  const { asOf, upTo, filters, groupBy, groupings } = question;
  const groups = new Map<string, FunnelGroup>();
  const counted = reader.sum({ asOf, upTo, filters, groupBy: [...groupings, { dim: 'currency' }], measures: ['count', 'lines', 'amount'] });
  for (let index = 0; index < counted.size; index += 1) {
    const group = groupFor(groups, counted, index, groupBy.length);
    group.count += counted.sum(index, 'count');
    group.lines += counted.sum(index, 'lines');
    addTo(group.amounts, counted.key(index, groupBy.length), counted.sum(index, 'amount'));
  }
  weigh(reader, question, groups);
  return [...groups.values()];
}

/** Adds the weighted sums: amounts by stage times its probability; lost stages weigh nothing. */
function weigh(
  reader: JournalReader,
  { asOf, upTo, filters, groupBy, groupings, worths }: SalesQuestion,
  groups: Map<string, FunnelGroup>,
): void {
  const by = groupBy.length;
  const weighed = reader.sum({
    asOf,
    upTo,
    filters: alsoKeys(filters, 'status', ['open', 'won']),
    groupBy: [...groupings, { dim: 'currency' }, { dim: 'pipeline' }, { dim: 'stage' }],
    measures: ['amount'],
  });
  for (let index = 0; index < weighed.size; index += 1) {
    const { probability } = worths(weighed.key(index, by + 1), weighed.key(index, by + 2));
    if (probability === 0) continue;
    addTo(groupFor(groups, weighed, index, by).weighted, weighed.key(index, by), weighed.sum(index, 'amount') * BigInt(probability));
  }
}

function groupFor(groups: Map<string, FunnelGroup>, figures: Figures, index: number, by: number): FunnelGroup {
  let id = '';
  for (let at = 0; at < by; at += 1) id += `${figures.keyNumber(index, at)},`;
  return known(groups, id, () => Array.from({ length: by }, (_, at) => figures.key(index, at)));
}

function known(groups: Map<string, FunnelGroup>, id: string, keys: () => readonly (string | null)[]): FunnelGroup {
  const group = groups.get(id);
  if (group) return group;
  const fresh = { keys: keys(), count: 0n, lines: 0n, amounts: new Map(), weighted: new Map() };
  groups.set(id, fresh);
  return fresh;
}

/** The sum over groups. */
export function totalOf(groups: readonly FunnelGroup[]): FunnelGroup {
  const total: FunnelGroup = { keys: [], count: 0n, lines: 0n, amounts: new Map(), weighted: new Map() };
  for (const group of groups) accumulate(total, group, 1n);
  return total;
}

/** What changed from one set of groups to another, by their keys. */
export function differenceOf(
  before: readonly FunnelGroup[],
  after: readonly FunnelGroup[],
): { readonly keys: FunnelGroup['keys']; readonly before: FunnelGroup; readonly after: FunnelGroup; readonly change: FunnelGroup }[] {
  const ends = new Map<string, { before?: FunnelGroup; after?: FunnelGroup; keys: FunnelGroup['keys'] }>();
  for (const group of before) ends.set(JSON.stringify(group.keys), { before: group, keys: group.keys });
  for (const group of after)
    ends.set(JSON.stringify(group.keys), { ...ends.get(JSON.stringify(group.keys)), after: group, keys: group.keys });
  return [...ends.values()].map(({ keys, before: from = totalOf([]), after: to = totalOf([]) }) => {
    const change = totalOf([to]);
    accumulate(change, from, -1n);
    return { keys, before: from, after: to, change };
  });
}

function accumulate(into: FunnelGroup, group: FunnelGroup, sign: 1n | -1n): void {
  into.count += sign * group.count;
  into.lines += sign * group.lines;
  addAll(into.amounts, group.amounts, sign);
  addAll(into.weighted, group.weighted, sign);
}

/** Figures as they are shown: rounded once. */
export function shown(group: FunnelGroup): ShownFigures {
  return {
    count: numberOf(group.count),
    lines: numberOf(group.lines),
    amounts: moneyOf(group.amounts),
    weighted: moneyOf(group.weighted, true),
  };
}

/** Whether anything stands in a group. */
export function isEmpty(group: FunnelGroup): boolean {
  return group.count === 0n && group.lines === 0n && [...group.amounts.values()].every((minor) => minor === 0n);
}
