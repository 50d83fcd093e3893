import { type RefusalTable, refusing } from '@zongheng/kernel';
import { factRefusals } from './refusals/facts.ts';
import { opportunityRefusals } from './refusals/opportunity.ts';
import { pipelineRefusals } from './refusals/pipelines.ts';
import { tradeRefusals } from './refusals/trade.ts';
import { workRefusals } from './refusals/work.ts';

/** Every refusal of the context by its code. `…UNKNOWN` ones about other aggregates are given by the room that looks them up. */
export const salesRefusals = {
  ...opportunityRefusals,
  ...factRefusals,
  ...pipelineRefusals,
  ...workRefusals,
  ...tradeRefusals,
} as const satisfies RefusalTable;

export type SalesRefusalCode = keyof typeof salesRefusals;

/** Refuses with a code of sales: `refuse('SALES.OPPORTUNITY.CLOSED', 'it was won on 2026-03-01')`. */
export const refuse = refusing(salesRefusals);
