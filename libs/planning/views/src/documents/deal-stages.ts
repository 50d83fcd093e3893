import { documentView, Id, idOf, Shape, type Static, Type } from '@zongheng/kernel';
import { PipelineVersion, type RecordedPipelineEvent, versionOf } from '@zongheng/sales-events';

/** The stages of a pipeline in every version it had: what a forecast counts its deals as, on any date. */
export const DealStagesDocument = Shape({ id: Id(), versions: Type.Array(PipelineVersion) });
export type DealStagesDocument = Static<typeof DealStagesDocument>;

export const dealStages = documentView<DealStagesDocument, RecordedPipelineEvent>({
  name: 'plan-deal-stages',
  version: 1,
  meaning: { zh: '预测所依据的销售阶段', en: 'What a forecast counts the stages of deals as' },
  handles: ['PipelineDefined', 'PipelineRevised'],
  keysOf: (event) => [idOf(event.stream)],
  evolve: (document, event, id) => ({ id, versions: [...(document?.versions ?? []), versionOf(event)] }),
  fields: {},
  indexes: [],
  index: () => ({ fields: {} }),
});
