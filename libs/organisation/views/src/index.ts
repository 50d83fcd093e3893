import type { View } from '@zongheng/kernel';
import { employees } from './documents/employees.ts';
import { exchangeRateDocuments } from './documents/exchange-rates.ts';
import { installation } from './documents/installation.ts';
import { regions } from './documents/regions.ts';
import { units } from './documents/units.ts';

export * from './documents/employees.ts';
export * from './documents/exchange-rates.ts';
export * from './documents/installation.ts';
export * from './documents/regions.ts';
export * from './documents/units.ts';

/** Every view of the context, for whoever projects or serves them. */
export const organisationViews: readonly View[] = [installation, units, employees, regions, exchangeRateDocuments];
