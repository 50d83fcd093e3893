import { type BusinessDate, DateText, documentView, Id, idOf, LabelText, Shape, type Static, Type } from '@zongheng/kernel';
import { type RecordedPipelineEvent, Stage } from '@zongheng/sales-events';

/** One version of a pipeline: in force from a business date on, known from a position on. */
export const PipelineVersion = Shape({
  from: DateText(),
  position: Type.Integer({ minimum: 1 }),
  name: LabelText(),
  stages: Type.Array(Stage),
});
export type PipelineVersion = Static<typeof PipelineVersion>;

/** A pipeline with every version it ever had, oldest first, so that a past date is shown by the stages and probabilities of its day. */
export const PipelineDocument = Shape({
  id: Id(),
  name: LabelText(),
  stages: Type.Array(Stage),
  versions: Type.Array(PipelineVersion),
  revision: Type.Integer({ minimum: 0 }),
});
export type PipelineDocument = Static<typeof PipelineDocument>;

export const pipelines = documentView<PipelineDocument, RecordedPipelineEvent>({
  name: 'pipelines',
  version: 1,
  meaning: { zh: '销售漏斗定义', en: 'Pipelines' },
  handles: ['PipelineDefined', 'PipelineRevised'],
  keysOf: (event) => [idOf(event.stream)],
  evolve: (document, event) => {
    const stages = event.type === 'PipelineDefined' ? event.data.stages : event.data.to;
    const version: PipelineVersion = { from: event.businessDate, position: event.position, name: event.data.name, stages };
    return {
      id: idOf(event.stream),
      name: event.data.name,
      stages,
      versions: [...(document?.versions ?? []), version],
      revision: event.revision,
    };
  },
  fields: { name: 'text' },
  indexes: [['name']],
  index: (document) => ({ fields: { name: document.name.zh }, search: [document.name.zh, document.name.en] }),
});

/** The version of a pipeline in force on a date, as far as was known at a position; null before its first. */
export function pipelineOn(document: PipelineDocument, date: BusinessDate, upTo: number): PipelineVersion | null {
  return document.versions.filter((version) => version.from <= date && version.position <= upTo).at(-1) ?? null;
}
