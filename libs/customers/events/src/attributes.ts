import {
  attributeKinds,
  defineEvent,
  type FactOf,
  Key,
  KeyOf,
  type Labels,
  LabelText,
  type RecordedOf,
  Shape,
  Type,
} from '@zongheng/kernel';

export type AttributeOf = 'customer' | 'lead' | 'opportunity';
export const attributeSubjects: Labels<AttributeOf> = {
  customer: { zh: '客户', en: 'Customer' },
  lead: { zh: '线索', en: 'Lead' },
  opportunity: { zh: '销售机会', en: 'Opportunity' },
};

/** The catalogue of typed attributes is decided in one stream. */
export const attributesStream = 'attributes-main';

/** The name an attribute has among those of all subjects: `customer:行业`. */
export function attributeId(subject: AttributeOf, attribute: string): string {
  return `${subject}:${attribute}`;
}

export const AttributeDefined = defineEvent({
  type: 'AttributeDefined',
  version: 1,
  stream: 'attributes',
  meaning: { zh: '定义属性', en: 'A typed attribute was defined for customers, leads or opportunities' },
  data: Shape({
    subject: KeyOf(attributeSubjects),
    attribute: Key(),
    kind: KeyOf(attributeKinds),
    label: LabelText(),
    /** The keys a choice may take; empty for the other kinds. */
    choices: Type.Array(Key(), { maxItems: 500 }),
    personal: Type.Boolean(),
  }),
});

export type AttributesFact = FactOf<typeof AttributeDefined>;
export type RecordedAttributesEvent = RecordedOf<typeof AttributeDefined>;
