import type { View } from '@zongheng/kernel';
import { attributes } from './documents/attributes.ts';
import { customers } from './documents/customers.ts';
import { identities } from './documents/identities.ts';
import { merges } from './documents/merges.ts';
import { relationships } from './documents/relationships.ts';
import { customerRules } from './documents/rules.ts';
import { segments } from './documents/segments.ts';
import { customerBase } from './journals/customer-base.ts';
import { timeline } from './timeline/timeline.ts';

export * from './askable.ts';
export * from './documents/attributes.ts';
export * from './documents/customer-document.ts';
export * from './documents/customers.ts';
export * from './documents/identities.ts';
export * from './documents/merges.ts';
export * from './documents/relationships.ts';
export * from './documents/rules.ts';
export * from './documents/segments.ts';
export * from './journals/customer-base.ts';
export * from './searching.ts';
export * from './timeline/timeline-events.ts';
export * from './timeline/timeline.ts';

/** Every view of the context, for whoever projects or serves them. */
export const customersViews: readonly View[] = [
  customers,
  merges,
  attributes,
  identities,
  segments,
  customerRules,
  relationships,
  timeline,
  customerBase,
];
