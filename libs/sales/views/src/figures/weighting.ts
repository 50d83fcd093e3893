import type { BusinessDate } from '@zongheng/kernel';
import type { ForecastCategory, Status } from '@zongheng/sales-events';
import { type PipelineDocument, pipelineOn } from '../documents/pipelines.ts';

/** What a stage is worth on a date: the probability of being won (per mille), how a forecast counts it, and where it leaves a deal. */
export interface StageWorth {
  readonly probability: number;
  readonly forecast: ForecastCategory;
  readonly status: Status;
  /** Its place in the pipeline, from 0. */
  readonly order: number;
}

/** Answers what a stage was worth; a stage the pipeline did not have on that date is taken as it stood in its last version before it went. */
export type StageWorths = (pipeline: string | null, stage: string | null) => StageWorth;

const unknown: StageWorth = { probability: 0, forecast: 'omitted', status: 'open', order: Number.MAX_SAFE_INTEGER };

/** The worth of every stage by the definitions in force on a date, as far as they were known at a position. */
export function stageWorthsOn(pipelines: readonly PipelineDocument[], date: BusinessDate, upTo: number): StageWorths {
  const worths = new Map<string, StageWorth>();
  for (const pipeline of pipelines) {
    const inForce = pipelineOn(pipeline, date, upTo) ?? pipeline.versions[0];
    for (const version of [...pipeline.versions.filter((known) => known.position <= upTo), ...(inForce ? [inForce] : [])]) {
      version.stages.forEach((stage, order) => {
        worths.set(`${pipeline.id}\n${stage.stage}`, {
          probability: stage.probability,
          forecast: stage.forecast,
          status: stage.status,
          order,
        });
      });
    }
  }
  return (pipeline, stage) => worths.get(`${pipeline ?? ''}\n${stage ?? ''}`) ?? unknown;
}
