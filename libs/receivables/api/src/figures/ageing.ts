import { type BusinessDate, dayOf } from '@zongheng/kernel';
import {
  addAll,
  also,
  type Amounts,
  amountsInAll,
  amountsOver,
  asTheyAre,
  isNothing,
  moneyOf,
  numberOf,
  type Question,
  type Reckoning,
  type Rows,
} from '@zongheng/nest-kit';
import { type Figures, gathered, type GatheredGroup, type Grouping, type JournalReader } from '@zongheng/projection';
import type { AgeingBucket } from '@zongheng/receivables-events';

/** The name under which days overdue are grouped by the buckets in force. */
export const bucketName = 'bucket';

/** What is open in a group, exact. */
export interface AgeingGroup {
  readonly invoices: bigint;
  readonly open: Amounts;
}

/** The bucket of an invoice by its due date, on a date. */
export function bucketOf(buckets: readonly AgeingBucket[], due: BusinessDate, on: BusinessDate): string | null {
  const overdue = dayOf(on) - dayOf(due);
  return buckets.find(({ from, to }) => (from === null || overdue >= from) && (to === null || overdue <= to))?.bucket ?? null;
}

/** Groupings with those that only the date asked can tell. */
export function groupingsWith(question: Question, buckets: readonly AgeingBucket[]): readonly Grouping[] {
  const byBucket: Grouping = { dim: 'due', map: (due) => bucketOf(buckets, due as BusinessDate, question.asOf) };
  return question.groupBy.map((name, index) => (name === bucketName ? byBucket : (question.groupings[index] ?? { dim: name })));
}

/** What is open on a date: of one bucket where a group is one. */
export function agedRows({ asOf, filters, keys, buckets }: Question & { readonly buckets: readonly AgeingBucket[] }): Rows {
  const bucket = keys[bucketName];
  if (bucket === undefined) return { to: asOf, filters };
  const isIn = (due: string | null): boolean => (due === null ? null : bucketOf(buckets, due as BusinessDate, asOf)) === bucket;
  return { to: asOf, filters: also(filters, 'due', { matches: isIn }) };
}

/** What is open on a date, by any grouping. Which groups there are is known at once; the figures of each are made when they are asked for. */
export class AgeingFigures {
  readonly groups: readonly GatheredGroup[];
  readonly #figures: Figures;
  readonly #by: number;
  readonly #reckoning: Reckoning;

  constructor(
    reader: JournalReader,
    { asOf, upTo, filters }: Pick<Question, 'asOf' | 'upTo' | 'filters'>,
    groupings: readonly Grouping[],
    reckoning = asTheyAre,
  ) {
    this.#by = groupings.length;
    this.#reckoning = reckoning;
    this.#figures = reader.sum({
      asOf,
      upTo,
      filters,
      groupBy: [...groupings, ...reckoning.groupedBy({ asOf })],
      measures: ['open', 'invoices'],
    });
    this.groups = gathered(this.#by, this.#figures).filter((group) => !this.#isEmpty(group));
  }

  /** The figures of a group; of none where it is undefined. */
  of(group: GatheredGroup | undefined): AgeingGroup {
    const [rows = []] = group?.rows ?? [];
    return {
      invoices: this.#figures.sumOver(rows, 'invoices'),
      open: amountsOver(this.#figures, rows, this.#by, 'open', this.#reckoning),
    };
  }

  /** The sum over all groups. */
  total(): AgeingGroup {
    return { invoices: this.#figures.total('invoices'), open: amountsInAll(this.#figures, this.#by, 'open', this.#reckoning) };
  }

  #isEmpty(group: GatheredGroup): boolean {
    // An answer has no groups without any sum, so where there is one row alone, something stands in it.
    if (group.rowsIn(0) === 1) return false;
    const { invoices, open } = this.of(group);
    return invoices === 0n && isNothing(open);
  }
}

/** What changed from one group to another. */
export function ageingChange(from: AgeingGroup, to: AgeingGroup): AgeingGroup {
  const open: Amounts = new Map(to.open);
  addAll(open, from.open, -1n);
  return { invoices: to.invoices - from.invoices, open };
}

export function shownAgeing({ invoices, open }: AgeingGroup) {
  return { invoices: numberOf(invoices), open: moneyOf(open) };
}
