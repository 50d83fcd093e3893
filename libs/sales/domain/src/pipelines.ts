import type { Label } from '@zongheng/kernel';
import type { Stage } from '@zongheng/sales-events';

/** A pipeline as data, ready for `DefinePipeline`. */
export interface PipelineDefinition {
  readonly id: string;
  readonly name: Label;
  readonly stages: readonly Stage[];
}

const won: Stage = {
  stage: 'won',
  label: { zh: '赢单', en: 'Won' },
  status: 'won',
  probability: 1000,
  forecast: 'closed',
  requires: [],
  entry: null,
};
const lost: Stage = {
  stage: 'lost',
  label: { zh: '丢单', en: 'Lost' },
  status: 'lost',
  probability: 0,
  forecast: 'omitted',
  requires: [],
  entry: null,
};

/** An open stage; what it requires must be known to leave it. */
function open(
  stage: string,
  zh: string,
  en: string,
  probability: number,
  forecast: Stage['forecast'],
  requires: Stage['requires'] = [],
  entry: Stage['entry'] = null,
): Stage {
  return { stage, label: { zh, en }, status: 'open', probability, forecast, requires, entry };
}

/** The pipeline every installation is founded with. */
export const defaultPipeline: PipelineDefinition = {
  id: 'default',
  name: { zh: '标准销售漏斗', en: 'Standard pipeline' },
  stages: [
    open('obtained', '获得销售机会', 'Opportunity obtained', 50, 'omitted', ['amount'], 'opening'),
    open('created', '新建', 'Created', 100, 'pipeline', ['assignee'], 'registration'),
    open('assigned', '分配', 'Assigned', 200, 'pipeline', [], 'assignment'),
    open('relationship', '客户关系建立', 'Customer relationship built', 350, 'pipeline', ['product']),
    open('negotiation', '商务谈判', 'Negotiation', 600, 'best-case', ['expected-close']),
    open('bid', '获得标书', 'Bid obtained', 800, 'commit', ['identified-customer', 'amount']),
    won,
    lost,
  ],
};

/** The pipeline of the Maven CRM data set, and of many a small team: a prospect is engaged, then won or lost. */
export const prospectingPipeline: PipelineDefinition = {
  id: 'prospecting',
  name: { zh: '拓展漏斗', en: 'Prospecting pipeline' },
  stages: [
    open('prospecting', '潜在', 'Prospecting', 200, 'pipeline', [], 'opening'),
    open('engaging', '跟进中', 'Engaging', 500, 'best-case'),
    won,
    lost,
  ],
};
