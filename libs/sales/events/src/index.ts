import type { EventDefinition } from '@zongheng/kernel';
import { AssessmentSchemeDefined } from './assessment.ts';
import { opportunityEvents } from './opportunity.ts';
import { PipelineDefined, PipelineRevised } from './pipeline.ts';
import { productEvents } from './products.ts';
import { orderEvents, quoteEvents } from './quotes-and-orders.ts';
import { taskEvents, visitEvents } from './work.ts';

export * from './assessment.ts';
export * from './cell.ts';
export * from './movement.ts';
export * from './movements.ts';
export * from './opportunity.ts';
export * from './pipeline.ts';
export * from './products.ts';
export * from './quotes-and-orders.ts';
export * from './reading/opportunity.ts';
export * from './reading/product.ts';
export * from './reading/stage-worths.ts';
export * from './work.ts';

/** Every event of the context, for the catalogue. */
export const salesEvents: readonly EventDefinition[] = [
  PipelineDefined,
  PipelineRevised,
  ...opportunityEvents,
  AssessmentSchemeDefined,
  ...visitEvents,
  ...taskEvents,
  ...productEvents,
  ...quoteEvents,
  ...orderEvents,
];
