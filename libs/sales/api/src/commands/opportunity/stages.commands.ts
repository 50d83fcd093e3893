import { type EmployeeId, isRefusal } from '@zongheng/kernel';
import { IdField, KeyField, TextField } from '@zongheng/nest-kit';
import { ownerFor } from '../references.ts';
import { type Given, moving, type OpportunityBuilder, ownPipeline } from './opportunity.aggregate.ts';

export class AssignOpportunityBody {
  @IdField({ description: 'Who works on it from now on', example: 'wang-wei' })
  readonly owner!: EmployeeId;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class AdvanceOpportunityBody {
  @KeyField({ description: 'The stage it goes to', example: 'negotiation' })
  readonly stage!: string;

  @TextField(500, { optional: true, description: 'Why, where stages are skipped' })
  readonly reason?: string;
}

export class BackToStageBody {
  @KeyField({ description: 'The open stage it goes to', example: 'relationship' })
  readonly stage!: string;

  @TextField(500, { description: 'Why', example: '客户要求重新议价' })
  readonly reason!: string;
}

/** How a deal goes on, and back. */
export function stagesCommands(command: OpportunityBuilder) {
  return [
    command('AssignOpportunity', AssignOpportunityBody, {
      verb: 'assign',
      summary: { zh: '分配销售机会', en: 'Assign an opportunity' },
      async prepare(body, given) {
        const [facts, owner] = [await moving(given), await ownerFor(given, body.owner)];
        if (isRefusal(facts)) return facts;
        return isRefusal(owner) ? owner : { ...facts, owner, reason: body.reason ?? null };
      },
    }),
    command('AdvanceOpportunity', AdvanceOpportunityBody, {
      verb: 'advance',
      summary: { zh: '推进到后续阶段', en: 'Advance an opportunity to a later stage' },
      async prepare(body, given) {
        const facts = await moving(given);
        return isRefusal(facts) ? facts : { ...facts, to: body.stage, reason: body.reason ?? null };
      },
    }),
    command('MoveOpportunityBack', BackToStageBody, {
      verb: 'move-back',
      summary: { zh: '退回前面阶段', en: 'Move an opportunity back to an earlier stage' },
      prepare: backOf,
    }),
  ] as const;
}

export async function backOf(body: BackToStageBody, given: Given) {
  const pipeline = await ownPipeline(given);
  return isRefusal(pipeline) ? pipeline : { pipeline, to: body.stage, reason: body.reason };
}
