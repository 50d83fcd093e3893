import type { EventDefinition } from '@zongheng/kernel';
import { planEvents } from './plan.ts';
import { PlanDueDatesDefined, PlanToleranceDefined } from './policies.ts';

export * from './actions.ts';
export * from './checks.ts';
export * from './closing.ts';
export * from './metrics.ts';
export * from './period.ts';
export * from './plan.ts';
export * from './policies.ts';
export * from './reminders.ts';
export * from './subject.ts';
export * from './targets.ts';

/** Every event of the context, for the catalogue. */
export const planningEvents: readonly EventDefinition[] = [...planEvents, PlanToleranceDefined, PlanDueDatesDefined];
