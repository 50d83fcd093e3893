import type { Refusal } from '@zongheng/kernel';
import {
  aggregateCommands,
  defineAggregate,
  IntegerField,
  KeyField,
  LabelField,
  type LabelFields,
  ListField,
  type Preparation,
} from '@zongheng/nest-kit';
import { assessmentDecider, refuse, type SchemeFacts } from '@zongheng/sales-domain';

export const assessmentAggregate = defineAggregate({
  category: 'assessment',
  decider: assessmentDecider,
  orderingKey: (_first, id) => id,
});

class CriterionFields {
  @KeyField({ description: 'Its key', example: 'budget' })
  readonly criterion!: string;

  @LabelField({ description: 'What is asked', example: { zh: '预算是否落实', en: 'Is there a budget' } })
  readonly label!: LabelFields;

  @IntegerField({ min: 1, max: 1000 }, { description: 'How much it weighs', example: 3 })
  readonly weight!: number;

  @IntegerField({ min: 1, max: 1000 }, { description: 'The most points it can get', example: 5 })
  readonly pointsMax!: number;
}

export class DefineAssessmentSchemeBody {
  @LabelField({ description: 'What the scheme is called', example: { zh: '有效性评估', en: 'Validity' } })
  readonly name!: LabelFields;

  @ListField(() => CriterionFields, { min: 1, max: 100, description: 'What is asked, with weights' })
  readonly criteria!: readonly CriterionFields[];
}

export const assessmentCommands = aggregateCommands(
  { aggregate: assessmentAggregate, collection: 'assessment-schemes', title: { zh: '评估方案', en: 'Assessment schemes' } },
  (command) => [
    command.creates('DefineAssessmentScheme', DefineAssessmentSchemeBody, {
      summary: { zh: '定义评估方案', en: 'Define a scheme for assessing opportunities, or define it anew' },
    }),
  ],
);

/** A scheme as an assessment needs it. */
export async function schemeFor(given: Preparation, id: string): Promise<SchemeFacts | Refusal> {
  const found = await given.load(assessmentAggregate, id);
  if (!found) return refuse('SALES.ASSESSMENT.UNKNOWN', `there is no scheme ${id}`, { field: '/scheme' });
  return { id, revision: found.revision, criteria: found.state.criteria };
}
