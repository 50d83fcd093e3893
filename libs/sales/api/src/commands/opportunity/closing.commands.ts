import { isRefusal } from '@zongheng/kernel';
import { KeyField, ListField, TextField } from '@zongheng/nest-kit';
import { LineFields, someLines } from '../lines.ts';
import { movingWithValue } from './opening.commands.ts';
import { type OpportunityBuilder, ownPipeline } from './opportunity.aggregate.ts';
import { backOf, BackToStageBody } from './stages.commands.ts';

export class WinOpportunityBody {
  @ListField(() => LineFields, { ...someLines, optional: true, description: 'The final lines, where they changed with the win' })
  readonly lines?: readonly LineFields[];

  @TextField(500, { optional: true, description: 'Why, where stages are skipped' })
  readonly reason?: string;
}

export class LoseOpportunityBody {
  @KeyField({ description: 'The key of the reason', example: 'price' })
  readonly reason!: string;

  @KeyField({ optional: true, description: 'The key of the competitor it went to', example: 'competitor-a' })
  readonly competitor?: string;

  @TextField(500, { optional: true, description: 'What else there is to say' })
  readonly note?: string;
}

/** How a deal ends, and begins again. */
export function closingCommands(command: OpportunityBuilder) {
  return [
    command('WinOpportunity', WinOpportunityBody, {
      verb: 'win',
      summary: { zh: '赢单', en: 'Win an opportunity' },
      prepare: (body, given) => movingWithValue(body, given),
    }),
    command('LoseOpportunity', LoseOpportunityBody, {
      verb: 'lose',
      summary: { zh: '丢单', en: 'Lose an opportunity' },
      async prepare({ reason, competitor, note }, given) {
        const pipeline = await ownPipeline(given);
        return isRefusal(pipeline) ? pipeline : { pipeline, reason, competitor: competitor ?? null, note: note ?? null };
      },
    }),
    command('ReopenOpportunity', BackToStageBody, {
      verb: 'reopen',
      summary: { zh: '重新打开', en: 'Reopen a closed opportunity' },
      prepare: backOf,
    }),
  ] as const;
}
