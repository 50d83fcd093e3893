import { contextModule } from '@zongheng/nest-kit';
import { salesRefusals } from '@zongheng/sales-domain';
import { correctionRefusals } from './commands/correction.ts';
import { salesCommands } from './commands/index.ts';

export const salesModule = contextModule({
  name: 'sales',
  commands: salesCommands,
  refusals: [salesRefusals, correctionRefusals],
});
