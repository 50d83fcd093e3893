import { type BusinessDate, monthOf } from '@zongheng/kernel';
import { type Grouping, monthDimension } from '@zongheng/projection';
import type { Dimensions } from '../queries/dimension-filters.ts';
import type { TreesOfMoment } from './trees.ts';

/** Further names to group by: the month of a dimension of dates, `{ closeMonth: 'expectedClose' }`. */
export type MonthNames = Readonly<Record<string, string>>;

/** The levels that a dimension rolls up to by the tree of the moment. */
export const treeLevels = {
  unit: ['company', 'department', 'team'],
  region: ['province', 'city', 'county'],
} as const;
type TreeLevel = (typeof treeLevels)[keyof typeof treeLevels][number];

/** What the figures of a journal can be grouped by: its dimensions, the levels of those that have a tree, and months of dates. */
export function groupingsOf(
  { dimensions }: { readonly dimensions: Dimensions },
  more: { readonly without?: readonly string[]; readonly months?: MonthNames } = {},
): readonly string[] {
  const own = Object.keys(dimensions);
  const levels = Object.entries(treeLevels).flatMap(([dim, kinds]): readonly string[] => (own.includes(dim) ? kinds : []));
  return [...own, ...levels, ...Object.keys(more.months ?? {})].filter((name) => !more.without?.includes(name));
}

/** The dimension that a name is read off, and the level it rolls up to; null for a name that is a dimension itself. */
export function treeLevelOf(name: string): { readonly dim: keyof typeof treeLevels; readonly kind: TreeLevel } | null {
  for (const dim of ['unit', 'region'] as const) {
    const kind = treeLevels[dim].find((level) => level === name);
    if (kind) return { dim, kind };
  }
  return null;
}

/** Whether a name is read off a dimension by its tree or its month, so that it can be filtered by where figures are grouped by it. */
export function isReadOff(name: string, months: MonthNames): boolean {
  return treeLevelOf(name) !== null || Object.hasOwn(months, name);
}

/** The grouping of a name: a dimension as it stands, one rolled up by its tree, `month` of the business date, or the month of another date. */
export function groupingOf(name: string, trees: TreesOfMoment, months: MonthNames = {}): Grouping {
  const level = treeLevelOf(name);
  if (level?.dim === 'unit') return { dim: 'unit', map: (unit) => trees.units.rollUp(unit, level.kind) };
  if (level?.dim === 'region') return { dim: 'region', map: (region) => trees.regions.rollUp(region, level.kind) };
  if (name === monthDimension) return { dim: monthDimension };
  const date = Object.hasOwn(months, name) ? months[name] : undefined;
  return date === undefined ? { dim: name } : { dim: date, map: (day) => monthOf(day as BusinessDate) };
}
