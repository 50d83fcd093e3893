import { type BusinessDate, monthOf } from '@zongheng/kernel';
import { type Amounts, amountsOver, asTheyAre, moneyOf, type Months, type Question, type Rows, withinMonths } from '@zongheng/nest-kit';
import { gathered, type JournalReader } from '@zongheng/projection';

/** The revenue of one group in one month, exact; the month is the last of its keys. */
export interface MonthGroup {
  readonly keys: readonly (string | null)[];
  readonly expected: Amounts;
  readonly invoiced: Amounts;
  readonly collected: Amounts;
}

/** The rows of the months and of no month, or of these the one that a group is. */
export function monthRows(asked: Question, months: Months): Rows {
  return { to: asked.asOf, filters: withinMonths(asked, 'revenueMonth', months, true) };
}

/** What is expected, invoiced and collected of each month, net, as it stood on a date; what is for no month stands under the month null. */
export function monthFigures(reader: JournalReader, question: Question, months: Months, reckoning = asTheyAre): MonthGroup[] {
  const { upTo, groupings } = question;
  const by = groupings.length + 1;
  const rows = monthRows(question, months);
  const sums = reader.sum({
    ...rows,
    upTo,
    groupBy: [...groupings, { dim: 'revenueMonth', map: (day) => monthOf(day as BusinessDate) }, ...reckoning.groupedBy(rows)],
    measures: ['expected', 'invoiced', 'collected'],
  });
  return gathered(by, sums).map(({ keys, rows: [own = []] }) => {
    const over = (measure: string): Amounts => amountsOver(sums, own, by, measure, reckoning);
    return { keys, expected: over('expected'), invoiced: over('invoiced'), collected: over('collected') };
  });
}

export function shownMonth({ keys, expected, invoiced, collected }: MonthGroup) {
  return { month: keys.at(-1) ?? null, expected: moneyOf(expected), invoiced: moneyOf(invoiced), collected: moneyOf(collected) };
}
