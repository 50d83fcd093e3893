import type { View } from '@zongheng/kernel';
import { assessmentSchemes, products } from './documents/catalogue.ts';
import { opportunities } from './documents/opportunities.ts';
import { pipelines } from './documents/pipelines.ts';
import { orders, quotes } from './documents/quotes-and-orders.ts';
import { tasks, visits } from './documents/work.ts';
import { funnel } from './journals/funnel.ts';
import { orderBook } from './journals/orders.ts';
import { selling } from './journals/selling.ts';
import { stages } from './journals/stages.ts';

export * from './documents/catalogue.ts';
export * from './documents/opportunities.ts';
export * from './documents/pipelines.ts';
export * from './documents/quotes-and-orders.ts';
export * from './documents/work.ts';
export * from './journals/funnel.ts';
export * from './journals/orders.ts';
export * from './journals/selling.ts';
export * from './journals/stages.ts';

/** Every view of the context, for whoever projects or serves them. */
export const salesViews: readonly View[] = [
  funnel,
  stages,
  selling,
  orderBook,
  opportunities,
  pipelines,
  visits,
  tasks,
  products,
  assessmentSchemes,
  quotes,
  orders,
] as readonly View[];
