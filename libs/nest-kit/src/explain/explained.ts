import { isMonth, type Label, type Month, type Refusal, type View } from '@zongheng/kernel';
import { monthDimension } from '@zongheng/projection';
import { OneOf } from '../fields/fields.ts';
import type { FieldsClass } from '../fields/kinds.ts';
import { isReadOff, type MonthNames } from '../figures/groupings.ts';
import type { GroupsInOrder } from '../figures/labelling.ts';
import { readerOf } from '../figures/question.ts';
import type { DimensionFilter, Dimensions } from '../queries/dimension-filters.ts';
import type { FigureQuery, FigureShape } from '../queries/figure-query.ts';
import { malformed } from '../queries/moments.ts';
import type { QueryContext } from '../queries/query-request.ts';
import { answered } from '../queries/refused-query.ts';
import type { DeclaredFigures, FiguresAsked } from './declared-figures.ts';
import { type AnyJournal, isSummed, type SummedFigure } from './figure.ts';
import type { BoundedRows } from './regions.ts';
import { ExactTotals } from './totals.ts';

/** An endpoint of figures, as what explains them sees it. */
export interface Explained<Params extends object> {
  readonly path: string;
  readonly title: Label;
  readonly view: AnyJournal;
  readonly views: readonly View[];
  readonly time: 'asOf' | 'period';
  readonly params: FieldsClass<Params> | undefined;
  readonly groupings: readonly string[];
  readonly months: MonthNames;
  /** Keys of its groups that are no dimension's. */
  readonly ownKeys: readonly string[];
  readonly figures: DeclaredFigures<Params>;
  answer(
    query: FigureQuery<Params>,
    given: QueryContext,
  ): { readonly groups: GroupsInOrder } | Refusal | Promise<{ readonly groups: GroupsInOrder } | Refusal>;
}

/** Which figure is asked for. */
export interface FigureNamed {
  readonly figure?: string;
}

/** The dimensions that figures are filtered by: the journal's own, and what is read off them where figures are grouped by it. */
export function filterable(dimensions: Dimensions, groupings: readonly string[], months: MonthNames): Dimensions {
  const read = groupings.filter((name) => !Object.hasOwn(dimensions, name) && isReadOff(name, months));
  return { ...dimensions, ...Object.fromEntries(read.map((name) => [name, 'key' as const])) };
}

/** What explains a figure is asked by: what the figure is asked by, the keys of one group, and the name of the figure. */
export function explainShape<Params extends object>(
  of: Explained<Params>,
  more: Pick<FigureShape, 'name' | 'time'> & { readonly views: readonly View[] },
): FigureShape<Params & FigureNamed> {
  const keys = [...of.ownKeys, ...(of.groupings.includes(monthDimension) ? [monthDimension] : [])];
  return {
    ...more,
    dimensions: {
      ...filterable(of.view.dimensions, of.groupings, of.months),
      ...Object.fromEntries(keys.map((name) => [name, 'key' as const])),
    },
    groupings: [],
    groupByDefault: [],
    params: namingFigure(of),
    paged: true,
  };
}

/** The endpoint's own parameters and `figure`. */
function namingFigure<Params extends object>({ params, figures }: Explained<Params>): FieldsClass<Params & FigureNamed> {
  const names = Object.keys(figures.all);
  const labels = Object.fromEntries(Object.entries(figures.all).map(([name, { label }]) => [name, label]));
  const Base: FieldsClass = params ?? Object;
  class ExplainParams extends Base {}
  OneOf(labels, { optional: true, description: `Which figure (default ${names[0] ?? ''})`, example: names[0] })(
    ExplainParams.prototype,
    'figure',
  );
  // It has the fields of its base, and the one just declared.
  return ExplainParams as FieldsClass<Params & FigureNamed>;
}

/** One group that is asked about: the query with its own keys apart from filters. */
export interface GroupAsked<Params extends object> {
  readonly query: FigureQuery<Params>;
  /** The month of the business date, where the group is one. */
  readonly month: Month | null;
}

/** @throws ProblemError where a key that is no dimension's is not one. */
export function groupOf<Params extends object>(of: Explained<Params>, query: FigureQuery<Params>): GroupAsked<Params> {
  const filters: Record<string, DimensionFilter> = {};
  const keys: Record<string, string | null> = {};
  let month: Month | null = null;
  for (const [name, filter] of Object.entries(query.filters)) {
    if (of.ownKeys.includes(name)) keys[name] = onlyKey(name, filter);
    else if (name === monthDimension) month = monthIn(onlyKey(name, filter));
    else filters[name] = filter;
  }
  return { query: { ...query, filters, keys, groupBy: [] }, month };
}

function onlyKey(name: string, filter: DimensionFilter): string | null {
  const [key, ...more] = 'keys' in filter ? filter.keys : [];
  if (key !== undefined && more.length === 0) return key;
  throw malformed(name, 'is not one key of a group');
}

function monthIn(key: string | null): Month {
  if (key !== null && isMonth(key)) return key;
  throw malformed(monthDimension, 'is no month YYYY-MM, from 1900 to 2199');
}

/** One of the figures of an endpoint for one group, at one moment. */
export class FigureAt<Params extends object> {
  readonly #of: Explained<Params>;
  readonly #group: GroupAsked<Params>;
  readonly #given: QueryContext;
  readonly figures: FiguresAsked;

  private constructor(of: Explained<Params>, group: GroupAsked<Params>, given: QueryContext, figures: FiguresAsked) {
    this.#of = of;
    this.#group = group;
    this.#given = given;
    this.figures = figures;
  }

  static async ask<Params extends object>(
    of: Explained<Params>,
    group: GroupAsked<Params>,
    given: QueryContext,
  ): Promise<FigureAt<Params>> {
    return new FigureAt(of, group, given, await of.figures.ask(group.query, given, of.months));
  }

  /** The same, of fewer rows: those with these keys. */
  narrowed(keys: Readonly<Record<string, string>>): Promise<FigureAt<Params>> {
    const { query, month } = this.#group;
    const own = Object.entries(keys).map(([name, key]): [string, DimensionFilter] => [name, { keys: new Set([key]) }]);
    return FigureAt.ask(this.#of, { query: { ...query, filters: { ...query.filters, ...Object.fromEntries(own) } }, month }, this.#given);
  }

  /** @throws ProblemError where it is asked for by a dimension that its journal does not have. */
  rows(name: string): readonly BoundedRows[] {
    const figure = this.#of.figures.all[name];
    const { dimensions } = (figure && isSummed(figure) && figure.view) || this.#of.view;
    const rows = this.figures.rows(name, this.#group.month);
    for (const { filters } of rows)
      for (const dim of Object.keys(filters)) if (!Object.hasOwn(dimensions, dim)) throw malformed(dim, `tells nothing of ${name}`);
    return rows;
  }

  /** What a figure comes to: the sum over its rows, or the member of the endpoint's own answer. */
  async value(name: string): Promise<unknown> {
    const figure = this.#of.figures.all[name];
    return figure && isSummed(figure) ? this.total(name, figure).shown() : this.#answered(name);
  }

  total(name: string, { view, measures }: SummedFigure<never>): ExactTotals {
    const reader = readerOf(this.#given, view ?? this.#of.view);
    const totals = new ExactTotals(measures);
    for (const rows of this.rows(name)) totals.add(reader, { ...rows, upTo: this.figures.asked.upTo }, 1);
    return totals;
  }

  /** Null where the question leaves several groups, of which each has its own. */
  async #answered(name: string): Promise<unknown> {
    const { query, month } = this.#group;
    const asked = { ...query, groupBy: month === null ? [] : [monthDimension] };
    const { groups } = answered(await this.#of.answer(asked, this.#given));
    const wanted = { ...query.keys, ...(month === null ? {} : { [monthDimension]: month }) };
    const found = groups.slice(0, groups.length).filter((group) => {
      const keys = memberOf(group, 'keys');
      return Object.entries(wanted).every(([key, value]) => memberOf(keys, key) === value);
    });
    return found.length === 1 ? name.split('.').reduce<unknown>(memberOf, found[0]) : null;
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  return (value as Readonly<Record<string, unknown>>)[name];
}
