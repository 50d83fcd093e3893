import { contractsRefusals } from '@zongheng/contracts-domain';
import { contextModule } from '@zongheng/nest-kit';
import { contractCommands } from './commands/contract.commands.ts';
import { contractNumberCommands } from './commands/number.commands.ts';
import { splitProfileCommands } from './commands/split-profile.commands.ts';
import { contractsQueries } from './queries/index.ts';

export { contractsPolicies } from './policies/bindings.ts';

/** Contracts over HTTP and for the bulk interface. */
export const contractsModule = contextModule({
  name: 'contracts',
  commands: [contractCommands, contractNumberCommands, splitProfileCommands],
  queries: contractsQueries,
  refusals: [contractsRefusals],
});
