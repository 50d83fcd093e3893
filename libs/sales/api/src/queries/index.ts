import { boardEndpoint } from './board.ts';
import { analysisEndpoint, forecastEndpoint } from './forecast.ts';
import { funnelChangesEndpoint, funnelEndpoint } from './funnel.ts';
import { salesLists } from './lists.ts';
import { conversionEndpoint, timeInStageEndpoint } from './passages.ts';
import { repDayEndpoint } from './rep-day.ts';
import { salesCycleEndpoint, winLossEndpoint } from './selling.ts';

/** Everything of the context that can be read. */
export const salesQueries = [
  ...salesLists,
  funnelEndpoint,
  funnelChangesEndpoint,
  conversionEndpoint,
  timeInStageEndpoint,
  forecastEndpoint,
  winLossEndpoint,
  analysisEndpoint,
  salesCycleEndpoint,
  boardEndpoint,
  repDayEndpoint,
];
