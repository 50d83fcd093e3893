import type { View } from '@zongheng/kernel';
import { assessmentSchemes, products } from './documents/catalogue.ts';
import { opportunities } from './documents/opportunities.ts';
import { pipelines } from './documents/pipelines.ts';
import { orders } from './documents/orders.ts';
import { quotes } from './documents/quotes.ts';
import { tasksForCustomers } from './documents/tasks-for-customers.ts';
import { tasks } from './documents/tasks.ts';
import { visits } from './documents/visits.ts';
import { funnel } from './journals/funnel.ts';
import { orderBook } from './journals/orders.ts';
import { selling } from './journals/selling.ts';
import { stages } from './journals/stages.ts';

export * from './documents/catalogue.ts';
export * from './documents/opportunities.ts';
export * from './documents/orders.ts';
export * from './documents/pipelines.ts';
export * from './documents/quotes.ts';
export * from './documents/tasks-for-customers.ts';
export * from './documents/tasks.ts';
export * from './documents/visits.ts';
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
  tasksForCustomers,
  products,
  assessmentSchemes,
  quotes,
  orders,
] as readonly View[];
