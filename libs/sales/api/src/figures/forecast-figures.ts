import { type BusinessDate, firstDayOf, lastDayOf, monthOf } from '@zongheng/kernel';
import { addTo, alsoKeys, type Amounts, moneyOf, type Months, numberOf } from '@zongheng/nest-kit';
import { type JournalReader, monthDimension } from '@zongheng/projection';
import type { ForecastCategory } from '@zongheng/sales-events';
import type { SalesQuestion } from './funnel-figures.ts';

/** A forecast of one month, by what is asked to group by: what was won, and what is open and expected to close then, by category. */
export interface ForecastGroup {
  readonly keys: readonly (string | null)[];
  readonly month: string | null;
  /** Deals and amounts by category. */
  readonly categories: Map<ForecastCategory, { count: bigint; readonly amounts: Amounts; readonly weighted: Amounts }>;
}

/**
 * The forecast for some months as of a date: `closed` is what was won in the month up to then, the others are open deals expected to close in
 * it. Open deals whose expected close has passed, or that have none, stand under the month null: they are due to be looked at.
 */
export function forecastFigures(reader: JournalReader, question: SalesQuestion, months: Months): ForecastGroup[] {
  const groups = new Map<string, ForecastGroup>();
  addClosed(reader, question, months, groups);
  addOpen(reader, question, months, groups);
  return [...groups.values()];
}

function addClosed(reader: JournalReader, question: SalesQuestion, months: Months, groups: Map<string, ForecastGroup>): void {
  const { asOf, upTo, filters, groupBy, groupings } = question;
  const to = lastDayOf(months.to) < asOf ? lastDayOf(months.to) : asOf;
  const by = groupBy.length;
  const won = reader.sum({
    from: firstDayOf(months.from),
    to,
    upTo,
    filters: alsoKeys(filters, 'status', ['won']),
    groupBy: [...groupings, { dim: monthDimension }, { dim: 'currency' }],
    measures: ['count', 'amount'],
  });
  for (const { keys, sums } of won) {
    const category = categoryOf(groups, keys.slice(0, by), keys[by] ?? null, 'closed');
    category.count += sums['count'] ?? 0n;
    addTo(category.amounts, keys[by + 1] ?? null, sums['amount'] ?? 0n);
    addTo(category.weighted, keys[by + 1] ?? null, (sums['amount'] ?? 0n) * 1000n);
  }
}

function addOpen(reader: JournalReader, question: SalesQuestion, months: Months, groups: Map<string, ForecastGroup>): void {
  const { asOf, upTo, filters, groupBy, groupings, worths } = question;
  const by = groupBy.length;
  const open = reader.sum({
    asOf,
    upTo,
    filters: alsoKeys(filters, 'status', ['open']),
    groupBy: [
      ...groupings,
      { dim: 'expectedClose', map: (date) => dueMonth(date as BusinessDate, asOf) },
      { dim: 'currency' },
      { dim: 'pipeline' },
      { dim: 'stage' },
    ],
    measures: ['count', 'amount'],
  });
  for (const { keys, sums } of open) {
    const month = keys[by] ?? null;
    if (month !== null && (month < months.from || month > months.to)) continue;
    const worth = worths(keys[by + 2] ?? null, keys[by + 3] ?? null);
    const category = categoryOf(groups, keys.slice(0, by), month, worth.forecast);
    category.count += sums['count'] ?? 0n;
    addTo(category.amounts, keys[by + 1] ?? null, sums['amount'] ?? 0n);
    addTo(category.weighted, keys[by + 1] ?? null, (sums['amount'] ?? 0n) * BigInt(worth.probability));
  }
}

/** The month a deal is expected to close in; null where that date has passed. */
function dueMonth(expected: BusinessDate, asOf: BusinessDate): string | null {
  return expected < asOf ? null : monthOf(expected);
}

function categoryOf(
  groups: Map<string, ForecastGroup>,
  keys: readonly (string | null)[],
  month: string | null,
  category: ForecastCategory,
) {
  const id = JSON.stringify([keys, month]);
  const group = groups.get(id) ?? { keys, month, categories: new Map() };
  groups.set(id, group);
  const found = group.categories.get(category) ?? { count: 0n, amounts: new Map(), weighted: new Map() };
  group.categories.set(category, found);
  return found;
}

/** One category as it is shown. */
export function shownCategory(group: ForecastGroup, category: ForecastCategory) {
  const found = group.categories.get(category);
  return {
    count: numberOf(found?.count ?? 0n),
    amounts: moneyOf(found?.amounts ?? new Map()),
    weighted: moneyOf(found?.weighted ?? new Map(), true),
  };
}
