import { contextModule } from '@zongheng/nest-kit';
import { receivablesRefusals } from '@zongheng/receivables-domain';
import { accountCommands } from './commands/account.commands.ts';
import { receivablesPolicyCommands } from './commands/policy.commands.ts';
import { receivablesQueries } from './queries/index.ts';

export { accountAggregate } from './commands/account.aggregate.ts';
export { paymentReminders } from './due/payment-reminders.ts';
export { receivablesPolicies } from './policies/bindings.ts';

/** Receivables over HTTP and for the bulk interface. Its figures need of the service what those of every context need. */
export const receivablesModule = contextModule({
  name: 'receivables',
  commands: [accountCommands, receivablesPolicyCommands],
  queries: receivablesQueries,
  refusals: [receivablesRefusals],
});
