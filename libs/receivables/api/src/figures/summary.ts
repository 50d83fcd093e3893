import { addDays, type BusinessDate, divideHalfEven, perMilleOf } from '@zongheng/kernel';
import {
  addAll,
  also,
  type Amounts,
  amountsOver,
  asTheyAre,
  currencyOf,
  moneyOf,
  numberOf,
  type Question,
  type Rows,
} from '@zongheng/nest-kit';
import { gathered, type JournalReader, type KeyFilter } from '@zongheng/projection';

/** Over how many days sales are counted for DSO. */
export const dsoDays = 90;

const flows = ['issued', 'invoiced', 'invoicedNet', 'credited', 'collected', 'collectedNet', 'writtenOff', 'received', 'refunded'] as const;
const money = ['open', 'credit', ...flows.filter((name) => name !== 'issued')] as const;
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
export function summaryFigures(reader: JournalReader, question: Question, reckoning = asTheyAre): SummaryGroup[] {
  const { groupings, upTo } = question;
  const answers = summed.map(({ rows: rowsOf, names }) => {
    const rows = rowsOf(question);
    return reader.sum({ ...rows, upTo, groupBy: [...groupings, ...reckoning.groupedBy(rows)], measures: Object.keys(names) });
  });
  return gathered(groupings.length, ...answers).map(({ keys, rows }) => {
    const group = emptyGroup(keys);
    for (const [at, { names }] of summed.entries()) {
      const [figures, mine] = [answers[at], rows[at] ?? []];
      if (!figures) continue;
      for (const [measure, name] of Object.entries(names)) {
        if (name === 'invoices' || name === 'issued') group.counts[name] += figures.sumOver(mine, measure);
        else addAll(group.sums[name], amountsOver(figures, mine, groupings.length, measure, reckoning));
      }
    }
    return group;
  });
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

/** Which rows are summed, and what each of their measures is called in the summary. */
const summed: readonly { readonly rows: (asked: Question) => Rows; readonly names: Readonly<Record<string, Summed | Counted>> }[] = [
  { rows: summaryRows.standing, names: { open: 'open', invoices: 'invoices', credit: 'credit' } },
  { rows: summaryRows.overdue, names: { open: 'overdue' } },
  { rows: summaryRows.notYetDue, names: { open: 'notYetDue' } },
  { rows: summaryRows.before, names: { open: 'openBefore' } },
  { rows: summaryRows.passing, names: Object.fromEntries(flows.map((name) => [name, name])) },
  { rows: summaryRows.sales, names: { invoiced: 'sales' } },
];

function emptyGroup(keys: SummaryGroup['keys']): SummaryGroup {
  // Every name has its map.
  const sums = Object.fromEntries([...money, ...parts].map((name) => [name, new Map()])) as Record<Summed, Amounts>;
  return { keys, counts: { invoices: 0n, issued: 0n }, sums };
}

export function summaryTotal(groups: readonly SummaryGroup[]): SummaryGroup {
  const total = emptyGroup([]);
  for (const group of groups) {
    total.counts.invoices += group.counts.invoices;
    total.counts.issued += group.counts.issued;
    for (const name of [...money, ...parts]) addAll(total.sums[name], group.sums[name]);
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
        currency: currencyOf(currency),
        dso: dsoOf(of('open', currency), of('sales', currency)),
        effectiveness: perMilleOf(paidOrDue - of('open', currency), paidOrDue - of('notYetDue', currency)),
      };
    }),
  };
}

function dsoOf(open: bigint, sales: bigint): number | null {
  return sales === 0n ? null : Number(divideHalfEven(open * BigInt(dsoDays) * 10n, sales)) / 10;
}
