import type { Label, Labels, Language } from '@zongheng/kernel';
import { forecastCategories, productLines, sources, statuses } from '@zongheng/sales-events';
import type { PipelineDocument } from '@zongheng/sales-views';
import type { TreesOfMoment } from '../figures/trees.ts';

/** What the key of a dimension is called; undefined where only the key is known. */
export type Labelling = (name: string, key: string | null) => string | undefined;

const unitNames = new Set(['unit', 'company', 'department', 'team']);
const regionNames = new Set(['region', 'province', 'city', 'county']);
const tables: Readonly<Record<string, Labels<string> | Readonly<Record<string, Label>>>> = {
  status: statuses,
  source: sources,
  forecast: forecastCategories,
  productLine: productLines,
};

/** Labels in a language: from the tables of the context, the stages of its pipelines, the trees of the moment. */
export function labellingOf(language: Language, trees: TreesOfMoment, pipelines: readonly PipelineDocument[]): Labelling {
  const stages = new Map<string, string>();
  for (const pipeline of pipelines) {
    for (const { stages: known } of pipeline.versions) for (const { stage, label } of known) stages.set(stage, label[language]);
  }
  const names = new Map(pipelines.map((pipeline) => [pipeline.id, pipeline.name[language]]));
  return (name, key) => {
    if (key === null) return undefined;
    if (name === 'stage') return stages.get(key);
    if (name === 'pipeline') return names.get(key);
    if (unitNames.has(name)) return trees.units.nameOf(key) ?? undefined;
    if (regionNames.has(name)) return trees.regions.nameOf(key)?.[language];
    const table = tables[name];
    return table && Object.hasOwn(table, key) ? table[key as keyof typeof table]?.[language] : undefined;
  };
}

/** Keys by name, with what they are called. */
export function keyed(
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

/** The order of groups: stages as they stand in their pipeline, everything else by its key; what has no key comes last. */
export function inOrder<G extends { readonly keys: readonly (string | null)[] }>(
  groups: readonly G[],
  names: readonly string[],
  orderOf: (stage: string) => number,
): G[] {
  const stageAt = names.indexOf('stage');
  const compare = (one: G, other: G): number => {
    for (let index = 0; index < names.length; index += 1) {
      const [a, b] = [one.keys[index] ?? null, other.keys[index] ?? null];
      if (a === b) continue;
      if (a === null) return 1;
      if (b === null) return -1;
      if (index === stageAt && orderOf(a) !== orderOf(b)) return orderOf(a) - orderOf(b);
      return a < b ? -1 : 1;
    }
    return 0;
  };
  return groups.toSorted(compare);
}

/** Where a stage stands in its pipeline, over all pipelines that have one of that name: the earliest place. */
export function stageOrder(pipelines: readonly PipelineDocument[]): (stage: string) => number {
  const places = new Map<string, number>();
  for (const { stages } of pipelines) stages.forEach(({ stage }, place) => places.set(stage, Math.min(place, places.get(stage) ?? place)));
  return (stage) => places.get(stage) ?? Number.MAX_SAFE_INTEGER;
}
