import type { BusinessDate, Label, View } from '@zongheng/kernel';
import { alsoKeys, type Filters } from '../figures/narrowing.ts';
import type { Question } from '../figures/question.ts';
import type { Dimensions } from '../queries/dimension-filters.ts';
import type { QueryContext } from '../queries/query-request.ts';

/** What a figure shows of a journal: a measure that counts, or one of money, in minor units of the currency that its cell says. */
export type Measured = string | { readonly money: string; readonly currency: string };

/** A measure of money. */
export function money(measure: string, currency = 'currency'): Measured {
  return { money: measure, currency };
}

/** Some rows of a journal up to the moment asked: within these dates, where all conditions hold. */
export interface Rows {
  readonly from?: BusinessDate | undefined;
  /** The date asked for, where none is said. */
  readonly to?: BusinessDate | undefined;
  readonly filters: Filters;
}

/** A journal, whatever its types. */
export type AnyJournal = Pick<View, 'name'> & { readonly dimensions: Dimensions; readonly measures: readonly string[] };

/** A figure that is a sum of contributions: said once which rows, and which measures; the endpoint sums by it, and what explains it lists by it. */
export interface SummedFigure<Q extends Question> {
  readonly label: Label;
  /** The journal; the endpoint’s own where none is said. */
  readonly view?: AnyJournal;
  /** By the name that each is shown under. */
  readonly measures: Readonly<Record<string, Measured>>;
  /** The rows that are summed for what is asked. Several of them have no row in common. */
  rows(asked: Q): Rows | readonly Rows[];
}

/** A figure that is made from others. Its value is the member of the same name in the endpoint’s answer; `cycle.median` is one further in. */
export interface MadeFigure<Q extends Question> {
  readonly label: Label;
  /** In words, how it is made. */
  readonly formula: Label;
  /** What it is made from: other figures of the endpoint by their names, or parts that depend on what is asked. */
  readonly from: readonly string[] | ((asked: Q, given: QueryContext) => readonly Part[] | Promise<readonly Part[]>);
}

export type Figure<Q extends Question> = SummedFigure<Q> | MadeFigure<Q>;

/** A part of a figure that is made from others: another figure of the endpoint, or one that is explained elsewhere. */
export type Part = FigurePart | PartElsewhere;

export interface FigurePart {
  readonly figure: string;
  /** What it is called where the name of its figure does not say enough. */
  readonly label?: Label;
  /** Narrower than what was asked: keys of dimensions. */
  readonly keys?: Readonly<Record<string, string>>;
  /** What it is multiplied by, in per mille. */
  readonly weight?: number;
}

export interface PartElsewhere {
  readonly label: Label;
  readonly value: unknown;
  readonly weight?: number;
  /** The path under `/v1` that explains it, and its parameters; null where it is no sum of events: a target, a probability. */
  readonly at: { readonly path: string; readonly parameters: Readonly<Record<string, string>> } | null;
}

/** The rows of a balance: all up to the date asked, with these keys. */
export function balance<Q extends Question>(also: Readonly<Record<string, readonly string[]>> = {}): (asked: Q) => Rows {
  return ({ asOf, filters }) => ({ to: asOf, filters: withKeys(filters, also) });
}

/** The rows of a flow: all in the period asked, with these keys. */
export function flow<Q extends Question>(also: Readonly<Record<string, readonly string[]>> = {}): (asked: Q) => Rows {
  return ({ asOf, period: { from, to }, filters }) => ({ from, to: to < asOf ? to : asOf, filters: withKeys(filters, also) });
}

function withKeys(filters: Filters, also: Readonly<Record<string, readonly string[]>>): Filters {
  return Object.entries(also).reduce((kept, [dim, keys]) => alsoKeys(kept, dim, keys), filters);
}

export function isSummed<Q extends Question>(figure: Figure<Q>): figure is SummedFigure<Q> {
  return 'rows' in figure;
}
