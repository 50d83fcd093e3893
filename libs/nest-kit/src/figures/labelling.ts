import type { Label, Language } from '@zongheng/kernel';
import { compareKeys, GatheredGroup } from '@zongheng/projection';
import { treeLevels } from './groupings.ts';
import type { TreesOfMoment } from './trees.ts';

/** What a context says of the keys its figures are grouped by, by dimension; units and regions the kit knows from their trees. */
export interface KeyWords {
  /** What keys are called. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, Label>>>>;
  /** Where keys stand among those of their dimension; by default they stand by themselves. */
  readonly places?: Readonly<Record<string, (key: string) => number>>;
}

/** What the key of a dimension is called; undefined where only the key is known. */
type Labelling = (name: string, key: string | null) => string | undefined;

type Keyed = { readonly keys: readonly (string | null)[] };

const unitNames = new Set<string>(['unit', ...treeLevels.unit]);
const regionNames = new Set<string>(['region', ...treeLevels.region]);

/** Groups in their order, made where they are shown: of many, a page. */
export interface GroupsInOrder {
  readonly length: number;
  slice(start: number, end: number): readonly object[];
}

/** Groups in their order, each with its keys, what they are called in the language asked for, and what it shows. */
export function shownInOrder<G extends Keyed>(
  groups: readonly G[],
  asked: { readonly trees: TreesOfMoment; readonly groupBy: readonly string[] },
  language: Language,
  show: (group: G) => object,
  { words = {}, names = asked.groupBy }: { readonly words?: KeyWords; readonly names?: readonly string[] } = {},
): GroupsInOrder {
  const labelling = labellingOf(language, asked.trees, words);
  const ordered = inOrder(groups, names, words);
  return {
    length: ordered.length,
    slice: (start, end) => ordered.slice(start, end).map((group) => ({ ...keyed(names, group.keys, labelling), ...show(group) })),
  };
}

function labellingOf(language: Language, trees: TreesOfMoment, { labels = {} }: KeyWords): Labelling {
  return (name, key) => {
    if (key === null) return undefined;
    if (unitNames.has(name)) return trees.units.nameOf(key) ?? undefined;
    if (regionNames.has(name)) return trees.regions.nameOf(key)?.[language];
    const table = Object.hasOwn(labels, name) ? labels[name] : undefined;
    return table && Object.hasOwn(table, key) ? table[key]?.[language] : undefined;
  };
}

/** Keys by name, with what they are called. */
function keyed(
  names: readonly string[],
  keys: readonly (string | null)[],
  labelling: Labelling,
): { keys: Record<string, string | null>; labels: Record<string, string> } {
  const shown: { keys: Record<string, string | null>; labels: Record<string, string> } = { keys: {}, labels: {} };
  names.forEach((name, index) => {
    const key = keys[index] ?? null;
    shown.keys[name] = key;
    const label = labelling(name, key);
    if (label !== undefined) shown.labels[name] = label;
  });
  return shown;
}

/** By key after key: by its place where its dimension has places, then by itself; what has no key comes last. */
function inOrder<G extends Keyed>(groups: readonly G[], names: readonly string[], { places = {} }: KeyWords): G[] {
  const count = groups.length;
  let order = groups.map((_, index) => index);
  let weights = new Float64Array(count);
  let stride = 1;
  // From the last key to the first: as many at a time as one number holds, each time leaving in their order those that are alike.
  for (let at = names.length - 1; at >= 0; at -= 1) {
    const name = names[at] ?? '';
    const { ranks, size } = ranksOf(groups, at, Object.hasOwn(places, name) ? places[name] : undefined);
    if (stride * size * count > Number.MAX_SAFE_INTEGER) {
      order = sortedBy(weights, order);
      weights = new Float64Array(count);
      stride = 1;
    }
    for (let index = 0; index < count; index += 1) weights[index] = (weights[index] ?? 0) + stride * (ranks[index] ?? 0);
    stride *= size;
  }
  return sortedBy(weights, order).flatMap((index) => groups[index] ?? []);
}

/** The place of each group's key, and how many places there are. */
interface Ranks {
  readonly ranks: Int32Array;
  readonly size: number;
}

/** Groups put together from answers know the places of their keys by numbers. */
function ranksOf(groups: readonly Keyed[], at: number, place: ((key: string) => number) | undefined): Ranks {
  const gathered = groups.filter((group) => group instanceof GatheredGroup);
  return gathered.length === groups.length && gathered[0] ? gathered[0].all.ranksOf(gathered, at, place) : ranksByKeys(groups, at, place);
}

function ranksByKeys(groups: readonly Keyed[], at: number, place: ((key: string) => number) | undefined): Ranks {
  const keys = [...new Set(groups.map((group) => group.keys[at] ?? null))];
  const places = new Map(keys.sort((one, other) => compareKeys(one, other, place)).map((key, rank) => [key, rank]));
  return { ranks: Int32Array.from(groups, (group) => places.get(group.keys[at] ?? null) ?? 0), size: keys.length };
}

/** Numbers of groups by their weights; those of the same weight stay in the order they have. */
function sortedBy(weights: Float64Array, order: readonly number[]): number[] {
  const count = order.length;
  const sorted = Float64Array.from(order, (index, place) => (weights[index] ?? 0) * count + place).sort();
  return Array.from(sorted, (value) => order[value % count] ?? 0);
}
