import { planBaseEndpoint, planProposalEndpoint } from './target-base.ts';
import { myPlanEndpoint, planBoardEndpoint, planProgressEndpoint } from './board.ts';
import { actualsEndpoint, targetsEndpoint } from './figures.ts';
import { followUpEndpoint } from './follow-up.ts';
import { planForecastEndpoint } from './forecast.ts';
import { lineExplainedEndpoint } from './line-explained.ts';
import { metricsEndpoint, planLists, planPoliciesEndpoint } from './lists.ts';
import { missingEndpoint } from './missing.ts';
import { planWorkEndpoint } from './plan-work.ts';
import { reproductionEndpoint } from './reproduction.ts';
import { taskCompletionEndpoint } from './tasks.ts';

/** Everything of the context that can be read. */
export const planningQueries = [
  ...planLists,
  planBoardEndpoint,
  planProgressEndpoint,
  lineExplainedEndpoint,
  myPlanEndpoint,
  missingEndpoint,
  taskCompletionEndpoint,
  planWorkEndpoint,
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
