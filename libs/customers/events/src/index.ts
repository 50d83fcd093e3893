import type { EventDefinition } from '@zongheng/kernel';
import { AttributeDefined } from './attributes.ts';
import { customerEvents, CustomersMerged } from './customer.ts';

export * from './attributes.ts';
export * from './customer.ts';
export * from './reading/attributes.ts';
export * from './reading/customer.ts';
export * from './reading/merges.ts';
export * from './reading/survivor.ts';

/** Every event of the context, for the catalogue. */
export const customersEvents: readonly EventDefinition[] = [...customerEvents, CustomersMerged, AttributeDefined];
