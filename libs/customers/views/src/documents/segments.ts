import { DateText, documentView, Id, idOf, Shape, type Static, Type } from '@zongheng/kernel';
import { type RecordedSegmentEvent, segmentEvents, SegmentTerms } from '@zongheng/customers-events';

/** A segment as it stands. */
export const SegmentDocument = Shape({
  id: Id(),
  ...SegmentTerms.properties,
  isRetired: Type.Boolean(),
  defined: DateText(),
  changed: DateText(),
  revision: Type.Integer(),
});
export type SegmentDocument = Static<typeof SegmentDocument>;

export const segments = documentView<SegmentDocument, RecordedSegmentEvent>({
  name: 'segments',
  version: 1,
  meaning: { zh: '客户分群', en: 'Segments of customers' },
  handles: segmentEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (segment, event) => {
    const { businessDate: changed, revision } = event;
    switch (event.type) {
      case 'SegmentDefined': {
        const { name, conditions } = event.data;
        return { id: idOf(event.stream), name, conditions, isRetired: false, defined: segment?.defined ?? changed, changed, revision };
      }
      case 'SegmentRevised':
        return segment && { ...segment, ...event.data.to, changed, revision };
      case 'SegmentRetired':
        return segment && { ...segment, isRetired: true, changed, revision };
    }
  },
  fields: { isRetired: 'flag', changed: 'text' },
  indexes: [['isRetired', 'changed'], ['changed']],
  index: ({ isRetired, changed, name }) => ({ fields: { isRetired, changed }, search: [name.zh, name.en] }),
});
