import { isRefusal } from '@zongheng/kernel';
import { TextField } from '@zongheng/nest-kit';
import { correctionOf, CorrectOpportunityBody } from './correction.ts';
import type { OpportunityBuilder } from './opportunity.aggregate.ts';

export class VoidOpportunityBody {
  @TextField(500, { description: 'Why it should never have been recorded', example: '重复登记' })
  readonly reason!: string;
}

/** How the past of a deal is put right. */
export function correctingCommands(command: OpportunityBuilder) {
  return [
    command('CorrectOpportunity', CorrectOpportunityBody, {
      verb: 'correct',
      summary: { zh: '更正过往记录', en: 'Correct what was recorded wrongly' },
      async prepare(body, given) {
        const correction = await correctionOf(body, given);
        return isRefusal(correction) ? correction : { ...correction, reason: body.reason };
      },
    }),
    command('VoidOpportunity', VoidOpportunityBody, { verb: 'void', summary: { zh: '作废', en: 'Void an opportunity' } }),
  ] as const;
}
