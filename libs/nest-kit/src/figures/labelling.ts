import type { Label, Language } from '@zongheng/kernel';
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

/** Groups in their order, each with its keys, what they are called in the language asked for, and what it shows. */
export function shownInOrder<G extends Keyed>(
  groups: readonly G[],
  asked: { readonly trees: TreesOfMoment; readonly groupBy: readonly string[] },
  language: Language,
  show: (group: G) => object,
  { words = {}, names = asked.groupBy }: { readonly words?: KeyWords; readonly names?: readonly string[] } = {},
): object[] {
  const labelling = labellingOf(language, asked.trees, words);
  return inOrder(groups, names, words).map((group) => ({ ...keyed(names, group.keys, labelling), ...show(group) }));
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
  const placeOf = names.map((name) => (Object.hasOwn(places, name) ? places[name] : undefined));
  const compare = (one: G, other: G): number => {
    for (let index = 0; index < names.length; index += 1) {
      const [a, b] = [one.keys[index] ?? null, other.keys[index] ?? null];
      if (a === b) continue;
      if (a === null) return 1;
      if (b === null) return -1;
      const place = placeOf[index];
      const apart = place ? place(a) - place(b) : 0;
      if (apart !== 0) return apart;
      return a < b ? -1 : 1;
    }
    return 0;
  };
  return groups.toSorted(compare);
}
