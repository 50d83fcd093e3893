import type { EventDefinition } from '@zongheng/kernel';
import { accountEvents } from './account.ts';
import { receivablesPolicyEvents } from './policy.ts';

export * from './account.ts';
export * from './cell.ts';
export * from './flows.ts';
export * from './invoices.ts';
export * from './lines.ts';
export * from './payments.ts';
export * from './policy.ts';

/** Every event of the context, for the catalogue. */
export const receivablesEvents: readonly EventDefinition[] = [...accountEvents, ...receivablesPolicyEvents];
