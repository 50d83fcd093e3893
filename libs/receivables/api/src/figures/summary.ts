import { addDays, type BusinessDate, divideHalfEven, perMilleOf } from '@zongheng/kernel';
import { addTo, also, type Amounts, moneyOf, numberOf, type Question, type Rows } from '@zongheng/nest-kit';
import type { JournalReader, KeyFilter, RowChoice } from '@zongheng/projection';

/** Over how many days sales are counted for DSO. */
export const dsoDays = 90;

const balances = ['open', 'invoices', 'credit'] as const;
export const flows = [
  'issued',
  'invoiced',
  'invoicedNet',
  'credited',
  'collected',
  'collectedNet',
  'writtenOff',
  'received',
  'refunded',
] as const;
const money = [
  'open',
  'credit',
  'invoiced',
  'invoicedNet',
  'credited',
  'collected',
  'collectedNet',
  'writtenOff',
  'received',
  'refunded',
] as const;
const parts = ['overdue', 'notYetDue', 'openBefore', 'sales'] as const;
type Counted = 'invoices' | 'issued';
type Summed = (typeof money)[number] | (typeof parts)[number];

/** The receivables of one group at the end of a period and over it, exact. */
export interface SummaryGroup {
  readonly keys: readonly (string | null)[];
  readonly counts: Record<Counted, bigint>;
  readonly sums: Readonly<Record<Summed, Amounts>>;
}

/** What stands at the end of a period, what came and went in it, and what the rates are made of; by any grouping. */
export function summaryFigures(reader: JournalReader, question: Question): SummaryGroup[] {
  const groups = new Map<string, SummaryGroup>();
  const gather = (rows: Rows, names: Readonly<Record<string, Summed | Counted>>): void =>
    gathered(groups, reader, question, { ...rows, upTo: question.upTo }, names);
  gather(summaryRows.standing(question), Object.fromEntries(balances.map((name) => [name, name])));
  gather(summaryRows.overdue(question), { open: 'overdue' });
  gather(summaryRows.notYetDue(question), { open: 'notYetDue' });
  gather(summaryRows.before(question), { open: 'openBefore' });
  gather(summaryRows.passing(question), Object.fromEntries(flows.map((name) => [name, name])));
  gather(summaryRows.sales(question), { invoiced: 'sales' });
  return [...groups.values()];
}

/** The rows that each part of the summary sums. */
export const summaryRows = {
  /** At the end of the period, or on the date asked where that is earlier. */
  standing: (asked: Question): Rows => ({ to: endOf(asked), filters: asked.filters }),
  overdue: (asked: Question): Rows => dueIn(asked, { to: addDays(endOf(asked), -1) }),
  notYetDue: (asked: Question): Rows => dueIn(asked, { from: endOf(asked) }),
  /** Before the period begins. */
  before: ({ filters, period }: Question): Rows => ({ to: addDays(period.from, -1), filters }),
  passing: (asked: Question): Rows => ({ from: asked.period.from, to: endOf(asked), filters: asked.filters }),
  /** What DSO is reckoned by. */
  sales: (asked: Question): Rows => ({ from: addDays(endOf(asked), 1 - dsoDays), to: endOf(asked), filters: asked.filters }),
};

function endOf({ asOf, period: { to } }: Question): BusinessDate {
  return to < asOf ? to : asOf;
}

function dueIn(asked: Question, due: KeyFilter): Rows {
  return { to: endOf(asked), filters: also(asked.filters, 'due', due) };
}

function gathered(
  groups: Map<string, SummaryGroup>,
  reader: JournalReader,
  { groupings }: Question,
  choice: RowChoice,
  names: Readonly<Record<string, Summed | Counted>>,
): void {
  const figures = reader.sum({ ...choice, groupBy: [...groupings, { dim: 'currency' }], measures: Object.keys(names) });
  for (let index = 0; index < figures.size; index += 1) {
    const group = groupFor(
      groups,
      groupings.map((_, at) => figures.key(index, at)),
    );
    for (const [measure, name] of Object.entries(names)) {
      const sum = figures.sum(index, measure);
      if (name === 'invoices' || name === 'issued') group.counts[name] += sum;
      else addTo(group.sums[name], figures.key(index, groupings.length), sum);
    }
  }
}

function groupFor(groups: Map<string, SummaryGroup>, keys: SummaryGroup['keys']): SummaryGroup {
  const id = JSON.stringify(keys);
  const group = groups.get(id) ?? { keys, counts: { invoices: 0n, issued: 0n }, sums: emptySums() };
  groups.set(id, group);
  return group;
}

function emptySums(): SummaryGroup['sums'] {
  // Every name has its map.
  return Object.fromEntries([...money, ...parts].map((name) => [name, new Map()])) as Record<Summed, Amounts>;
}

export function summaryTotal(groups: readonly SummaryGroup[]): SummaryGroup {
  const total: SummaryGroup = { keys: [], counts: { invoices: 0n, issued: 0n }, sums: emptySums() };
  for (const group of groups) {
    total.counts.invoices += group.counts.invoices;
    total.counts.issued += group.counts.issued;
    for (const name of [...money, ...parts]) {
      for (const [currency, minor] of group.sums[name]) addTo(total.sums[name], currency, minor);
    }
  }
  return total;
}

/**
 * A group as it is shown. DSO = open at the end ÷ invoiced in the 90 days up to it × 90, in days to one decimal; effectiveness = (open at
 * start + invoiced − open at end) ÷ (open at start + invoiced − not yet due at end), in per mille; each computed exactly and rounded once,
 * half to even; null where nothing is there to divide by. By currency, like every amount.
 */
export function shownSummary({ counts, sums }: SummaryGroup) {
  const currencies = [...new Set([...money, ...parts].flatMap((name) => [...sums[name].keys()]))].toSorted();
  const of = (name: Summed, currency: string): bigint => sums[name].get(currency) ?? 0n;
  return {
    invoices: numberOf(counts.invoices),
    issued: numberOf(counts.issued),
    overdue: moneyOf(sums.overdue),
    ...Object.fromEntries(money.map((name) => [name, moneyOf(sums[name])])),
    rates: currencies.map((currency) => {
      const paidOrDue = of('openBefore', currency) + of('invoiced', currency);
      return {
        currency,
        dso: dsoOf(of('open', currency), of('sales', currency)),
        effectiveness: perMilleOf(paidOrDue - of('open', currency), paidOrDue - of('notYetDue', currency)),
      };
    }),
  };
}

function dsoOf(open: bigint, sales: bigint): number | null {
  return sales === 0n ? null : Number(divideHalfEven(open * BigInt(dsoDays) * 10n, sales)) / 10;
}
