import type { EventDefinition } from '@zongheng/kernel';
import { AttributeDefined } from './attributes.ts';
import { customerEvents } from './customer.ts';
import { identityEvents } from './identities.ts';
import { mergesEvents } from './merges.ts';
import { customerRulesEvents } from './rules.ts';
import { segmentEvents } from './segments.ts';

export * from './attributes.ts';
export * from './channels.ts';
export * from './contacts.ts';
export * from './customer.ts';
export * from './reading/attributes.ts';
export * from './reading/customer.ts';
export * from './reading/merges.ts';
export * from './reading/survivor.ts';
export * from './dealings.ts';
export * from './details.ts';
export * from './identities.ts';
export * from './merges.ts';
export * from './rules.ts';
export * from './segments.ts';
export * from './understandings.ts';

/** Every event of the context, for the catalogue. */
export const customersEvents: readonly EventDefinition[] = [
  ...customerEvents,
  ...mergesEvents,
  AttributeDefined,
  ...identityEvents,
  ...segmentEvents,
  ...customerRulesEvents,
];
