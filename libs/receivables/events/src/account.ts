import type { FactOf, RecordedOf } from '@zongheng/kernel';
import { invoiceEvents } from './invoices.ts';
import { paymentEvents } from './payments.ts';

/** All that the stream of a customer's account may hold. */
export const accountEvents = [...invoiceEvents, ...paymentEvents] as const;
export type AccountFact = FactOf<(typeof accountEvents)[number]>;
export type RecordedAccountEvent = RecordedOf<(typeof accountEvents)[number]>;
