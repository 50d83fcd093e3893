import type { View } from '@zongheng/kernel';
import { plans } from './documents/plans.ts';
import { dueDates, tolerance } from './documents/policies.ts';

export * from './documents/plan-document.ts';
export * from './documents/plans.ts';
export * from './documents/policies.ts';

/** Every view of the context, for whoever projects or serves them. */
export const planningViews: readonly View[] = [plans, tolerance, dueDates] as readonly View[];
