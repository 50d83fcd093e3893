import { customersRefusals } from '@zongheng/customers-domain';
import { contextModule } from '@zongheng/nest-kit';
import { attributesCommands } from './commands/attributes.commands.ts';
import { customerCommands } from './commands/customer.commands.ts';
import { identityCommands } from './commands/identity.commands.ts';
import { mergesCommands } from './commands/merges.commands.ts';
import { customerRulesCommands } from './commands/rules.commands.ts';
import { segmentsCommands } from './commands/segments.commands.ts';
import { customerBaseEndpoint } from './queries/customer-base.ts';
import { dueChangesEndpoint } from './queries/due-changes.ts';
import { dueEndpoint } from './queries/due.ts';
import { customersLists } from './queries/lists.ts';
import { overviewEndpoint } from './queries/overview.ts';
import { segmentChangesEndpoint } from './queries/segment-changes.ts';
import { segmentCountEndpoint, segmentCustomersEndpoint, segmentResemblingEndpoint } from './queries/segments.ts';
import { timelineEndpoint } from './queries/timeline.ts';

export { IdentityKeys } from './identity-keys.ts';
export { customersPolicies } from './policies/bindings.ts';
export { type CustomerSection, CustomerSections } from './queries/overview.ts';

export const customersModule = contextModule({
  name: 'customers',
  commands: [customerCommands, mergesCommands, attributesCommands, identityCommands, segmentsCommands, customerRulesCommands],
  queries: [
    ...customersLists,
    overviewEndpoint,
    timelineEndpoint,
    segmentCountEndpoint,
    segmentCustomersEndpoint,
    segmentResemblingEndpoint,
    segmentChangesEndpoint,
    dueEndpoint,
    dueChangesEndpoint,
    customerBaseEndpoint,
  ],
  refusals: [customersRefusals],
});
