import { type BusinessDate, type Command, datesInOrder, type Decider, type Decision, earliestDate, type Label } from '@zongheng/kernel';
import type { AssessmentFact } from '@zongheng/sales-events';
import { refuse } from './refusals.ts';

type Criterion = AssessmentFact['data']['criteria'][number];

/** A scheme for assessing opportunities, as its stream tells it. */
export interface AssessmentState {
  /** Null until it is defined. */
  readonly name: Label | null;
  readonly criteria: readonly Criterion[];
  readonly last: BusinessDate;
}

/** Defines the scheme, or defines it anew: assessments made before keep the revision they were made by. */
export interface DefineAssessmentScheme extends Command<'DefineAssessmentScheme'> {
  readonly name: Label;
  readonly criteria: readonly Criterion[];
}

export const assessmentDecider: Decider<AssessmentState, DefineAssessmentScheme, AssessmentFact> = {
  initialState: () => ({ name: null, criteria: [], last: earliestDate }),
  evolve: (_, { data, businessDate }) => ({ name: data.name, criteria: data.criteria, last: businessDate }),
  decide: define,
};

function define(state: AssessmentState, command: DefineAssessmentScheme): Decision<AssessmentFact> {
  const { name, criteria, on } = command;
  if (isDefinedSo(state, command)) return [];
  const no = datesInOrder(command, state.last);
  if (no) return no;
  const seen = new Set<string>();
  for (const [index, { criterion }] of criteria.entries()) {
    if (seen.has(criterion)) {
      return refuse('SALES.ASSESSMENT.CRITERION_REPEATED', `${criterion} stands twice`, { field: `/criteria/${index}` });
    }
    seen.add(criterion);
  }
  if (criteria.length === 0) return refuse('SALES.ASSESSMENT.NO_CRITERIA', 'the scheme asks nothing', { field: '/criteria' });
  return [{ type: 'AssessmentSchemeDefined', businessDate: on, data: { name, criteria: [...criteria] } }];
}

function isDefinedSo(state: AssessmentState, { name, criteria }: DefineAssessmentScheme): boolean {
  return (
    state.name?.zh === name.zh &&
    state.name.en === name.en &&
    state.criteria.length === criteria.length &&
    state.criteria.every((known, index) => sameCriterion(known, criteria[index]))
  );
}

function sameCriterion(one: Criterion, other: Criterion | undefined): boolean {
  return (
    one.criterion === other?.criterion &&
    one.label.zh === other.label.zh &&
    one.label.en === other.label.en &&
    one.weight === other.weight &&
    one.pointsMax === other.pointsMax
  );
}
