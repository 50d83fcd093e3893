import type { Label } from '@zongheng/kernel';
import { specification } from '@zongheng/kernel/testing';
import type { PipelineFact, Stage } from '@zongheng/sales-events';
import { date, on } from './testing/people.ts';
import { type DefinePipeline, pipelineDecider, type RevisePipeline } from './pipeline.ts';
import { defaultPipeline, prospectingPipeline } from './pipelines.ts';

const spec = specification(pipelineDecider);
const { name, stages } = defaultPipeline;
const keys = (of: readonly Stage[]): readonly string[] => of.map(({ stage }) => stage);
const without = (...gone: string[]): readonly Stage[] => stages.filter(({ stage }) => !gone.includes(stage));
const changed = (key: string, change: Partial<Stage>): readonly Stage[] =>
  stages.map((stage) => (stage.stage === key ? { ...stage, ...change } : stage));

const defining = (given: Partial<DefinePipeline> = {}): DefinePipeline => ({
  type: 'DefinePipeline',
  ...on('2026-01-05'),
  name,
  stages,
  ...given,
});
const revising = (given: Partial<RevisePipeline> = {}): RevisePipeline => ({
  type: 'RevisePipeline',
  ...on('2026-02-01'),
  name,
  stages: without('assigned'),
  moves: [{ from: 'assigned', to: 'relationship' }],
  reason: 'assigned at once',
  occupied: ['obtained', 'assigned'],
  ...given,
});
const defined: PipelineFact = { type: 'PipelineDefined', businessDate: date('2026-01-05'), data: { name, stages: [...stages] } };

describe('defining a pipeline', () => {
  it('records its stages in order', () => {
    spec.given().when(defining()).then(defined);
  });

  it.each([defaultPipeline, prospectingPipeline])('takes the ones that are delivered: $id', (delivered) => {
    spec
      .given()
      .when(defining(delivered))
      .then({
        type: 'PipelineDefined',
        businessDate: date('2026-01-05'),
        data: { name: delivered.name, stages: [...delivered.stages] },
      });
  });

  it('has no effect repeated', () => {
    spec.given().whenRepeated(defining()).thenNothing();
  });

  it('is refused where another one stands under the id', () => {
    spec
      .given(defined)
      .when(defining({ stages: without('bid') }))
      .thenRefused('SALES.PIPELINE.EXISTS');
  });

  it('is refused in the future', () => {
    spec
      .given()
      .when(defining(on('2026-07-01')))
      .thenRefused('DATE.IN_FUTURE');
  });

  it.each<[string, string, readonly Stage[]]>([
    ['a stage that stands twice', 'SALES.PIPELINE.STAGE_REPEATED', [...stages.slice(0, 1), ...stages]],
    ['no stage', 'SALES.PIPELINE.CLOSING_STAGES', []],
    ['no open stage', 'SALES.PIPELINE.CLOSING_STAGES', stages.slice(-2)],
    ['no lost stage', 'SALES.PIPELINE.CLOSING_STAGES', without('lost')],
    ['an open stage at the end', 'SALES.PIPELINE.CLOSING_STAGES', [...without('bid'), ...stages.filter(({ stage }) => stage === 'bid')]],
    ['won at less than certain', 'SALES.PIPELINE.STAGE_CONTRADICTORY', changed('won', { probability: 999 })],
    ['lost that is forecast', 'SALES.PIPELINE.STAGE_CONTRADICTORY', changed('lost', { forecast: 'pipeline' })],
    ['open that is forecast as closed', 'SALES.PIPELINE.STAGE_CONTRADICTORY', changed('bid', { forecast: 'closed' })],
    ['two stages of registration', 'SALES.PIPELINE.ENTRIES_DISORDERED', changed('bid', { entry: 'registration' })],
    ['assignment before registration', 'SALES.PIPELINE.ENTRIES_DISORDERED', changed('obtained', { entry: 'assignment' })],
    [
      'winning by itself',
      'SALES.PIPELINE.ENTRIES_DISORDERED',
      changed('assigned', { entry: null }).map((stage) => (stage.stage === 'won' ? { ...stage, entry: 'assignment' } : stage)),
    ],
  ])('is refused with %s', (_, code, wrong) => {
    spec
      .given()
      .when(defining({ stages: wrong }))
      .thenRefused(code);
  });
});

describe('revising a pipeline', () => {
  it('says the stages before and after, and where deals of stages that go are moved', () => {
    spec
      .given(defined)
      .when(revising())
      .then({
        type: 'PipelineRevised',
        businessDate: date('2026-02-01'),
        data: {
          name,
          from: [...stages],
          to: [...without('assigned')],
          moves: [{ from: 'assigned', to: 'relationship' }],
          reason: 'assigned at once',
        },
      });
  });

  it('has no effect repeated, nor where nothing changes', () => {
    spec.given(defined).whenRepeated(revising()).thenNothing();
    spec
      .given(defined)
      .when(revising({ stages, moves: [] }))
      .thenNothing();
  });

  it('may rename, reorder and add stages', () => {
    const label: Label = { zh: '谈判', en: 'Talks' };
    const wider = changed('negotiation', { label }).toSpliced(4, 0, {
      ...prospectingPipeline.stages[1],
      requires: [],
      entry: null,
    } as Stage);
    expect(keys(wider)).toContain('engaging');
    expect(
      pipelineDecider.decide(pipelineDecider.evolve(pipelineDecider.initialState(), defined), revising({ stages: wider, moves: [] })),
    ).toHaveLength(1);
  });

  it('is refused while deals stand in a stage that goes, unless it says where they go', () => {
    const refusal = spec
      .given(defined)
      .when(revising({ moves: [] }))
      .thenRefused('SALES.PIPELINE.STAGE_OCCUPIED');
    expect(refusal.found).toContain('assigned');
  });

  it('lets an empty stage go without a word', () => {
    const decided = pipelineDecider.decide(
      pipelineDecider.evolve(pipelineDecider.initialState(), defined),
      revising({ moves: [], occupied: ['obtained'] }),
    );
    expect(decided).toHaveLength(1);
  });

  it.each([
    ['from a stage that stays', [{ from: 'bid', to: 'negotiation' }]],
    ['to a stage that is closed', [{ from: 'assigned', to: 'won' }]],
    ['to a stage that there is not', [{ from: 'assigned', to: 'nowhere' }]],
    [
      'of one stage twice',
      [
        { from: 'assigned', to: 'bid' },
        { from: 'assigned', to: 'relationship' },
      ],
    ],
  ])('is refused with a move %s', (_, moves) => {
    spec.given(defined).when(revising({ moves })).thenRefused('SALES.PIPELINE.MOVE_INVALID');
  });

  it('is refused where the won or the lost stage would go', () => {
    const renamed = stages.map((stage) => (stage.stage === 'won' ? { ...stage, stage: 'signed' } : stage));
    spec
      .given(defined)
      .when(revising({ stages: renamed, moves: [] }))
      .thenRefused('SALES.PIPELINE.CLOSING_STAGE_GONE');
  });

  it('is refused for a pipeline that was never defined, before the last revision, and with stages that cannot be', () => {
    spec.given().when(revising()).thenRefused('SALES.PIPELINE.UNKNOWN');
    spec
      .given(defined)
      .when(revising(on('2026-01-04')))
      .thenRefused('DATE.BEFORE_LAST');
    spec
      .given(defined)
      .when(revising({ stages: [] }))
      .thenRefused('SALES.PIPELINE.CLOSING_STAGES');
  });

  it('remembers where deals went, until the stage comes back', () => {
    const revised: PipelineFact = {
      type: 'PipelineRevised',
      businessDate: date('2026-02-01'),
      data: { name, from: [...stages], to: [...without('assigned')], moves: [{ from: 'assigned', to: 'relationship' }], reason: 'so' },
    };
    const once = [defined, revised].reduce(pipelineDecider.evolve, pipelineDecider.initialState());
    expect(once.successors).toEqual({ assigned: 'relationship' });
    const back: PipelineFact = { ...revised, data: { ...revised.data, from: [...without('assigned')], to: [...stages], moves: [] } };
    expect(pipelineDecider.evolve(once, back).successors).toEqual({});
  });
});
