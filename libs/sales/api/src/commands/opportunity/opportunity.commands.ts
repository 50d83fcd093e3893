import { aggregateCommands } from '@zongheng/nest-kit';
import { closingCommands } from './closing.commands.ts';
import { correctingCommands } from './correcting.commands.ts';
import { followingCommands } from './following.commands.ts';
import { openingCommands } from './opening.commands.ts';
import { opportunityAggregate } from './opportunity.aggregate.ts';
import { stagesCommands } from './stages.commands.ts';
import { termsCommands } from './terms.commands.ts';

export const opportunityCommands = aggregateCommands(
  { aggregate: opportunityAggregate, collection: 'opportunities', title: { zh: '销售机会', en: 'Opportunities' } },
  (command) => [
    ...openingCommands(command),
    ...stagesCommands(command),
    ...termsCommands(command),
    ...closingCommands(command),
    ...correctingCommands(command),
    ...followingCommands(command),
  ],
);
