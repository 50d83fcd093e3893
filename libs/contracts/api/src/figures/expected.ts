import { addMonths, type BusinessDate, firstDayOf, monthOf } from '@zongheng/kernel';
import {
  addAll,
  also,
  type Amounts,
  amountsOver,
  asTheyAre,
  isNothing,
  type Months,
  type Question,
  type Reckoning,
  type Rows,
  withinMonths,
} from '@zongheng/nest-kit';
import { gathered, type JournalReader } from '@zongheng/projection';

/** Amounts of one group; a group by month has its month last among the keys. */
export interface AmountGroup {
  readonly keys: readonly (string | null)[];
  readonly amounts: Amounts;
}

/** What the months from one to another are expected to bring, as of a date: by what is asked to group by, and by month. */
export function expectedFigures(reader: JournalReader, question: Question, months: Months, reckoning = asTheyAre): AmountGroup[] {
  return sumsOf(reader, question, { rows: expectedRows(question, months), byMonth: true, reckoning });
}

/** What is expected of the months, or of these the one that a group is. */
export function expectedRows(asked: Question, months: Months): Rows {
  return { to: asked.asOf, filters: withinMonths(asked, 'revenueMonth', months) };
}

/** What is still to come on a date: the months after that of the date. */
export function backlogFigures(reader: JournalReader, question: Question, reckoning = asTheyAre): AmountGroup[] {
  return sumsOf(reader, question, { rows: backlogRows(question), byMonth: false, reckoning });
}

/** The months after that of the date. */
export function backlogRows({ asOf, filters }: Question): Rows {
  return { to: asOf, filters: also(filters, 'revenueMonth', { from: firstDayOf(addMonths(monthOf(asOf), 1)) }) };
}

interface Summing {
  readonly rows: Rows;
  readonly byMonth: boolean;
  readonly reckoning: Reckoning;
}

function sumsOf(reader: JournalReader, { upTo, groupBy, groupings }: Question, { rows, byMonth, reckoning }: Summing): AmountGroup[] {
  const by = groupBy.length + (byMonth ? 1 : 0);
  const month = byMonth ? [{ dim: 'revenueMonth', map: (day: string) => monthOf(day as BusinessDate) }] : [];
  const sums = reader.sum({ ...rows, upTo, groupBy: [...groupings, ...month, ...reckoning.groupedBy(rows)], measures: ['amount'] });
  return gathered(by, sums)
    .map(({ keys, rows: [summed = []] }) => ({ keys, amounts: amountsOver(sums, summed, by, 'amount', reckoning) }))
    .filter(({ amounts }) => !isNothing(amounts));
}

/** The sum over groups. */
export function totalOf(groups: readonly AmountGroup[]): Amounts {
  const total: Amounts = new Map();
  for (const { amounts } of groups) addAll(total, amounts);
  return total;
}
