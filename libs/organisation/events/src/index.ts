import type { EventDefinition } from '@zongheng/kernel';
import { employeeEvents } from './employees.ts';
import { ExchangeRateSet } from './exchange-rates.ts';
import { InstallationFounded } from './installation.ts';
import { RegionDefined } from './regions.ts';
import { unitEvents } from './units.ts';

export * from './employees.ts';
export * from './exchange-rates.ts';
export * from './installation.ts';
export * from './reading/employee-units.ts';
export * from './reading/employee.ts';
export * from './reading/exchange-rates.ts';
export * from './reading/installation.ts';
export * from './reading/region-tree.ts';
export * from './reading/regions.ts';
export * from './reading/unit-tree.ts';
export * from './reading/units.ts';
export * from './regions.ts';
export * from './units.ts';

/** Every event of the context, for the catalogue. */
export const organisationEvents: readonly EventDefinition[] = [
  InstallationFounded,
  ...unitEvents,
  ...employeeEvents,
  RegionDefined,
  ExchangeRateSet,
];
