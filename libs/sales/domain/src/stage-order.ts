import { isRefusal, type Refusal } from '@zongheng/kernel';
import type { Entry, Stage } from '@zongheng/sales-events';
import type { PipelineFacts } from './facts.ts';
import { refuse } from './refusals.ts';

/** The place of a stage in its pipeline, from 0; a stage that went has the place of the one its deals moved to; -1 where there is none. */
export function rankOf({ stages, successors }: PipelineFacts, stage: string): number {
  let wanted: string | undefined = stage;
  for (let hops = 0; wanted !== undefined && hops <= stages.length; hops += 1) {
    for (let rank = 0; rank < stages.length; rank += 1) if (stages[rank]?.stage === wanted) return rank;
    wanted = Object.hasOwn(successors, wanted) ? successors[wanted] : undefined;
  }
  return -1;
}

/** A stage of the pipeline in which a deal is open. */
export function openStage(pipeline: PipelineFacts, key: string, field: string): Stage | Refusal {
  const stage = stageOf(pipeline, key, field);
  if (isRefusal(stage) || stage.status === 'open') return stage;
  return refuse('SALES.OPPORTUNITY.STAGE_NOT_OPEN', `${key} is the ${stage.status} stage of the pipeline ${pipeline.id}`, { field });
}

function stageOf({ id, stages }: PipelineFacts, key: string, field: string): Stage | Refusal {
  const found = stages.find((stage) => stage.stage === key);
  if (found) return found;
  if (stages.length === 0) return refuse('SALES.PIPELINE.UNKNOWN', `the pipeline ${id} was never defined`);
  return refuse('SALES.PIPELINE.STAGE_UNKNOWN', `the pipeline ${id} has ${stages.map((stage) => stage.stage).join(', ')}, not ${key}`, {
    field,
  });
}

/** The stage that deals enter by something happening (opening, registration, assignment); null where the pipeline has none. */
export function stageEnteredBy({ stages }: PipelineFacts, entry: Entry): Stage | null {
  return stages.find((stage) => stage.entry === entry) ?? null;
}

/** The stage in which every deal starts: the one of opening, else the first. */
export function firstStage(pipeline: PipelineFacts): Stage | Refusal {
  const stage = stageEnteredBy(pipeline, 'opening') ?? pipeline.stages[0];
  return stage ?? refuse('SALES.PIPELINE.UNKNOWN', `the pipeline ${pipeline.id} was never defined`, { field: '/pipeline' });
}

/** The one stage in which a deal is closed that way. */
export function closingStage(pipeline: PipelineFacts, status: 'won' | 'lost'): Stage | Refusal {
  const stage = pipeline.stages.find((candidate) => candidate.status === status);
  return stage ?? refuse('SALES.PIPELINE.UNKNOWN', `the pipeline ${pipeline.id} was never defined`);
}
