import { type BusinessDate, monthOf } from '@zongheng/kernel';
import type { Grouping, KeyFilter } from '@zongheng/projection';
import type { TreesOfMoment } from './trees.ts';

/** Groupings that roll a dimension up: units and regions by the tree of the moment, dates by month. */
export const rollUps = {
  company: 'The company of the unit',
  department: 'The department of the unit',
  team: 'The team of the unit',
  province: 'The province of the region',
  city: 'The city of the region',
  county: 'The county of the region',
  month: 'The month of the business date',
  closeMonth: 'The month of the expected close',
} as const;
export type RollUp = keyof typeof rollUps;

/** The grouping of a name: a dimension as it stands, or one rolled up. */
export function groupingOf(name: string, trees: TreesOfMoment): Grouping {
  switch (name) {
    case 'company':
    case 'department':
    case 'team':
      return { dim: 'unit', map: (unit) => trees.units.rollUp(unit, name) };
    case 'province':
    case 'city':
    case 'county':
      return { dim: 'region', map: (region) => trees.regions.rollUp(region, name) };
    case 'month':
      return { dim: 'month' };
    case 'closeMonth':
      return { dim: 'expectedClose', map: (date) => monthOf(date as BusinessDate) };
    default:
      return { dim: name };
  }
}

type Filters = Readonly<Record<string, KeyFilter>>;

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
