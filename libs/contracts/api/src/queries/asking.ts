import { contractMonths, contractStatuses, contractTerms } from '@zongheng/contracts-views';
import { steps } from '@zongheng/contracts-events';
import { type FigureQuery, groupingsOf, type KeyWords, type QueryContext, type Question, questionOf } from '@zongheng/nest-kit';
import { productLines } from '@zongheng/sales-events';

/** What expected revenue can be grouped by; its month always stands beside. */
export const monthGroupings = groupingsOf(contractMonths, { without: ['revenueMonth'] });
/** What terms and values can be grouped by. */
export const termGroupings = groupingsOf(contractTerms, { months: { endMonth: 'ends' } });

const words: KeyWords = { labels: { productLine: productLines, step: steps, status: contractStatuses } };

/** A query turned into what figures are computed from, with what its keys are called. */
export interface Asked extends Question {
  readonly words: KeyWords;
}

export async function askedOf(query: Pick<FigureQuery, 'asOf' | 'upTo' | 'filters' | 'groupBy'>, given: QueryContext): Promise<Asked> {
  return { ...(await questionOf(query, given, { endMonth: 'ends' })), words };
}
