import { type BusinessDate, firstDayOf, type Month, monthOf } from '@zongheng/kernel';
import { addTo, also, type Amounts, moneyOf, type Months, type Question, type Rows } from '@zongheng/nest-kit';
import type { JournalReader } from '@zongheng/projection';

const measures = ['expected', 'invoiced', 'collected'] as const;

/** The revenue of one group in one month, exact. */
export interface MonthGroup {
  readonly keys: readonly (string | null)[];
  readonly month: Month | null;
  readonly amounts: Readonly<Record<(typeof measures)[number], Amounts>>;
}

/** The rows of the months and of no month, or of these the one that a group is. */
export function monthRows({ asOf, filters, keys }: Question, { from, to }: Months): Rows {
  const within = also(filters, 'revenueMonth', { from: firstDayOf(from), to: firstDayOf(to), includeNull: true });
  const key = keys['month'];
  if (key === undefined) return { to: asOf, filters: within };
  const isMeant = (day: string | null): boolean => (day === null ? null : monthOf(day as BusinessDate)) === key;
  return { to: asOf, filters: also(within, 'revenueMonth', { matches: isMeant }) };
}

/** What is expected, invoiced and collected of each month, net, as it stood on a date; what is for no month stands under the month null. */
export function monthFigures(reader: JournalReader, question: Question, months: Months): MonthGroup[] {
  const { upTo, groupings } = question;
  const by = groupings.length;
  const groups = new Map<string, MonthGroup>();
  const figures = reader.sum({
    ...monthRows(question, months),
    upTo,
    groupBy: [...groupings, { dim: 'revenueMonth' }, { dim: 'currency' }],
    measures: [...measures],
  });
  for (let index = 0; index < figures.size; index += 1) {
    const first = figures.key(index, by);
    const month = first === null ? null : monthOf(first as BusinessDate);
    const keys = groupings.map((_, at) => figures.key(index, at));
    const id = JSON.stringify([keys, month]);
    const group = groups.get(id) ?? { keys, month, amounts: { expected: new Map(), invoiced: new Map(), collected: new Map() } };
    groups.set(id, group);
    for (const measure of measures) addTo(group.amounts[measure], figures.key(index, by + 1), figures.sum(index, measure));
  }
  return [...groups.values()];
}

export function shownMonth({ month, amounts }: MonthGroup) {
  return { month, expected: moneyOf(amounts.expected), invoiced: moneyOf(amounts.invoiced), collected: moneyOf(amounts.collected) };
}
