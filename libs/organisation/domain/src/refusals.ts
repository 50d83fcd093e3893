import { employeeRefusals } from './employee.ts';
import { rateRefusals } from './exchange-rates.ts';
import { installationRefusals } from './installation.ts';
import { regionRefusals } from './regions.ts';
import { unitRefusals } from './units.ts';

/** Every refusal of the context: what the API documents and turns into statuses. */
export const organisationRefusals = {
  ...installationRefusals,
  ...unitRefusals,
  ...employeeRefusals,
  ...regionRefusals,
  ...rateRefusals,
} as const;
