import type { BusinessDate } from '@zongheng/kernel';

/**
 * Which rows of a journal: every bound given must hold.
 * A balance on a date is `asOf`, a flow is `from` … `to`; what was known at a recorded moment is `upTo`, what was learned between two is
 * `after` … `upTo`.
 */
export interface RowChoice {
  /** Rows on or before this date. */
  readonly asOf?: BusinessDate | undefined;
  /** Rows on or after this date. */
  readonly from?: BusinessDate | undefined;
  /** Rows on or before this date. */
  readonly to?: BusinessDate | undefined;
  /** Rows of events up to and with this position; by default, and at most, the watermark. */
  readonly upTo?: number | undefined;
  /** Rows of events above this position. */
  readonly after?: number | undefined;
  /** By dimension; all of them must hold. */
  readonly filters?: Readonly<Record<string, KeyFilter>> | undefined;
}

/** Which keys of a dimension: those listed (null: none), those of a range of dates, or those that a function says. */
export type KeyFilter =
  | { readonly keys: ReadonlySet<string | null> }
  | { readonly from?: BusinessDate | undefined; readonly to?: BusinessDate | undefined; readonly includeNull?: boolean | undefined }
  | { readonly matches: (key: string | null) => boolean };

/**
 * A dimension to group by, or `date`, the business date itself, or `month`, its month `YYYY-MM`. By the month is much cheaper than by the
 * date through a map, where a rollup has it.
 */
export interface Grouping {
  readonly dim: string;
  /**
   * What to group a key under: its unit's division, its date's month. Called once for each key of the dimension that the journal knows, not
   * for each row; rows without a key are grouped under null in any case.
   */
  readonly map?: ((key: string) => string | null) | undefined;
}

export interface SumQuery extends RowChoice {
  /** No grouping: one total. */
  readonly groupBy?: readonly Grouping[] | undefined;
  /** By default all of them. */
  readonly measures?: readonly string[] | undefined;
  /** Also the groups whose rows sum to zero in every measure. Reads every row: slower on a large journal. */
  readonly withZeros?: boolean | undefined;
}

export interface ExplainQuery extends RowChoice {
  /** Only rows that say something of one of these measures, and these of each row; by default all. */
  readonly measures?: readonly string[] | undefined;
  /** Only rows of the events at these positions. */
  readonly only?: ReadonlySet<number> | undefined;
  /** No rows of the events at these positions. */
  readonly except?: ReadonlySet<number> | undefined;
  /** At most so many rows. */
  readonly limit: number;
  /** Where the page before ended. */
  readonly cursor?: RowCursor | null | undefined;
}

/** A row's place in the order of an explanation. */
export interface RowCursor {
  readonly date: BusinessDate;
  readonly position: number;
  /** Which of the rows that an event has on that date, from 0. */
  readonly ordinal: number;
}

/** A contribution behind a figure. */
export interface ExplainedRow {
  readonly date: BusinessDate;
  /** Of the event that contributed it. */
  readonly position: number;
  readonly cell: Readonly<Record<string, string | null>>;
  readonly measures: Readonly<Record<string, number>>;
}

export interface Explanation {
  readonly rows: readonly ExplainedRow[];
  /** Where to go on; null where nothing follows. */
  readonly next: RowCursor | null;
  /** The position that the answer holds at: the `upTo` asked for, or the watermark. */
  readonly at: number;
}
