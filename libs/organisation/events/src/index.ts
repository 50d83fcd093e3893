import type { EventDefinition } from '@zongheng/kernel';
import { EmployeeJoined, EmployeeLeft, EmployeeTransferred } from './employees.ts';
import { InstallationFounded } from './installation.ts';
import { RegionDefined } from './regions.ts';
import { OrgUnitCreated, OrgUnitHeadNamed, OrgUnitMoved } from './units.ts';

export * from './employees.ts';
export * from './installation.ts';
export * from './regions.ts';
export * from './units.ts';

/** Every event of the context, for the catalogue. */
export const organisationEvents: readonly EventDefinition[] = [
  InstallationFounded,
  OrgUnitCreated,
  OrgUnitMoved,
  OrgUnitHeadNamed,
  EmployeeJoined,
  EmployeeTransferred,
  EmployeeLeft,
  RegionDefined,
];
