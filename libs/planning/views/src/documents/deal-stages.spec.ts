import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import { PipelineDefined, PipelineRevised, type Stage } from '@zongheng/sales-events';
import { dealStages } from './deal-stages.ts';

const spec = documentSpecification(dealStages);
const stage = (key: string, probability: number): Stage => ({
  stage: key,
  label: { zh: key, en: key },
  status: key === 'won' ? 'won' : key === 'lost' ? 'lost' : 'open',
  probability,
  forecast: key === 'won' ? 'closed' : 'pipeline',
  requires: [],
  entry: null,
});
const stages = (bid: number): Stage[] => [stage('bid', bid), stage('won', 1000), stage('lost', 0)];
const name = { zh: '默认', en: 'Default' };

describe('the stages that a forecast counts deals by', () => {
  it('keep every version of their pipeline, each from its day on: a revision changes no forecast of before', () => {
    const record = recorder();
    const facts = [
      record(PipelineDefined, 'default', '2026-01-01', { name, stages: stages(400) }),
      record(PipelineRevised, 'default', '2026-03-01', { name, from: stages(400), to: stages(600), moves: [], reason: '赢率调整' }),
    ];
    expect(spec.given(...facts).document('default')).toMatchObject({
      id: 'default',
      versions: [
        { from: '2026-01-01', stages: [{ stage: 'bid', probability: 400 }, {}, {}] },
        { from: '2026-03-01', stages: [{ stage: 'bid', probability: 600 }, {}, {}] },
      ],
    });
  });
});
