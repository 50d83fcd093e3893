import { type FigureQuery, type KeyWords, type MonthNames, type QueryContext, questionOf, ServedDocuments } from '@zongheng/nest-kit';
import { forecastCategories, productLines, sources, stageWorthsOn, statuses } from '@zongheng/sales-events';
import { type PipelineDocument, pipelines } from '@zongheng/sales-views';
import type { SalesQuestion } from '../figures/funnel-figures.ts';

/** The most pipelines an installation is expected to have. */
const pipelinesMax = 1000;

/** Months of dates that the books are grouped by. */
export const bookMonths: MonthNames = { closeMonth: 'expectedClose' };

/** A query turned into what figures are computed from: the trees and the stages as they were at its moment. */
export interface Asked<Params extends object = object> extends SalesQuestion {
  readonly params: Params;
  readonly pipelines: readonly PipelineDocument[];
  readonly words: KeyWords;
}

export async function askedOf<Params extends object>(query: FigureQuery<Params>, given: QueryContext): Promise<Asked<Params>> {
  const question = await questionOf(query, given, bookMonths);
  const known = await given.get(ServedDocuments).find(pipelines, { where: [], limit: pipelinesMax });
  return {
    ...question,
    params: query.params,
    worths: stageWorthsOn(known, question.asOf, question.upTo),
    pipelines: known,
    words: wordsOf(known),
  };
}

/** What the keys of sales are called, and the order of stages: as they stand in their pipeline. */
function wordsOf(known: readonly PipelineDocument[]): KeyWords {
  const stages = known.flatMap(({ versions }) => versions.flatMap((version) => version.stages));
  const places = new Map<string, number>();
  for (const pipeline of known)
    pipeline.stages.forEach(({ stage }, place) => places.set(stage, Math.min(place, places.get(stage) ?? place)));
  return {
    labels: {
      status: statuses,
      source: sources,
      forecast: forecastCategories,
      productLine: productLines,
      stage: Object.fromEntries(stages.map(({ stage, label }) => [stage, label])),
      pipeline: Object.fromEntries(known.map(({ id, name }) => [id, name])),
    },
    places: { stage: (stage) => places.get(stage) ?? Number.MAX_SAFE_INTEGER },
  };
}
