import { type RefusalTable, refusing } from '@zongheng/kernel';
import { creditRefusals } from './refusals/credits.ts';
import { invoiceRefusals } from './refusals/invoices.ts';
import { policyRefusals } from './refusals/policy.ts';

/** Every refusal of the context by its code. `…UNKNOWN` ones about other aggregates are given by the room that looks them up. */
export const receivablesRefusals = { ...invoiceRefusals, ...creditRefusals, ...policyRefusals } as const satisfies RefusalTable;

export type ReceivablesRefusalCode = keyof typeof receivablesRefusals;

/** Refuses with a code of receivables: `refuse('RECEIVABLES.INVOICE.UNKNOWN', 'there is no invoice 4711')`. */
export const refuse = refusing(receivablesRefusals);
