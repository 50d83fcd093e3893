import { changedAttributes, datesInOrder, type Decision, divideHalfEven, isValueOf, type Refusal } from '@zongheng/kernel';
import type { OpportunityFact } from '@zongheng/sales-events';
import type { SchemeFacts } from '../facts.ts';
import { refuse } from '../refusals.ts';
import type { AssessOpportunity, SetOpportunityAttributes } from './commands.ts';
import { closed } from './guards.ts';
import type { Deal } from './state.ts';

/** The most attributes one deal may carry. */
export const attributesMax = 500;

/** Sets typed attributes and removes others; only what changes is recorded. */
export function setAttributes(deal: Deal, command: SetOpportunityAttributes): Decision<OpportunityFact> {
  const { state } = deal;
  const no = closed(deal) ?? datesInOrder(command, state.last) ?? faultOfAttributes(command);
  if (no) return no;
  const { set, removed, count } = changedAttributes(state.attributes, command.set, command.remove);
  if (Object.keys(set).length === 0 && removed.length === 0) return [];
  if (count > attributesMax)
    return refuse('SALES.ATTRIBUTE.TOO_MANY', `there would be ${count}, the most is ${attributesMax}`, { field: '/set' });
  return [{ type: 'OpportunityAttributesSet', businessDate: command.on, data: { set, removed: [...removed] } }];
}

function faultOfAttributes({ set, catalogue }: SetOpportunityAttributes): Refusal | null {
  for (const [key, value] of Object.entries(set)) {
    const field = `/set/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const attribute = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    if (!attribute) return refuse('SALES.ATTRIBUTE.UNDEFINED', `no attribute ${key} is defined for opportunities`, { field });
    if (isValueOf(value, attribute)) continue;
    const wanted = attribute.kind === 'choice' ? `a choice of ${attribute.choices.join(', ')}` : `of the kind ${attribute.kind}`;
    return refuse('SALES.ATTRIBUTE.MISMATCHED', `${key} is ${wanted}, and ${JSON.stringify(value)} was given`, { field });
  }
  return null;
}

/** Assesses the deal by a scheme; every criterion is answered once. The same answers on the same date are the same assessment. */
export function assess(deal: Deal, command: AssessOpportunity): Decision<OpportunityFact> {
  const { scheme, on } = command;
  const no = closed(deal) ?? datesInOrder(command, deal.state.last) ?? faultOfAnswers(command);
  if (no) return no;
  const answers = command.answers.map(({ criterion, points, reason }) => ({ criterion, points, reason }));
  const data = { scheme: scheme.id, schemeRevision: scheme.revision, score: scoreOf(scheme, answers), answers };
  if (isSame(deal.state.assessment, on, data)) return [];
  return [{ type: 'OpportunityAssessed', businessDate: on, data }];
}

type Answered = NonNullable<Deal['state']['assessment']>;

function isSame(before: Answered | null, on: Answered['on'], { scheme, schemeRevision, answers }: Answered['data']): boolean {
  return (
    before?.on === on &&
    before.data.scheme === scheme &&
    before.data.schemeRevision === schemeRevision &&
    before.data.answers.length === answers.length &&
    answers.every((answer) =>
      before.data.answers.some(
        (other) => other.criterion === answer.criterion && other.points === answer.points && other.reason === answer.reason,
      ),
    )
  );
}

/** Σ weight × points ÷ Σ weight × most points, in per mille: exact, rounded once, half to even. */
export function scoreOf({ criteria }: SchemeFacts, answers: readonly { readonly criterion: string; readonly points: number }[]): number {
  const points = new Map(answers.map((answer) => [answer.criterion, answer.points]));
  let reached = 0;
  let most = 0;
  for (const { criterion, weight, pointsMax } of criteria) {
    reached += weight * (points.get(criterion) ?? 0);
    most += weight * pointsMax;
  }
  return most === 0 ? 0 : Number(divideHalfEven(BigInt(reached) * 1000n, BigInt(most)));
}

function faultOfAnswers({ scheme, answers }: AssessOpportunity): Refusal | null {
  if (scheme.criteria.length === 0) return refuse('SALES.ASSESSMENT.UNKNOWN', `the scheme ${scheme.id} was never defined`);
  const open = new Map(scheme.criteria.map((criterion) => [criterion.criterion, criterion.pointsMax]));
  for (const [index, { criterion, points }] of answers.entries()) {
    const field = `/answers/${index}`;
    const pointsMax = open.get(criterion);
    if (pointsMax === undefined) {
      const twice = scheme.criteria.some((known) => known.criterion === criterion);
      return twice
        ? refuse('SALES.ASSESSMENT.CRITERION_REPEATED', `${criterion} is answered twice`, { field })
        : refuse('SALES.ASSESSMENT.CRITERION_UNKNOWN', `the scheme ${scheme.id} does not ask for ${criterion}`, { field });
    }
    if (!Number.isSafeInteger(points) || points < 0 || points > pointsMax) {
      return refuse('SALES.ASSESSMENT.POINTS_OUT_OF_RANGE', `${criterion} allows 0 to ${pointsMax} points, not ${points}`, { field });
    }
    open.delete(criterion);
  }
  const unanswered = [...open.keys()];
  if (unanswered.length === 0) return null;
  return refuse('SALES.ASSESSMENT.UNANSWERED', `${unanswered.join(', ')} is not answered`, { field: '/answers' });
}
