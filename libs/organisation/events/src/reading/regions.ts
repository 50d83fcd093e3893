import { entryOf, reference, type RegionId } from '@zongheng/kernel';
import type { RegionKind, RegionsFact } from '../regions.ts';

/** A region as it is defined now. */
export interface KnownRegion {
  readonly kind: RegionKind;
  readonly parent: RegionId | null;
}
export type KnownRegions = Readonly<Record<string, KnownRegion>>;

/** The regions there are; their only stream is `regions-main`. */
export const regionsReference = reference<KnownRegions, RegionsFact>({
  category: 'regions',
  fold: {
    initialState: () => ({}),
    evolve: (known, { data: { region, kind, parent } }) => ({ ...known, [region]: { kind, parent } }),
  },
});

/** Whether a region is defined; true where none is named. */
export function isRegion(known: KnownRegions | undefined, region: RegionId | null | undefined): boolean {
  return region === null || region === undefined || entryOf(known ?? {}, region) !== undefined;
}
