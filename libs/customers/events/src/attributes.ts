import { defineEvent, type FactOf, Key, KeyOf, type Labels, LabelText, type RecordedOf, Shape, Type } from '@zongheng/kernel';

export type AttributeOf = 'customer' | 'lead' | 'opportunity';
export const attributeSubjects: Labels<AttributeOf> = {
  customer: { zh: '客户', en: 'Customer' },
  lead: { zh: '线索', en: 'Lead' },
  opportunity: { zh: '销售机会', en: 'Opportunity' },
};

export type AttributeKind = 'text' | 'integer' | 'flag' | 'date' | 'choice';
export const attributeKinds: Labels<AttributeKind> = {
  text: { zh: '文本', en: 'Text' },
  integer: { zh: '整数', en: 'Integer' },
  flag: { zh: '是否', en: 'Yes or no' },
  date: { zh: '日期', en: 'Date' },
  choice: { zh: '选项', en: 'Choice' },
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
