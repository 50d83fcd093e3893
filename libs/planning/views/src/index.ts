import type { View } from '@zongheng/kernel';
import { dealStages } from './documents/deal-stages.ts';
import { planHeads } from './documents/plan-heads.ts';
import { planWork } from './documents/plan-work.ts';
import { plans } from './documents/plans.ts';
import { dueDates, tolerance } from './documents/policies.ts';
import { staff } from './documents/staff.ts';
import { actuals } from './journals/actuals.ts';
import { openDeals } from './journals/open-deals.ts';
import { targets } from './journals/targets.ts';
import { taskCompletion } from './journals/tasks.ts';

export * from './documents/deal-stages.ts';
export * from './documents/plan-document.ts';
export * from './documents/plan-heads.ts';
export * from './documents/plan-work.ts';
export * from './documents/plans.ts';
export * from './documents/policies.ts';
export * from './documents/staff.ts';
export * from './journals/actuals.ts';
export * from './journals/open-deals.ts';
export * from './journals/targets.ts';
export * from './journals/tasks.ts';

/** Every view of the context, for whoever projects or serves them. */
export const planningViews: readonly View[] = [
  actuals,
  targets,
  openDeals,
  taskCompletion,
  plans,
  planHeads,
  planWork,
  tolerance,
  dueDates,
  staff,
  dealStages,
] as readonly View[];
