import { specification } from '@zongheng/kernel/testing';
import { assessmentDecider, type DefineAssessmentScheme } from './assessment.ts';
import { date, on } from './testing/people.ts';

const spec = specification(assessmentDecider);
const budget = { criterion: 'budget', label: { zh: '预算', en: 'Budget' }, weight: 3, pointsMax: 5 };
const need = { criterion: 'need', label: { zh: '需求', en: 'Need' }, weight: 1, pointsMax: 1 };
const name = { zh: '有效性', en: 'Validity' };
const defining = (given: Partial<DefineAssessmentScheme> = {}): DefineAssessmentScheme => ({
  type: 'DefineAssessmentScheme',
  ...on('2026-01-05'),
  name,
  criteria: [budget, need],
  ...given,
});
const defined = { type: 'AssessmentSchemeDefined', businessDate: date('2026-01-05'), data: { name, criteria: [budget, need] } } as const;

describe('defining an assessment scheme', () => {
  it('records its criteria and their weights', () => {
    spec
      .given()
      .when(defining())
      .then({ ...defined, data: { name, criteria: [budget, need] } });
  });

  it('defines it anew with other criteria, and has no effect with the same', () => {
    spec.given().whenRepeated(defining()).thenNothing();
    spec
      .given({ ...defined, data: { name, criteria: [budget, need] } })
      .when(defining({ ...on('2026-02-01'), criteria: [{ ...budget, weight: 4 }] }))
      .then({ type: 'AssessmentSchemeDefined', businessDate: date('2026-02-01'), data: { name, criteria: [{ ...budget, weight: 4 }] } });
  });

  it('is refused without criteria, with one twice, in the future, and before the last definition', () => {
    spec
      .given()
      .when(defining({ criteria: [] }))
      .thenRefused('SALES.ASSESSMENT.NO_CRITERIA');
    spec
      .given()
      .when(defining({ criteria: [budget, budget] }))
      .thenRefused('SALES.ASSESSMENT.CRITERION_REPEATED');
    spec
      .given()
      .when(defining(on('2026-07-01')))
      .thenRefused('DATE.IN_FUTURE');
    spec
      .given({ ...defined, data: { name, criteria: [budget, need] } })
      .when(defining({ ...on('2026-01-04'), criteria: [need] }))
      .thenRefused('DATE.BEFORE_LAST');
  });
});
