import { addMonths, type BusinessDate, firstDayOf, lastDayOf, monthOf } from '@zongheng/kernel';
import { addTo, also, type Amounts, type Months, type Question, type Rows } from '@zongheng/nest-kit';
import type { JournalReader } from '@zongheng/projection';

/** Amounts of one group; a group by month has its month last among the keys. */
export interface AmountGroup {
  readonly keys: readonly (string | null)[];
  readonly amounts: Amounts;
}

/** What the months from one to another are expected to bring, as of a date: by what is asked to group by, and by month. */
export function expectedFigures(reader: JournalReader, question: Question, months: Months): AmountGroup[] {
  return sumsOf(reader, question, expectedRows(question, months), true);
}

/** What is expected of the months, or of these the one that a group is. */
export function expectedRows({ asOf, filters, keys }: Question, months: Months): Rows {
  const within = also(filters, 'revenueMonth', { from: firstDayOf(months.from), to: lastDayOf(months.to) });
  const key = keys['month'];
  if (key === undefined) return { to: asOf, filters: within };
  return { to: asOf, filters: also(within, 'revenueMonth', { matches: (day) => day !== null && monthOf(day as BusinessDate) === key }) };
}

/** What is still to come on a date: the months after that of the date. */
export function backlogFigures(reader: JournalReader, question: Question): AmountGroup[] {
  return sumsOf(reader, question, backlogRows(question), false);
}

/** The months after that of the date. */
export function backlogRows({ asOf, filters }: Question): Rows {
  return { to: asOf, filters: also(filters, 'revenueMonth', { from: firstDayOf(addMonths(monthOf(asOf), 1)) }) };
}

function sumsOf(reader: JournalReader, { upTo, groupBy, groupings }: Question, rows: Rows, byMonth: boolean): AmountGroup[] {
  const by = groupBy.length + (byMonth ? 1 : 0);
  const month = byMonth ? [{ dim: 'revenueMonth', map: (day: string) => monthOf(day as BusinessDate) }] : [];
  const sums = reader.sum({
    ...rows,
    upTo,
    groupBy: [...groupings, ...month, { dim: 'currency' }],
    measures: ['amount'],
  });
  const groups = new Map<string, AmountGroup>();
  for (const { keys, sums: figures } of sums) {
    const id = JSON.stringify(keys.slice(0, by));
    const group = groups.get(id) ?? { keys: keys.slice(0, by), amounts: new Map() };
    groups.set(id, group);
    addTo(group.amounts, keys[by] ?? null, figures['amount'] ?? 0n);
  }
  return [...groups.values()].filter(({ amounts }) => [...amounts.values()].some((minor) => minor !== 0n));
}

/** The sum over groups. */
export function totalOf(groups: readonly AmountGroup[]): Amounts {
  const total: Amounts = new Map();
  for (const { amounts } of groups) for (const [currency, minor] of amounts) addTo(total, currency, minor);
  return total;
}
