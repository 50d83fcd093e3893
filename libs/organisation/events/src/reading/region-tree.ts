import { type Label, type MomentFold, type Placement, type Timeline, type Tree, treeAsOf, withEntry } from '@zongheng/kernel';
import type { RecordedRegionsEvent, RegionKind } from '../regions.ts';

export type RegionPlacements = Timeline<Placement<RegionKind, Label>>;
export type RegionTree = Tree<RegionKind, Label>;

/** The tree of regions, as of any date and as it was known at any position. */
export const regionTree: MomentFold<RegionPlacements, RecordedRegionsEvent, RegionTree> = {
  handles: ['RegionDefined'],
  initialState: () => [],
  evolve(state, event) {
    const { region: node, parent, kind, name } = event.data;
    return withEntry(state, { date: event.businessDate, position: event.position, node, parent, kind, name });
  },
  asOf: treeAsOf,
};
