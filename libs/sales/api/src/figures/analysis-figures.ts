import { type BusinessDate, firstDayOf, lastDayOf, type Money, monthOf } from '@zongheng/kernel';
import { addTo, alsoKeys, type Amounts, moneyOf, type Months } from '@zongheng/nest-kit';
import { type JournalReader, monthDimension } from '@zongheng/projection';
import type { SalesQuestion } from './funnel-figures.ts';

export interface AnalysisGroup {
  readonly keys: readonly (string | null)[];
  readonly month: string | null;
  /** What was won in the month. */
  readonly sold: readonly Money[];
  /** What is open and expected to close in the month. */
  readonly planned: readonly Money[];
  /** The same, each amount × the probability of its stage. */
  readonly plannedWeighted: readonly Money[];
}

/** Planned against sold, by month and whatever else is asked: product line, region, segment. */
export function analysisFigures(reader: JournalReader, question: SalesQuestion, months: Months): AnalysisGroup[] {
  const { asOf, upTo, filters, groupBy, groupings, worths } = question;
  const by = groupBy.length;
  const groups = new Map<
    string,
    { keys: readonly (string | null)[]; month: string | null; sold: Amounts; planned: Amounts; weighted: Amounts }
  >();
  const groupFor = (keys: readonly (string | null)[]) => {
    const id = JSON.stringify(keys.slice(0, by + 1));
    const group = groups.get(id) ?? {
      keys: keys.slice(0, by),
      month: keys[by] ?? null,
      sold: new Map(),
      planned: new Map(),
      weighted: new Map(),
    };
    groups.set(id, group);
    return group;
  };
  const to = lastDayOf(months.to) < asOf ? lastDayOf(months.to) : asOf;
  const sold = reader.sum({
    from: firstDayOf(months.from),
    to,
    upTo,
    filters: alsoKeys(filters, 'status', ['won']),
    groupBy: [...groupings, { dim: monthDimension }, { dim: 'currency' }],
    measures: ['amount'],
  });
  for (const { keys, sums } of sold) addTo(groupFor(keys).sold, keys[by + 1] ?? null, sums['amount'] ?? 0n);
  const planned = reader.sum({
    asOf,
    upTo,
    filters: { ...alsoKeys(filters, 'status', ['open']), expectedClose: { from: firstDayOf(months.from), to: lastDayOf(months.to) } },
    groupBy: [
      ...groupings,
      { dim: 'expectedClose', map: (date) => monthOf(date as BusinessDate) },
      { dim: 'currency' },
      { dim: 'pipeline' },
      { dim: 'stage' },
    ],
    measures: ['amount'],
  });
  for (const { keys, sums } of planned) {
    const group = groupFor(keys);
    const amount = sums['amount'] ?? 0n;
    addTo(group.planned, keys[by + 1] ?? null, amount);
    addTo(group.weighted, keys[by + 1] ?? null, amount * BigInt(worths(keys[by + 2] ?? null, keys[by + 3] ?? null).probability));
  }
  return [...groups.values()].map((group) => ({
    keys: group.keys,
    month: group.month,
    sold: moneyOf(group.sold),
    planned: moneyOf(group.planned),
    plannedWeighted: moneyOf(group.weighted, true),
  }));
}
