import { documentView, Id, idOf, LabelText, Shape, type Static, Type } from '@zongheng/kernel';
import { PipelineVersion, type RecordedPipelineEvent, Stage, versionOf } from '@zongheng/sales-events';

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
    const version = versionOf(event);
    return {
      id: idOf(event.stream),
      name: version.name,
      stages: version.stages,
      versions: [...(document?.versions ?? []), version],
      revision: event.revision,
    };
  },
  fields: { name: 'text' },
  indexes: [['name']],
  index: (document) => ({ fields: { name: document.name.zh }, search: [document.name.zh, document.name.en] }),
});
