import { type BusinessDate, firstDayOf, isMonth, lastDayOf, type Money, monthOf } from '@zongheng/kernel';
import { addTo, also, alsoKeys, type Amounts, amountsOver, moneyOf, type Months, type Rows } from '@zongheng/nest-kit';
import { gathered, type GatheredGroup, type JournalReader, monthDimension } from '@zongheng/projection';
import type { SalesQuestion } from './funnel-figures.ts';

export interface AnalysisFigures {
  readonly month: string | null;
  /** What was won in the month. */
  readonly sold: readonly Money[];
  /** What is open and expected to close in the month. */
  readonly planned: readonly Money[];
  /** The same, each amount × the probability of its stage. */
  readonly plannedWeighted: readonly Money[];
}

/** Groups whose last key is their month, and the figures of each, made when they are asked for. */
export interface Analysis {
  readonly groups: readonly GatheredGroup[];
  of(group: GatheredGroup): AnalysisFigures;
}

/** What was won in the months, up to the date asked; nothing where a group is of no month. */
export function soldIn({ asOf, filters, keys }: SalesQuestion, months: Months): Rows {
  const { from, to } = monthsMeant(keys['month'], months);
  const won = alsoKeys(filters, 'status', keys['month'] === null ? [] : ['won']);
  return { from: firstDayOf(from), to: lastDayOf(to) < asOf ? lastDayOf(to) : asOf, filters: won };
}

/** What is open and expected to close in the months. */
export function plannedFor({ asOf, filters, keys }: SalesQuestion, months: Months): Rows {
  const { from, to } = monthsMeant(keys['month'], months);
  const expected = { from: firstDayOf(from), to: lastDayOf(to) };
  return { to: asOf, filters: also(alsoKeys(filters, 'status', ['open']), 'expectedClose', expected) };
}

/** The months asked for, or of these the one that a group is. */
function monthsMeant(key: string | null | undefined, months: Months): Months {
  if (key === undefined || key === null || !isMonth(key)) return months;
  return { from: key < months.from ? months.from : key, to: key > months.to ? months.to : key };
}

/** Planned against sold, by month and whatever else is asked: product line, region, segment. */
export function analysisFigures(reader: JournalReader, question: SalesQuestion, months: Months): Analysis {
  const { upTo, groupBy, groupings, worths } = question;
  const by = groupBy.length;
  const sold = reader.sum({
    ...soldIn(question, months),
    upTo,
    groupBy: [...groupings, { dim: monthDimension }, { dim: 'currency' }],
    measures: ['amount'],
  });
  const planned = reader.sum({
    ...plannedFor(question, months),
    upTo,
    groupBy: [
      ...groupings,
      { dim: 'expectedClose', map: (date) => monthOf(date as BusinessDate) },
      { dim: 'currency' },
      { dim: 'pipeline' },
      { dim: 'stage' },
    ],
    measures: ['amount'],
  });
  return {
    groups: gathered(by + 1, sold, planned),
    of({ keys, rows: [soldRows = [], plannedRows = []] }) {
      const weighted: Amounts = new Map();
      for (const row of plannedRows) {
        const { probability } = worths(planned.key(row, by + 2), planned.key(row, by + 3));
        addTo(weighted, planned.key(row, by + 1), planned.sum(row, 'amount') * BigInt(probability));
      }
      return {
        month: keys[by] ?? null,
        sold: moneyOf(amountsOver(sold, soldRows, by + 1, 'amount')),
        planned: moneyOf(amountsOver(planned, plannedRows, by + 1, 'amount')),
        plannedWeighted: moneyOf(weighted, true),
      };
    },
  };
}
