import { contractMonths, contractStatuses, contractTerms } from '@zongheng/contracts-views';
import { steps } from '@zongheng/contracts-events';
import {
  type FigureQuery,
  groupingsOf,
  type KeyWords,
  type MonthNames,
  type QueryContext,
  type Question,
  questionOf,
} from '@zongheng/nest-kit';
import { productLines } from '@zongheng/sales-events';

/** What expected revenue can be grouped by; its month always stands beside. */
export const monthGroupings = groupingsOf(contractMonths, { without: ['revenueMonth'] });
/** What terms and values can be grouped by. */
export const termMonths: MonthNames = { endMonth: 'ends' };
export const termGroupings = groupingsOf(contractTerms, { months: termMonths });

const words: KeyWords = { labels: { productLine: productLines, step: steps, status: contractStatuses } };

/** A query turned into what figures are computed from, with what its keys are called. */
export interface Asked<Params extends object = object> extends Question {
  readonly params: Params;
  readonly words: KeyWords;
}

export async function askedOf<Params extends object>(query: FigureQuery<Params>, given: QueryContext): Promise<Asked<Params>> {
  return { ...(await questionOf(query, given, termMonths)), params: query.params, words };
}
