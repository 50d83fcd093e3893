import { type BusinessDate, firstDayOf, lastDayOf, type Money, monthOf } from '@zongheng/kernel';
import { addTo, alsoKeys, type Amounts, moneyOf, type Months } from '@zongheng/nest-kit';
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

/** Planned against sold, by month and whatever else is asked: product line, region, segment. */
export function analysisFigures(reader: JournalReader, question: SalesQuestion, months: Months): Analysis {
  const { asOf, upTo, filters, groupBy, groupings, worths } = question;
  const by = groupBy.length;
  const to = lastDayOf(months.to) < asOf ? lastDayOf(months.to) : asOf;
  const sold = reader.sum({
    from: firstDayOf(months.from),
    to,
    upTo,
    filters: alsoKeys(filters, 'status', ['won']),
    groupBy: [...groupings, { dim: monthDimension }, { dim: 'currency' }],
    measures: ['amount'],
  });
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
  return {
    groups: gathered(by + 1, sold, planned),
    of({ keys, rows: [soldRows = [], plannedRows = []] }) {
      const amounts: Record<'sold' | 'planned' | 'weighted', Amounts> = { sold: new Map(), planned: new Map(), weighted: new Map() };
      for (const row of soldRows) addTo(amounts.sold, sold.key(row, by + 1), sold.sum(row, 'amount'));
      for (const row of plannedRows) {
        const [currency, amount] = [planned.key(row, by + 1), planned.sum(row, 'amount')];
        addTo(amounts.planned, currency, amount);
        addTo(amounts.weighted, currency, amount * BigInt(worths(planned.key(row, by + 2), planned.key(row, by + 3)).probability));
      }
      return {
        month: keys[by] ?? null,
        sold: moneyOf(amounts.sold),
        planned: moneyOf(amounts.planned),
        plannedWeighted: moneyOf(amounts.weighted, true),
      };
    },
  };
}
