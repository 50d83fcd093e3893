import { exchangeRefusals } from '@zongheng/exchange';
import { contextModule } from '@zongheng/nest-kit';
import { importCommands } from './import.commands.ts';

export const importsModule = contextModule({ name: 'imports', commands: [importCommands], refusals: [exchangeRefusals] });
