import { contextModule } from '@zongheng/nest-kit';
import { salesRefusals } from '@zongheng/sales-domain';
import { correctionRefusals } from './commands/opportunity/correction.ts';
import { salesCommands } from './commands/index.ts';
import { salesQueries } from './queries/index.ts';

export { quotesRunOut } from './due/quotes-run-out.ts';
export { salesPolicies } from './policies/bindings.ts';

/**
 * Sales over HTTP and for the bulk interface. Its figures need of the service: `Trees`, and `JournalReaders` and `EventLookup` of the
 * projection room, as global providers.
 */
export const salesModule = contextModule({
  name: 'sales',
  commands: salesCommands,
  queries: salesQueries,
  refusals: [salesRefusals, correctionRefusals],
});
