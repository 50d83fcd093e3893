import { customersRefusals } from '@zongheng/customers-domain';
import { contextModule } from '@zongheng/nest-kit';
import { attributesCommands } from './attributes.commands.ts';
import { customerCommands } from './customer.commands.ts';
import { customersLists } from './lists.ts';
import { mergesCommands } from './merges.commands.ts';

export { customersPolicies } from './policies/bindings.ts';

export const customersModule = contextModule({
  name: 'customers',
  commands: [customerCommands, mergesCommands, attributesCommands],
  queries: customersLists,
  refusals: [customersRefusals],
});
