import { defineEvent, type FactOf, Key, LabelText, Shape, Type } from '@zongheng/kernel';

export const AssessmentSchemeDefined = defineEvent({
  type: 'AssessmentSchemeDefined',
  version: 1,
  stream: 'assessment',
  meaning: { zh: '定义有效性评估方案', en: 'A scheme for assessing opportunities was defined, or defined anew' },
  data: Shape({
    name: LabelText(),
    criteria: Type.Array(
      Shape({
        criterion: Key(),
        label: LabelText(),
        weight: Type.Integer({ minimum: 1, maximum: 1000 }),
        pointsMax: Type.Integer({ minimum: 1, maximum: 1000 }),
      }),
      { minItems: 1, maxItems: 100 },
    ),
  }),
});

export type AssessmentFact = FactOf<typeof AssessmentSchemeDefined>;
