import type { KeyFilter } from '@zongheng/projection';
import type { TreesOfMoment } from './trees.ts';

/** Conditions on the rows of a journal, by dimension: all of them must hold. */
export type Filters = Readonly<Record<string, KeyFilter>>;

/** Filters by unit and region reach down the trees: whoever asks for a department means its teams too. */
export function withDescendants(filters: Filters, trees: TreesOfMoment): Filters {
  const reached: Record<string, KeyFilter> = { ...filters };
  const reach = (dim: 'unit' | 'region', descendantsOf: (key: string) => readonly string[]): void => {
    const filter = filters[dim];
    if (!filter || !('keys' in filter)) return;
    reached[dim] = { keys: new Set([...filter.keys].flatMap((key) => (key === null ? [null] : [key, ...descendantsOf(key)]))) };
  };
  reach('unit', (unit) => trees.units.descendantsOf(unit));
  reach('region', (region) => trees.regions.descendantsOf(region));
  return reached;
}

/** Filters with one more on a dimension: both must hold. */
export function alsoKeys(filters: Filters, dim: string, keys: readonly (string | null)[]): Filters {
  const before = filters[dim];
  if (!before) return { ...filters, [dim]: { keys: new Set(keys) } };
  const fits = (key: string | null): boolean =>
    'keys' in before ? before.keys.has(key) : 'matches' in before ? before.matches(key) : true;
  return { ...filters, [dim]: { keys: new Set(keys.filter(fits)) } };
}
