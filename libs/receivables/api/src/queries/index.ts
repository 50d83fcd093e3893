import { ageingChangesEndpoint, ageingEndpoint } from './ageing.ts';
import { receivablesLists } from './lists.ts';
import { overdueEndpoint } from './overdue.ts';
import { promisesKeptEndpoint } from './promises.ts';
import { statementEndpoint } from './statement.ts';
import { byMonthEndpoint, summaryEndpoint } from './summary.ts';

/** Everything of the context that can be read. */
export const receivablesQueries = [
  ...receivablesLists,
  ageingEndpoint,
  ageingChangesEndpoint,
  summaryEndpoint,
  byMonthEndpoint,
  overdueEndpoint,
  promisesKeptEndpoint,
  statementEndpoint,
];
