import { type BusinessDate, monthOf } from '@zongheng/kernel';
import type { KeyFilter } from '@zongheng/projection';
import { allows, type DimensionFilter } from '../queries/dimension-filters.ts';
import { type MonthNames, treeLevelOf } from './groupings.ts';
import type { TreesOfMoment } from './trees.ts';

/** Conditions on the rows of a journal, by dimension: all of them must hold. */
export type Filters = Readonly<Record<string, KeyFilter>>;

/**
 * What a query filters by, said of the journal's own dimensions. Filters by unit and region reach down the trees: whoever asks for a
 * department means its teams too. A level (`department`) is what its unit rolls up to, and a month what its date falls into.
 */
export function filtersOf(asked: Readonly<Record<string, DimensionFilter>>, trees: TreesOfMoment, months: MonthNames): Filters {
  let filters: Filters = {};
  for (const [name, filter] of Object.entries(asked)) {
    const level = treeLevelOf(name);
    const date = Object.hasOwn(months, name) ? months[name] : undefined;
    if (level)
      filters = also(
        filters,
        level.dim,
        rolledUp(filter, (key) => rollUp(trees, level.dim, key, level.kind)),
      );
    else if (date !== undefined)
      filters = also(
        filters,
        date,
        rolledUp(filter, (day) => monthOf(day as BusinessDate)),
      );
    else filters = also(filters, name, withDescendants(name, filter, trees));
  }
  return filters;
}

/** Filters with one more on a dimension: both must hold. */
export function also(filters: Filters, dim: string, filter: KeyFilter): Filters {
  const before = Object.hasOwn(filters, dim) ? filters[dim] : undefined;
  return { ...filters, [dim]: before ? both(before, filter) : filter };
}

/** Filters with one more on a dimension, by the keys it may have: both must hold. */
export function alsoKeys(filters: Filters, dim: string, keys: readonly (string | null)[]): Filters {
  return also(filters, dim, { keys: new Set(keys) });
}

/** Whether a filter lets a key pass. */
export function passes(filter: KeyFilter, key: string | null): boolean {
  if ('keys' in filter) return filter.keys.has(key);
  if ('matches' in filter) return filter.matches(key);
  if (key === null) return filter.includeNull ?? false;
  return (filter.from === undefined || key >= filter.from) && (filter.to === undefined || key <= filter.to);
}

function both(one: KeyFilter, other: KeyFilter): KeyFilter {
  if ('keys' in one) return { keys: new Set([...one.keys].filter((key) => passes(other, key))) };
  if ('keys' in other) return both(other, one);
  return { matches: (key) => passes(one, key) && passes(other, key) };
}

function rolledUp(filter: DimensionFilter, above: (key: string) => string | null): KeyFilter {
  return { matches: (key) => allows(filter, key === null ? null : above(key)) };
}

function rollUp(trees: TreesOfMoment, dim: 'unit' | 'region', key: string, kind: string): string | null {
  return dim === 'unit' ? trees.units.rollUp(key, kind) : trees.regions.rollUp(key, kind);
}

function withDescendants(name: string, filter: DimensionFilter, trees: TreesOfMoment): KeyFilter {
  const tree = name === 'unit' ? trees.units : name === 'region' ? trees.regions : null;
  if (!tree || !('keys' in filter) || filter.isOnly) return filter;
  return { keys: new Set([...filter.keys].flatMap((key) => (key === null ? [null] : [key, ...tree.descendantsOf(key)]))) };
}
