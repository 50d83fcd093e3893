import type { Policy, RecordedOf } from '@zongheng/kernel';
import type { PipelineRevised } from '@zongheng/sales-events';

/** The open deals in stages that went, a page at a time. */
export interface StrandedDeals {
  readonly deals: readonly { readonly id: string; readonly stage: string }[];
}

/** When a revision takes a stage away, the deals in it go where the revision says. */
export const followPipeline: Policy<RecordedOf<typeof PipelineRevised>, StrandedDeals> = {
  name: 'deals-follow-their-pipeline',
  meaning: { zh: '漏斗修订取消阶段时，其中的机会移到指定阶段', en: 'Deals in a stage that goes move where the revision says' },
  handles: ['PipelineRevised'],
  react(event, { deals }) {
    return deals.flatMap(({ id, stage }) => {
      const move = event.data.moves.find(({ from }) => from === stage);
      if (!move) return [];
      return [
        { command: 'ReclassifyOpportunity', id, body: { cause: 'pipeline-revised', from: move.from, to: move.to }, on: event.businessDate },
      ];
    });
  },
};
