import { contextModule } from '@zongheng/nest-kit';
import { planningRefusals } from '@zongheng/planning-domain';
import { planCommands } from './commands/plan.commands.ts';
import { dueDatesCommands, toleranceCommands } from './commands/policy.commands.ts';
import { planningQueries } from './queries/index.ts';
import { PlanReminders } from './reminders.ts';

export { planningPolicies } from './policies/bindings.ts';
export { PlanReminders, type Urged } from './reminders.ts';

/** Planning over HTTP and for the bulk interface. It needs of the service: `Trees` and `JournalReaders`, as global providers. */
export const planningModule = contextModule({
  name: 'planning',
  commands: [planCommands, toleranceCommands, dueDatesCommands],
  queries: planningQueries,
  refusals: [planningRefusals],
  providers: [PlanReminders],
});
