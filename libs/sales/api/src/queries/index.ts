import { boardEndpoint } from './board.ts';
import { explainEndpoint } from './explain.ts';
import { funnelChangesEndpoint, funnelEndpoint } from './funnel.ts';
import { salesLists } from './lists.ts';
import { conversionEndpoint, timeInStageEndpoint } from './passages.ts';
import { repDayEndpoint } from './rep-day.ts';
import { analysisEndpoint, forecastEndpoint, salesCycleEndpoint, winLossEndpoint } from './selling.ts';

/** Everything of the context that can be read. */
export const salesQueries = [
  ...salesLists,
  funnelEndpoint,
  funnelChangesEndpoint,
  explainEndpoint,
  conversionEndpoint,
  timeInStageEndpoint,
  forecastEndpoint,
  winLossEndpoint,
  analysisEndpoint,
  salesCycleEndpoint,
  boardEndpoint,
  repDayEndpoint,
];
