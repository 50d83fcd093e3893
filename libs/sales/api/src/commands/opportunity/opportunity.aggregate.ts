import type { Refusal } from '@zongheng/kernel';
import { isRefusal } from '@zongheng/kernel';
import { type CommandBuilder, defineAggregate, type Preparation } from '@zongheng/nest-kit';
import {
  cellOf,
  type OpportunityCommand,
  opportunityDecider,
  type OpportunityState,
  type PipelineFacts,
  refuse,
} from '@zongheng/sales-domain';
import { pipelineAggregate } from '../pipeline.commands.ts';
import { customerFor } from '../references.ts';

export const opportunityAggregate = defineAggregate({
  category: 'opportunity',
  decider: opportunityDecider,
  orderingKey: (first, id) => (first.type === 'OpportunityOpened' ? first.data.to.customer : id),
  customerId: (state) => cellOf(state)?.customer,
  snapshot: {},
});

export type Given = Preparation<OpportunityState>;
export type OpportunityBuilder = CommandBuilder<OpportunityState, OpportunityCommand>;

/** A pipeline as a command needs it. */
export async function pipelineFor(given: Preparation, id: string): Promise<PipelineFacts | Refusal> {
  const found = await given.load(pipelineAggregate, id);
  if (!found || found.state.name === null) return refuse('SALES.PIPELINE.UNKNOWN', `there is no pipeline ${id}`, { field: '/pipeline' });
  return { id, stages: found.state.stages, successors: found.state.successors };
}

/** The pipeline that the deal at hand is in. */
export async function ownPipeline(given: Given): Promise<PipelineFacts | Refusal> {
  const cell = cellOf(given.state);
  return cell ? pipelineFor(given, cell.pipeline) : unopened(given);
}

/** What every move between stages must know: the deal’s pipeline, and whether its customer is identified. */
export async function moving(given: Given): Promise<{ readonly pipeline: PipelineFacts; readonly customerIdentified: boolean } | Refusal> {
  const cell = cellOf(given.state);
  if (!cell) return unopened(given);
  const pipeline = await pipelineFor(given, cell.pipeline);
  if (isRefusal(pipeline)) return pipeline;
  const customer = await customerFor(given, cell.customer);
  return isRefusal(customer) ? customer : { pipeline, customerIdentified: customer.identified };
}

/** Refuses what is said of a deal that was never opened. */
export function unopened(given: { readonly id: string }): Refusal {
  return refuse('SALES.OPPORTUNITY.UNKNOWN', `no opportunity ${given.id} was opened`);
}
