import type { CustomerDocument } from '@zongheng/customers-views';

type Value = string | number | boolean;

/** Something that many of a segment have in common, and fewer outside it: both shares in per mille. */
export interface Trait {
  readonly trait: string;
  readonly value: Value;
  readonly share: number;
  readonly shareOutside: number;
}

export interface Resemblance {
  readonly customer: string;
  readonly name: string;
  readonly owner: string;
  /** The weight of the traits it has, in per mille of all traits' weight. */
  readonly score: number;
  readonly because: readonly string[];
}

const traitsMax = 20;
/** A trait of fewer than a tenth of the segment is none. */
const shareMin = 100;

/**
 * Prospects that have what the customers of a segment have in common. A trait weighs by how much more common it is within than without
 * (share − share outside); numbers and dates are no traits, as each has its own.
 */
export function resembling(
  members: readonly CustomerDocument[],
  outside: readonly CustomerDocument[],
  limit: number,
): { readonly traits: readonly Trait[]; readonly prospects: readonly Resemblance[] } {
  const within = shares(members);
  const without = shares(outside);
  const traits = [...within]
    .map(([key, { trait, value, share }]): [string, Trait] => [key, { trait, value, share, shareOutside: without.get(key)?.share ?? 0 }])
    .filter(([, { share, shareOutside }]) => share >= shareMin && share > shareOutside)
    .toSorted(([one, a], [other, b]) => weightOf(b) - weightOf(a) || (one < other ? -1 : 1))
    .slice(0, traitsMax);
  const all = traits.reduce((sum, [, trait]) => sum + weightOf(trait), 0);
  const prospects = outside
    .map((file): Resemblance => {
      const has = new Set(traitsOf(file).map(([key]) => key));
      const shared = traits.filter(([key]) => has.has(key));
      const weight = shared.reduce((sum, [, trait]) => sum + weightOf(trait), 0);
      const because = shared.map(([, { trait, value }]) => `${trait} = ${value}`);
      return { customer: file.id, name: file.name, owner: file.owner, score: all === 0 ? 0 : Math.round((weight * 1000) / all), because };
    })
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || (one.customer < other.customer ? -1 : 1))
    .slice(0, limit);
  return { traits: traits.map(([, trait]) => trait), prospects };
}

function weightOf({ share, shareOutside }: Trait): number {
  return share - shareOutside;
}

function shares(files: readonly CustomerDocument[]): ReadonlyMap<string, { trait: string; value: Value; share: number }> {
  const counts = new Map<string, { trait: string; value: Value; count: number }>();
  for (const file of files) {
    for (const [key, trait, value] of traitsOf(file)) {
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { trait, value, count: 1 });
    }
  }
  return new Map(
    [...counts].map(([key, { trait, value, count }]) => [key, { trait, value, share: Math.round((count * 1000) / files.length) }]),
  );
}

/** What a file can have in common with others: its region, segment and kind, and its attributes of words and flags. */
function traitsOf(file: CustomerDocument): readonly (readonly [key: string, trait: string, value: Value])[] {
  const { kind, region, segment, attributes } = file;
  return Object.entries({ kind, region, segment, ...attributes }).flatMap(([trait, value]) =>
    value === null || typeof value === 'number' ? [] : [[`${trait} ${String(value)}`, trait, value] as const],
  );
}
