import { type MomentFold, type Placement, type RecordedOf, type Timeline, type Tree, treeAsOf, withEntry } from '@zongheng/kernel';
import type { OrgUnitCreated, OrgUnitMoved, UnitKind } from '../units.ts';

export type UnitPlacements = Timeline<Placement<UnitKind, string>>;
export type UnitTree = Tree<UnitKind, string>;

/** The tree of org units, as of any date and as it was known at any position. */
export const unitTree: MomentFold<UnitPlacements, RecordedOf<typeof OrgUnitCreated> | RecordedOf<typeof OrgUnitMoved>, UnitTree> = {
  handles: ['OrgUnitCreated', 'OrgUnitMoved'],
  initialState: () => [],
  evolve(state, event) {
    const { businessDate: date, position } = event;
    switch (event.type) {
      case 'OrgUnitCreated': {
        const { unit: node, parent, kind, name } = event.data;
        return withEntry(state, { date, position, node, parent, kind, name });
      }
      case 'OrgUnitMoved': {
        const { unit: node, to: parent } = event.data;
        return withEntry(state, { date, position, node, parent, kind: null, name: null });
      }
    }
  },
  asOf: treeAsOf,
};
