import { DateText, documentView, type EmployeeId, Id, KeyOf, Shape, type Static, Text, Type, type UnitId } from '@zongheng/kernel';
import { type RecordedUnitsEvent, unitEvents, unitKinds } from '@zongheng/organisation-events';

/** An org unit as it stands. */
export const UnitDocument = Shape({
  id: Id<UnitId>(),
  kind: KeyOf(unitKinds),
  name: Text(),
  /** Null for the company. */
  parent: Type.Union([Id<UnitId>(), Type.Null()]),
  head: Type.Union([Id<EmployeeId>(), Type.Null()]),
  created: DateText(),
  /** Since when it hangs where it hangs. */
  placed: DateText(),
  /** The revision of the one stream of units that last touched it. */
  revision: Type.Integer(),
});
export type UnitDocument = Static<typeof UnitDocument>;

export const units = documentView<UnitDocument, RecordedUnitsEvent>({
  name: 'units',
  version: 1,
  meaning: { zh: '组织单位', en: 'Org units' },
  handles: unitEvents.map((definition) => definition.type),
  keysOf: (event) => [event.data.unit],
  evolve: (unit, event) => {
    const { businessDate, revision } = event;
    switch (event.type) {
      case 'OrgUnitCreated': {
        const { unit: id, kind, name, parent } = event.data;
        return { id, kind, name, parent, head: null, created: businessDate, placed: businessDate, revision };
      }
      case 'OrgUnitMoved':
        return unit && { ...unit, parent: event.data.to, placed: businessDate, revision };
      case 'OrgUnitHeadNamed':
        return unit && { ...unit, head: event.data.to, revision };
    }
  },
  fields: { kind: 'text', name: 'text', parent: 'text', head: 'text', created: 'text' },
  indexes: [['kind', 'name'], ['parent', 'name'], ['head'], ['created'], ['name']],
  index: ({ kind, name, parent, head, created }) => ({ fields: { kind, name, parent, head, created }, search: [name] }),
});
