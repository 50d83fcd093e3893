import type { View } from '@zongheng/kernel';
import { attributes } from './documents/attributes.ts';
import { customers } from './documents/customers.ts';
import { merges } from './documents/merges.ts';

export * from './documents/attributes.ts';
export * from './documents/customers.ts';
export * from './documents/merges.ts';

/** Every view of the context, for whoever projects or serves them. */
export const customersViews: readonly View[] = [customers, merges, attributes];
