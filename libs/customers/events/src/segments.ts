import {
  defineEvent,
  type FactOf,
  Key,
  KeyOf,
  type Labels,
  LabelText,
  type RecordedOf,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';

/** What a condition of a segment looks at: a field of the file, a typed attribute, or a measure computed from events. */
export type ConditionSubject = 'field' | 'attribute' | 'measure';
export const conditionSubjects: Labels<ConditionSubject> = {
  field: { zh: '字段', en: 'Field' },
  attribute: { zh: '属性', en: 'Attribute' },
  measure: { zh: '计算指标', en: 'Measure' },
};

export type Comparison = 'eq' | 'ne' | 'in' | 'gt' | 'gte' | 'lt' | 'lte' | 'prefix' | 'missing';
export const comparisons: Labels<Comparison> = {
  eq: { zh: '等于', en: 'is' },
  ne: { zh: '不等于', en: 'is not' },
  in: { zh: '属于', en: 'is one of' },
  gt: { zh: '大于', en: 'is more than' },
  gte: { zh: '不小于', en: 'is at least' },
  lt: { zh: '小于', en: 'is less than' },
  lte: { zh: '不大于', en: 'is at most' },
  prefix: { zh: '开头为', en: 'begins with' },
  missing: { zh: '为空', en: 'is missing' },
};

const ConditionValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Integer(), Type.Boolean()]);

/** One condition; a customer of the segment meets all of them. */
export const SegmentCondition = Shape({
  of: KeyOf(conditionSubjects),
  key: Key(),
  is: KeyOf(comparisons),
  /** One value; several for `in`; true or false for `missing`. */
  values: Type.Array(ConditionValue, { minItems: 1, maxItems: 500 }),
});
export type SegmentCondition = Static<typeof SegmentCondition>;

export const SegmentTerms = Shape({ name: LabelText(), conditions: Type.Array(SegmentCondition, { minItems: 1, maxItems: 30 }) });
export type SegmentTerms = Static<typeof SegmentTerms>;

export const SegmentDefined = defineEvent({
  type: 'SegmentDefined',
  version: 1,
  stream: 'segment',
  meaning: { zh: '定义客户分群', en: 'A segment of customers was defined: a filter that is kept' },
  data: SegmentTerms,
});

export const SegmentRevised = defineEvent({
  type: 'SegmentRevised',
  version: 1,
  stream: 'segment',
  meaning: { zh: '修订客户分群', en: 'A segment was defined anew' },
  data: Shape({ from: SegmentTerms, to: SegmentTerms, reason: Type.Union([Text(500), Type.Null()]) }),
});

export const SegmentRetired = defineEvent({
  type: 'SegmentRetired',
  version: 1,
  stream: 'segment',
  meaning: { zh: '停用客户分群', en: 'A segment is used no longer' },
  data: Shape({ ...SegmentTerms.properties, reason: Type.Union([Text(500), Type.Null()]) }),
});

export const segmentEvents = [SegmentDefined, SegmentRevised, SegmentRetired] as const;
export type SegmentFact = FactOf<(typeof segmentEvents)[number]>;
export type RecordedSegmentEvent = RecordedOf<(typeof segmentEvents)[number]>;
