import { DateText, documentView, Shape, type Static, Type } from '@zongheng/kernel';
import { AttributeDefined, attributeId, type RecordedAttributesEvent } from '@zongheng/customers-events';

/** An attribute as it is defined. */
export const AttributeDocument = Shape({
  /** `customer:行业`. */
  id: Type.String(),
  ...AttributeDefined.data.properties,
  defined: DateText(),
  /** The date of its last definition. */
  changed: DateText(),
  /** The revision of the one stream of attributes that last touched it. */
  revision: Type.Integer(),
});
export type AttributeDocument = Static<typeof AttributeDocument>;

export const attributes = documentView<AttributeDocument, RecordedAttributesEvent>({
  name: 'attributes',
  version: 1,
  meaning: { zh: '属性目录', en: 'Catalogue of attributes' },
  handles: ['AttributeDefined'],
  keysOf: (event) => [attributeId(event.data.subject, event.data.attribute)],
  evolve: (attribute, event, id) => {
    const changed = event.businessDate;
    return { id, ...event.data, defined: attribute?.defined ?? changed, changed, revision: event.revision };
  },
  fields: { subject: 'text', attribute: 'text', kind: 'text', personal: 'flag' },
  indexes: [['subject', 'attribute'], ['kind', 'attribute'], ['personal', 'attribute'], ['attribute']],
  index: ({ subject, attribute, kind, personal, label }) => ({
    fields: { subject, attribute, kind, personal },
    search: [attribute, label.zh, label.en],
  }),
});
