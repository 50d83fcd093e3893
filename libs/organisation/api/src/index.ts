import { contextModule } from '@zongheng/nest-kit';
import { organisationRefusals } from '@zongheng/organisation-domain';
import { employeeCommands } from './employees.commands.ts';
import { exchangeRatesCommands } from './exchange-rates.commands.ts';
import { installationCommands } from './installation.commands.ts';
import { organisationLists } from './lists.ts';
import { regionsCommands } from './regions.commands.ts';
import { unitsCommands } from './units.commands.ts';

export const organisationModule = contextModule({
  name: 'organisation',
  commands: [installationCommands, unitsCommands, employeeCommands, regionsCommands, exchangeRatesCommands],
  queries: organisationLists,
  refusals: [organisationRefusals],
});
