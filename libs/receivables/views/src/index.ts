import type { View } from '@zongheng/kernel';
import { accounts } from './documents/accounts.ts';
import { creditNotes, payments } from './documents/credits.ts';
import { invoices } from './documents/invoices.ts';
import { ledger } from './documents/ledger.ts';
import { receivablesPolicies } from './documents/policy.ts';
import { promises } from './documents/promises.ts';
import { receivables } from './journals/receivables.ts';
import { revenue } from './journals/revenue.ts';

export * from './documents/accounts.ts';
export * from './documents/credits.ts';
export * from './documents/invoices.ts';
export * from './documents/ledger.ts';
export * from './documents/policy.ts';
export * from './documents/promises.ts';
export * from './entry-kinds.ts';
export * from './journals/receivables.ts';
export * from './journals/revenue.ts';

/** Every view of the context, for whoever projects or serves them. */
export const receivablesViews: readonly View[] = [
  receivables,
  revenue,
  invoices,
  payments,
  creditNotes,
  accounts,
  promises,
  ledger,
  receivablesPolicies,
] as readonly View[];
