import { type RefusalTable, refusing } from '@zongheng/kernel';
import { actionRefusals } from './refusals/actions.ts';
import { planRefusals } from './refusals/plans.ts';
import { targetRefusals } from './refusals/targets.ts';

/** Every refusal of the context by its code. `…UNKNOWN` ones about other aggregates are given by the room that looks them up. */
export const planningRefusals = { ...planRefusals, ...targetRefusals, ...actionRefusals } as const satisfies RefusalTable;

export type PlanningRefusalCode = keyof typeof planningRefusals;

/** Refuses with a code of planning: `refuse('PLANNING.PLAN.CLOSED', 'it was closed on 2026-04-03')`. */
export const refuse = refusing(planningRefusals);
