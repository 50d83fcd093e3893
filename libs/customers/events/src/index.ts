import type { EventDefinition } from '@zongheng/kernel';
import { AttributeDefined } from './attributes.ts';
import { CustomerDetailsChanged, CustomerOwnerAssigned, CustomerRegistered, CustomersMerged } from './customer.ts';

export * from './attributes.ts';
export * from './customer.ts';

/** Every event of the context, for the catalogue. */
export const customersEvents: readonly EventDefinition[] = [
  CustomerRegistered,
  CustomerDetailsChanged,
  CustomerOwnerAssigned,
  CustomersMerged,
  AttributeDefined,
];
