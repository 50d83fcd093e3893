import type { Label, Moment, Tree } from '@zongheng/kernel';
import type { RegionKind, UnitKind } from '@zongheng/organisation-events';

export type UnitTree = Tree<UnitKind, string>;
export type RegionTree = Tree<RegionKind, Label>;

/** The trees that figures roll up by, as of a moment on both clocks. The service that has the organisation’s events provides them. */
export abstract class Trees {
  abstract units(moment: Moment): Promise<UnitTree>;
  abstract regions(moment: Moment): Promise<RegionTree>;
}

/** Both trees of one moment. */
export interface TreesOfMoment {
  readonly units: UnitTree;
  readonly regions: RegionTree;
}

export async function treesAt(trees: Trees, moment: Moment): Promise<TreesOfMoment> {
  return { units: await trees.units(moment), regions: await trees.regions(moment) };
}
