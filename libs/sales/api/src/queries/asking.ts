import type { JournalView } from '@zongheng/kernel';
import { type FigureQuery, ProblemError, type QueryContext, ServedDocuments } from '@zongheng/nest-kit';
import { type JournalReader, JournalReaders, type KeyFilter } from '@zongheng/projection';
import { type PipelineDocument, pipelines, stageWorthsOn } from '@zongheng/sales-views';
import type { Question } from '../figures/funnel-figures.ts';
import { withDescendants } from '../figures/groupings.ts';
import { Trees, treesAt } from '../figures/trees.ts';

/** The most pipelines an installation is expected to have. */
const pipelinesMax = 1000;

/** A query turned into what figures are computed from: the trees and the stages as they were at its moment. */
export interface Asked extends Question {
  readonly pipelines: readonly PipelineDocument[];
}

export async function askedOf(query: FigureQuery, given: QueryContext): Promise<Asked> {
  const { asOf, upTo, groupBy } = query;
  const trees = await treesAt(given.get(Trees), { asOf, upTo });
  const known = await given.get(ServedDocuments).find(pipelines, { where: [], limit: pipelinesMax });
  const filters = withDescendants(query.filters as Readonly<Record<string, KeyFilter>>, trees);
  return { asOf, upTo, groupBy, filters, trees, worths: stageWorthsOn(known, asOf, upTo), pipelines: known };
}

/** The columns of a journal. @throws ProblemError while no build of it is served. */
export function readerOf(given: QueryContext, view: Pick<JournalView, 'name'>): JournalReader {
  const reader = given.get(JournalReaders).of(view.name);
  if (reader) return reader;
  throw new ProblemError('READ.VIEW_STOPPED', `${view.name} is not served yet`, { headers: { 'retry-after': '2' } });
}
