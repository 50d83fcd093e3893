import {
  aggregateCommands,
  defineAggregate,
  KeyField,
  LabelField,
  type LabelFields,
  ListField,
  OneOf,
  oneOfKind,
  PerMilleField,
  type Preparation,
  TextField,
} from '@zongheng/nest-kit';
import { pipelineDecider } from '@zongheng/sales-domain';
import {
  entries,
  type Entry,
  forecastCategories,
  type ForecastCategory,
  type Requirement,
  requirements,
  type Stage,
  type Status,
  statuses,
} from '@zongheng/sales-events';
import { opportunities } from '@zongheng/sales-views';

export const pipelineAggregate = defineAggregate({
  category: 'pipeline',
  decider: pipelineDecider,
  orderingKey: (_first, id) => id,
});

class StageFields {
  @KeyField({ description: 'The key of the stage', example: 'negotiation' })
  readonly stage!: string;

  @LabelField({ description: 'What it is called', example: { zh: '商务谈判', en: 'Negotiation' } })
  readonly label!: LabelFields;

  @OneOf(statuses, { description: 'Where it leaves a deal', example: 'open' })
  readonly status!: Status;

  @PerMilleField({ description: 'The probability of being won, per mille', example: 600 })
  readonly probability!: number;

  @OneOf(forecastCategories, { description: 'How a forecast counts its deals', example: 'best-case' })
  readonly forecast!: ForecastCategory;

  @ListField(oneOfKind(requirements), {
    optional: true,
    max: 20,
    description: 'What must be known to leave it',
    example: ['expected-close'],
  })
  readonly requires?: readonly Requirement[];

  @OneOf(entries, { optional: true, description: 'What brings a deal here by itself' })
  readonly entry?: Entry;
}

export class DefinePipelineBody {
  @LabelField({ description: 'What the pipeline is called', example: { zh: '标准销售漏斗', en: 'Standard pipeline' } })
  readonly name!: LabelFields;

  @ListField(() => StageFields, { min: 3, max: 40, description: 'The stages in order: the open ones, then the won and the lost one' })
  readonly stages!: readonly StageFields[];
}

class StageMoveFields {
  @KeyField({ description: 'A stage that goes', example: 'negotiation' })
  readonly from!: string;

  @KeyField({ description: 'The open stage its deals go to', example: 'bid' })
  readonly to!: string;
}

export class RevisePipelineBody {
  @LabelField({ optional: true, description: 'The new name; left out, it stays' })
  readonly name?: LabelFields;

  @ListField(() => StageFields, { min: 3, max: 40, description: 'The stages from now on, in order' })
  readonly stages!: readonly StageFields[];

  @ListField(() => StageMoveFields, { optional: true, max: 40, description: 'Where the deals of stages that go are to go' })
  readonly moves?: readonly StageMoveFields[];

  @TextField(500, { description: 'Why', example: '流程简化' })
  readonly reason!: string;
}

export const pipelineCommands = aggregateCommands(
  { aggregate: pipelineAggregate, collection: 'pipelines', title: { zh: '销售漏斗', en: 'Pipelines' } },
  (command) => [
    command.creates('DefinePipeline', DefinePipelineBody, {
      summary: { zh: '定义销售漏斗', en: 'Define a pipeline' },
      prepare: (body) => ({ name: body.name, stages: body.stages.map(stageOf) }),
    }),
    command('RevisePipeline', RevisePipelineBody, {
      verb: 'revise',
      summary: { zh: '修订销售漏斗', en: 'Revise a pipeline' },
      async prepare(body, given) {
        const name = body.name ?? given.state.name ?? { zh: given.id, en: given.id };
        const kept = new Set(body.stages.map((stage) => stage.stage));
        const going = given.state.stages.map((stage) => stage.stage).filter((stage) => !kept.has(stage));
        const occupied = await occupiedOf(given, going);
        return { name, stages: body.stages.map(stageOf), moves: body.moves ?? [], reason: body.reason, occupied };
      },
    }),
  ],
);

function stageOf(fields: StageFields): Stage {
  const { stage, label, status, probability, forecast } = fields;
  return { stage, label: { ...label }, status, probability, forecast, requires: [...(fields.requires ?? [])], entry: fields.entry ?? null };
}

/** The stages among some in which open deals stand, as the read model knows; what it does not know yet, a policy moves afterwards. */
async function occupiedOf(given: Preparation, stages: readonly string[]): Promise<readonly string[]> {
  const occupied = await Promise.all(
    stages.map(async (stage) => {
      const where = [
        { field: 'pipeline', op: 'eq' as const, value: given.id },
        { field: 'stage', op: 'eq' as const, value: stage },
        { field: 'status', op: 'eq' as const, value: 'open' },
      ];
      return (await given.find(opportunities, { where, limit: 1 })).length > 0 ? [stage] : [];
    }),
  );
  return occupied.flat();
}
