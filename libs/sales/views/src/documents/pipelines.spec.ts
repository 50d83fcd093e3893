import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import { PipelineDefined, PipelineRevised, type Stage } from '@zongheng/sales-events';
import { pipelines } from './pipelines.ts';

const bid: Stage = {
  stage: 'bid',
  label: { zh: '投标', en: 'Bid' },
  status: 'open',
  probability: 400,
  forecast: 'pipeline',
  requires: [],
  entry: null,
};

describe('a pipeline', () => {
  it('shows how it stands, and keeps every version it had with the date and the moment it is in force from', () => {
    const recorded = recorder();
    const name = { zh: '默认', en: 'Default' };
    const likelier = { ...bid, probability: 500 };
    const document = documentSpecification(pipelines)
      .given(
        recorded(PipelineDefined, 'p', '2026-01-01', { name, stages: [bid] }),
        recorded(PipelineRevised, 'p', '2026-06-01', { name, from: [bid], to: [likelier], moves: [], reason: '简化' }),
      )
      .document('p');
    expect(document?.stages).toEqual([likelier]);
    expect(document?.versions).toMatchObject([
      { from: '2026-01-01', position: 1, stages: [{ probability: 400 }] },
      { from: '2026-06-01', position: 2, stages: [{ probability: 500 }] },
    ]);
  });
});
