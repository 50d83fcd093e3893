import { type BusinessDate, DateText, LabelText, Shape, type Static, Type } from '@zongheng/kernel';
import { type ForecastCategory, type RecordedPipelineEvent, Stage, type Status } from '../pipeline.ts';

/** One version of a pipeline: in force from a business date on, known from a position on. */
export const PipelineVersion = Shape({
  from: DateText(),
  position: Type.Integer({ minimum: 1 }),
  name: LabelText(),
  stages: Type.Array(Stage),
});
export type PipelineVersion = Static<typeof PipelineVersion>;

/** A pipeline with every version it ever had, oldest first. */
export interface PipelineVersions {
  readonly id: string;
  readonly versions: readonly PipelineVersion[];
}

/** The version that an event of a pipeline states. */
export function versionOf(event: RecordedPipelineEvent): PipelineVersion {
  const stages = event.type === 'PipelineDefined' ? event.data.stages : event.data.to;
  return { from: event.businessDate, position: event.position, name: event.data.name, stages };
}

/** The version of a pipeline in force on a date, as far as was known at a position; null before its first. */
export function pipelineOn({ versions }: PipelineVersions, date: BusinessDate, upTo: number): PipelineVersion | null {
  return versions.filter((version) => version.from <= date && version.position <= upTo).at(-1) ?? null;
}

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
export function stageWorthsOn(pipelines: readonly PipelineVersions[], date: BusinessDate, upTo: number): StageWorths {
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
