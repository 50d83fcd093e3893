import { defineEvent, type FactOf, Id, KeyOf, type Labels, LabelText, type RecordedOf, type RegionId, Shape, Type } from '@zongheng/kernel';

export type RegionKind = 'country' | 'province' | 'city' | 'county' | 'area';
export const regionKinds: Labels<RegionKind> = {
  country: { zh: '国家', en: 'Country' },
  province: { zh: '省', en: 'Province' },
  city: { zh: '市', en: 'City' },
  county: { zh: '区县', en: 'County' },
  area: { zh: '片区', en: 'Area' },
};

/** All regions are decided in one stream, so that the tree has no cycles. */
export const regionsStream = 'regions-main';

export const RegionDefined = defineEvent({
  type: 'RegionDefined',
  version: 1,
  stream: 'regions',
  meaning: { zh: '定义区域（或改名、改上级）', en: 'A region was defined, or defined anew with another name or parent' },
  data: Shape({
    region: Id<RegionId>(),
    kind: KeyOf(regionKinds),
    name: LabelText(),
    parent: Type.Union([Id<RegionId>(), Type.Null()]),
    /** The parent it had before this event; null where it had none or is new. */
    previousParent: Type.Union([Id<RegionId>(), Type.Null()]),
  }),
});

export type RegionsFact = FactOf<typeof RegionDefined>;
export type RecordedRegionsEvent = RecordedOf<typeof RegionDefined>;
