import { type BusinessDate, idOf } from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import { PipelineDefined, PipelineRevised, type RecordedPipelineEvent, type Stage } from '../pipeline.ts';
import { stageWorthsOn, versionOf } from './stage-worths.ts';

const stage = (key: string, probability: number): Stage => ({
  stage: key,
  label: { zh: key, en: key },
  status: key === 'won' ? 'won' : key === 'lost' ? 'lost' : 'open',
  probability,
  forecast: 'pipeline',
  requires: [],
  entry: null,
});

describe('the worth of a stage', () => {
  const name = { zh: '默认', en: 'Default' };
  const before = [stage('bid', 400), stage('negotiation', 600), stage('won', 1000), stage('lost', 0)];
  const after = [stage('bid', 500), stage('won', 1000), stage('lost', 0)];
  const recorded = recorder();
  const events: readonly RecordedPipelineEvent[] = [
    recorded(PipelineDefined, 'p', '2026-01-01', { name, stages: before }),
    recorded(PipelineRevised, 'p', '2026-06-01', {
      name,
      from: before,
      to: after,
      moves: [{ from: 'negotiation', to: 'bid' }],
      reason: '简化',
    }),
  ];
  const known = [{ id: idOf(events[0]?.stream ?? ''), versions: events.map(versionOf) }];
  const on = (date: string, upTo = 99) => stageWorthsOn(known, date as BusinessDate, upTo);

  it('is the one in force on the date asked, so that a revision never rewrites an old figure', () => {
    expect(on('2026-05-31')('p', 'bid').probability).toBe(400);
    expect(on('2026-06-01')('p', 'bid').probability).toBe(500);
  });

  it('is the one known at the moment asked', () => {
    expect(on('2026-06-01', 1)('p', 'bid').probability).toBe(400);
  });

  it('keeps a stage that went, and knows nothing of one that never was', () => {
    expect(on('2026-07-01')('p', 'negotiation').probability).toBe(600);
    expect(on('2026-07-01')('p', 'nowhere')).toMatchObject({ probability: 0, forecast: 'omitted' });
  });
});
