import { DateText, documentView, Id, KeyOf, LabelText, type RegionId, Shape, type Static, Type } from '@zongheng/kernel';
import { regionKinds, type RecordedRegionsEvent } from '@zongheng/organisation-events';

/** A region as it is defined. */
export const RegionDocument = Shape({
  id: Id<RegionId>(),
  kind: KeyOf(regionKinds),
  name: LabelText(),
  parent: Type.Union([Id<RegionId>(), Type.Null()]),
  defined: DateText(),
  /** The date of its last definition. */
  changed: DateText(),
  /** The revision of the one stream of regions that last touched it. */
  revision: Type.Integer(),
});
export type RegionDocument = Static<typeof RegionDocument>;

export const regions = documentView<RegionDocument, RecordedRegionsEvent>({
  name: 'regions',
  version: 1,
  meaning: { zh: '区域', en: 'Regions' },
  handles: ['RegionDefined'],
  keysOf: (event) => [event.data.region],
  evolve: (region, event) => {
    const { region: id, kind, name, parent } = event.data;
    const changed = event.businessDate;
    return { id, kind, name, parent, defined: region?.defined ?? changed, changed, revision: event.revision };
  },
  fields: { kind: 'text', parent: 'text', nameZh: 'text', nameEn: 'text' },
  indexes: [['kind', 'nameZh'], ['parent', 'nameZh'], ['nameZh'], ['nameEn']],
  index: ({ kind, parent, name }) => ({ fields: { kind, parent, nameZh: name.zh, nameEn: name.en }, search: [name.zh, name.en] }),
});
