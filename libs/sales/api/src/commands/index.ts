import { assessmentCommands } from './assessment.commands.ts';
import { opportunityCommands } from './opportunity/opportunity.commands.ts';
import { orderCommands } from './order.commands.ts';
import { pipelineCommands } from './pipeline.commands.ts';
import { productCommands } from './products.commands.ts';
import { quoteCommands } from './quote.commands.ts';
import { taskCommands } from './task.commands.ts';
import { visitCommands } from './visit.commands.ts';

/** Every command of the context. */
export const salesCommands = [
  pipelineCommands,
  opportunityCommands,
  assessmentCommands,
  visitCommands,
  taskCommands,
  productCommands,
  quoteCommands,
  orderCommands,
];
