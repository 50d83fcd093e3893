import type { EventDefinition, FactOf, RecordedOf } from '@zongheng/kernel';
import { invoiceEvents } from './invoices.ts';
import { paymentEvents } from './payments.ts';
import { receivablesPolicyEvents } from './policy.ts';

export * from './cell.ts';
export * from './flows.ts';
export * from './invoices.ts';
export * from './lines.ts';
export * from './payments.ts';
export * from './policy.ts';

/** All that the stream of a customer's account may hold. */
export const accountEvents = [...invoiceEvents, ...paymentEvents] as const;
export type AccountFact = FactOf<(typeof accountEvents)[number]>;
export type RecordedAccountEvent = RecordedOf<(typeof accountEvents)[number]>;

/** Every event of the context, for the catalogue. */
export const receivablesEvents: readonly EventDefinition[] = [...accountEvents, ...receivablesPolicyEvents];
