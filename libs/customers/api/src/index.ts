import { customersRefusals } from '@zongheng/customers-domain';
import { contextModule } from '@zongheng/nest-kit';
import { attributesCommands } from './attributes.commands.ts';
import { customerCommands } from './customer.commands.ts';
import { mergesCommands } from './merges.commands.ts';

export const customersModule = contextModule({
  name: 'customers',
  commands: [customerCommands, mergesCommands, attributesCommands],
  refusals: [customersRefusals],
});
