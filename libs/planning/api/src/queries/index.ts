import { planBaseEndpoint, planProposalEndpoint } from './target-base.ts';
import { myPlanEndpoint, planBoardEndpoint, planProgressEndpoint } from './board.ts';
import { actualsEndpoint, targetsEndpoint } from './figures.ts';
import { followUpEndpoint } from './follow-up.ts';
import { planForecastEndpoint } from './forecast.ts';
import { metricsEndpoint, planLists, planPoliciesEndpoint } from './lists.ts';
import { missingEndpoint } from './missing.ts';
import { reproductionEndpoint } from './reproduction.ts';
import { taskCompletionEndpoint } from './tasks.ts';
import { varianceEndpoint } from './variance.ts';

/** Everything of the context that can be read. */
export const planningQueries = [
  ...planLists,
  planBoardEndpoint,
  planProgressEndpoint,
  varianceEndpoint,
  myPlanEndpoint,
  missingEndpoint,
  taskCompletionEndpoint,
  followUpEndpoint,
  planForecastEndpoint,
  reproductionEndpoint,
  planBaseEndpoint,
  planProposalEndpoint,
  actualsEndpoint,
  targetsEndpoint,
  metricsEndpoint,
  planPoliciesEndpoint,
];
