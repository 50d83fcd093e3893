import { type EmployeeId, entryOf, reference, type UnitId } from '@zongheng/kernel';
import type { UnitKind, UnitsFact } from '../units.ts';

/** A unit as it stands now. No names. */
export interface KnownUnit {
  readonly kind: UnitKind;
  readonly parent: UnitId | null;
  /** Who heads it; null where nobody was named. */
  readonly head: EmployeeId | null;
}
export type KnownUnits = Readonly<Record<string, KnownUnit>>;

/** The units there are; their only stream is `units-main`. */
export const unitsReference = reference<KnownUnits, UnitsFact>({
  category: 'units',
  fold: {
    initialState: () => ({}),
    evolve(known, fact) {
      const { unit } = fact.data;
      const before = entryOf(known, unit);
      switch (fact.type) {
        case 'OrgUnitCreated':
          return { ...known, [unit]: { kind: fact.data.kind, parent: fact.data.parent, head: null } };
        case 'OrgUnitMoved':
          return before ? { ...known, [unit]: { ...before, parent: fact.data.to } } : known;
        case 'OrgUnitHeadNamed':
          return before ? { ...known, [unit]: { ...before, head: fact.data.to } } : known;
      }
    },
  },
});
