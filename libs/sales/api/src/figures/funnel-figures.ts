import type { Money } from '@zongheng/kernel';
import { addAll, addTo, alsoKeys, type Amounts, isNothing, moneyOf, numberOf, type Question } from '@zongheng/nest-kit';
import { type Figures, gathered, gatheredAt, type GatheredGroup, type JournalReader } from '@zongheng/projection';
import type { StageWorths } from '@zongheng/sales-events';

/** What figures of the funnel are computed from: the question, and what stages were worth at its moment. */
export interface SalesQuestion extends Question {
  readonly worths: StageWorths;
}

/** The figures of one group, exact: weighted sums stand in thousandths of minor units until they are shown. */
export interface FunnelGroup {
  readonly keys: readonly (string | null)[];
  count: bigint;
  lines: bigint;
  readonly amounts: Amounts;
  readonly weighted: Amounts;
}

export interface ShownFigures {
  readonly count: number;
  readonly lines: number;
  readonly amounts: readonly Money[];
  /** Amount × the probability in force on the date, rounded once, half to even. */
  readonly weighted: readonly Money[];
}

/**
 * The funnel on a date: deals, lines and amounts by any grouping, weighted by the probabilities of the day. Which groups there are is known at
 * once; the figures of each are made when they are asked for.
 */
export class FunnelFigures {
  readonly groups: readonly GatheredGroup[];
  readonly #by: number;
  readonly #worths: StageWorths;
  readonly #counted: Figures;
  /** Lost stages weigh nothing. */
  readonly #weighed: Figures;

  constructor(reader: JournalReader, { asOf, upTo, filters, groupBy, groupings, worths }: SalesQuestion) {
    this.#by = groupBy.length;
    this.#worths = worths;
    this.#counted = reader.sum({
      asOf,
      upTo,
      filters,
      groupBy: [...groupings, { dim: 'currency' }],
      measures: ['count', 'lines', 'amount'],
    });
    this.#weighed = reader.sum({
      asOf,
      upTo,
      filters: alsoKeys(filters, 'status', ['open', 'won']),
      groupBy: [...groupings, { dim: 'currency' }, { dim: 'pipeline' }, { dim: 'stage' }],
      measures: ['amount'],
    });
    this.groups = gathered(this.#by, this.#counted, this.#weighed);
  }

  /** The figures of a group; of none where it is undefined. */
  of(group: GatheredGroup | undefined): FunnelGroup {
    const [counted = [], weighed = []] = group?.rows ?? [];
    const figures = emptyGroup(group?.keys ?? []);
    for (const row of counted) this.#count(figures, row, [row]);
    for (const row of weighed) this.#weigh(figures, row, [row]);
    return figures;
  }

  /** Whether nothing stands in a group. */
  isEmpty(group: GatheredGroup | undefined): boolean {
    const counted = group?.rowsIn(0) ?? 0;
    // An answer has no groups without any sum, so where there is one row alone, something stands in it.
    return counted === 0 || (counted > 1 && isEmpty(this.of(group)));
  }

  /** The sum over all groups. */
  total(): FunnelGroup {
    const figures = emptyGroup([]);
    const [currency, pipeline, stage] = [this.#by, this.#by + 1, this.#by + 2];
    for (const { rows } of gatheredAt([currency], [this.#counted])) this.#count(figures, rows[0]?.[0] ?? 0, rows[0] ?? []);
    for (const { rows } of gatheredAt([currency, pipeline, stage], [this.#weighed])) this.#weigh(figures, rows[0]?.[0] ?? 0, rows[0] ?? []);
    return figures;
  }

  /** Adds rows of one currency, that of `first`. */
  #count(into: FunnelGroup, first: number, rows: readonly number[]): void {
    into.count += this.#counted.sumOver(rows, 'count');
    into.lines += this.#counted.sumOver(rows, 'lines');
    addTo(into.amounts, this.#counted.key(first, this.#by), this.#counted.sumOver(rows, 'amount'));
  }

  /** Adds the amounts of rows of one currency and stage, those of `first`, times the probability. */
  #weigh(into: FunnelGroup, first: number, rows: readonly number[]): void {
    const { probability } = this.#worths(this.#weighed.key(first, this.#by + 1), this.#weighed.key(first, this.#by + 2));
    if (probability === 0) return;
    addTo(into.weighted, this.#weighed.key(first, this.#by), this.#weighed.sumOver(rows, 'amount') * BigInt(probability));
  }
}

function emptyGroup(keys: FunnelGroup['keys']): FunnelGroup {
  return { keys, count: 0n, lines: 0n, amounts: new Map(), weighted: new Map() };
}

/** What changed from one group to another. */
export function changeOf(before: FunnelGroup, after: FunnelGroup): FunnelGroup {
  const change = emptyGroup(after.keys);
  accumulate(change, after, 1n);
  accumulate(change, before, -1n);
  return change;
}

function accumulate(into: FunnelGroup, group: FunnelGroup, sign: 1n | -1n): void {
  into.count += sign * group.count;
  into.lines += sign * group.lines;
  addAll(into.amounts, group.amounts, sign);
  addAll(into.weighted, group.weighted, sign);
}

/** Figures as they are shown: rounded once. */
export function shown(group: FunnelGroup): ShownFigures {
  return {
    count: numberOf(group.count),
    lines: numberOf(group.lines),
    amounts: moneyOf(group.amounts),
    weighted: moneyOf(group.weighted, true),
  };
}

function isEmpty(group: FunnelGroup): boolean {
  return group.count === 0n && group.lines === 0n && isNothing(group.amounts);
}
