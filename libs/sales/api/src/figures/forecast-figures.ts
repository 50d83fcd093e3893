import { type BusinessDate, monthOf } from '@zongheng/kernel';
import { addTo, also, type Amounts, balance, moneyOf, type Months, numberOf, type Rows } from '@zongheng/nest-kit';
import { type Figures, gathered, type GatheredGroup, type JournalReader, monthDimension } from '@zongheng/projection';
import type { ForecastCategory } from '@zongheng/sales-events';
import { soldIn } from './analysis-figures.ts';
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
    of({ rows: [won = [], stillOpen = []] }) {
      const categories = new Map<ForecastCategory, CategoryFigures>();
      for (const row of won) {
        const amount = closed.sum(row, 'amount');
        add(categories, 'closed', { count: closed.sum(row, 'count'), currency: closed.key(row, by + 1), amount, probability: 1000 });
      }
      for (const row of stillOpen) {
        const { forecast, probability } = question.worths(open.key(row, by + 2), open.key(row, by + 3));
        const amount = open.sum(row, 'amount');
        add(categories, forecast, { count: open.sum(row, 'count'), currency: open.key(row, by + 1), amount, probability });
      }
      return categories;
    },
  };
}

function closedIn(reader: JournalReader, question: SalesQuestion, months: Months): Figures {
  return reader.sum({
    ...soldIn(question, months),
    upTo: question.upTo,
    groupBy: [...question.groupings, { dim: monthDimension }, { dim: 'currency' }],
    measures: ['count', 'amount'],
  });
}

const openRows = balance({ status: ['open'] });

/** Of all months: those that are not asked for cost less than looking at every row’s date. */
function openOn(reader: JournalReader, question: SalesQuestion): Figures {
  const { asOf, upTo, groupings } = question;
  return reader.sum({
    ...openRows(question),
    upTo,
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

/** What is open and expected to close in the months, or is overdue: its date has passed, or there is none. */
export function dueRows(question: SalesQuestion, months: Months): Rows {
  const { asOf, keys } = question;
  const month = keys['month'];
  const isDue = (date: string | null): boolean => {
    const due = date === null ? null : dueMonth(date as BusinessDate, asOf);
    if (month !== undefined) return due === month;
    return due === null || (due >= months.from && due <= months.to);
  };
  const open = openRows(question);
  return { ...open, filters: also(open.filters, 'expectedClose', { matches: isDue }) };
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
