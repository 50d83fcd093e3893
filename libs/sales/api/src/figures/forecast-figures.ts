import { type BusinessDate, firstDayOf, lastDayOf, monthOf } from '@zongheng/kernel';
import { addTo, alsoKeys, type Amounts, moneyOf, type Months, numberOf } from '@zongheng/nest-kit';
import { type Figures, gathered, type GatheredGroup, type JournalReader, monthDimension } from '@zongheng/projection';
import type { ForecastCategory } from '@zongheng/sales-events';
import type { SalesQuestion } from './funnel-figures.ts';

interface CategoryFigures {
  count: bigint;
  readonly amounts: Amounts;
  readonly weighted: Amounts;
}

/** Deals and amounts by category. */
export type ForecastFigures = ReadonlyMap<ForecastCategory, CategoryFigures>;

/** Groups whose last key is their month, and the figures of each, made when they are asked for. */
export interface Forecast {
  readonly groups: readonly GatheredGroup[];
  of(group: GatheredGroup): ForecastFigures;
}

/**
 * A forecast for some months as of a date: `closed` is what was won in the month up to then, the others are open deals expected to close in
 * it. Open deals whose expected close has passed, or that have none, stand under the month null: they are due to be looked at.
 */
export function forecastFigures(reader: JournalReader, question: SalesQuestion, months: Months): Forecast {
  const by = question.groupBy.length;
  const closed = closedIn(reader, question, months);
  const open = openOn(reader, question);
  const isAsked = (month: string | null): boolean => month === null || (month >= months.from && month <= months.to);
  return {
    groups: gathered(by + 1, closed, open).filter(({ keys }) => isAsked(keys[by] ?? null)),
    of({ rows: [closedRows = [], openRows = []] }) {
      const categories = new Map<ForecastCategory, CategoryFigures>();
      for (const row of closedRows) {
        const amount = closed.sum(row, 'amount');
        add(categories, 'closed', { count: closed.sum(row, 'count'), currency: closed.key(row, by + 1), amount, probability: 1000 });
      }
      for (const row of openRows) {
        const { forecast, probability } = question.worths(open.key(row, by + 2), open.key(row, by + 3));
        const amount = open.sum(row, 'amount');
        add(categories, forecast, { count: open.sum(row, 'count'), currency: open.key(row, by + 1), amount, probability });
      }
      return categories;
    },
  };
}

function closedIn(reader: JournalReader, { asOf, upTo, filters, groupings }: SalesQuestion, months: Months): Figures {
  const to = lastDayOf(months.to) < asOf ? lastDayOf(months.to) : asOf;
  return reader.sum({
    from: firstDayOf(months.from),
    to,
    upTo,
    filters: alsoKeys(filters, 'status', ['won']),
    groupBy: [...groupings, { dim: monthDimension }, { dim: 'currency' }],
    measures: ['count', 'amount'],
  });
}

function openOn(reader: JournalReader, { asOf, upTo, filters, groupings }: SalesQuestion): Figures {
  return reader.sum({
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
}

/** The month a deal is expected to close in; null where that date has passed. */
function dueMonth(expected: BusinessDate, asOf: BusinessDate): string | null {
  return expected < asOf ? null : monthOf(expected);
}

interface Added {
  readonly count: bigint;
  readonly currency: string | null;
  readonly amount: bigint;
  /** Per mille. */
  readonly probability: number;
}

function add(categories: Map<ForecastCategory, CategoryFigures>, category: ForecastCategory, added: Added): void {
  const found = categories.get(category) ?? { count: 0n, amounts: new Map(), weighted: new Map() };
  categories.set(category, found);
  found.count += added.count;
  addTo(found.amounts, added.currency, added.amount);
  addTo(found.weighted, added.currency, added.amount * BigInt(added.probability));
}

/** One category as it is shown. */
export function shownCategory(figures: ForecastFigures, category: ForecastCategory) {
  const found = figures.get(category);
  return {
    count: numberOf(found?.count ?? 0n),
    amounts: moneyOf(found?.amounts ?? new Map()),
    weighted: moneyOf(found?.weighted ?? new Map(), true),
  };
}
