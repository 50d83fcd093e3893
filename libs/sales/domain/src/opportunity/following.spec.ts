import { factsOf } from '@zongheng/kernel';
import {
  advancing,
  assigning,
  customerChanging,
  handingOver,
  losing,
  opening,
  restaging,
  transferring,
  voiding,
  winning,
} from '../testing/opportunity-commands.ts';
import { acme, hope, li, line, pipeline, rack, wang, worth, zhao } from '../testing/people.ts';
import { refusalOf, story, then } from '../testing/story.ts';
import { cellOf } from './state.ts';

const told = [opening('2026-01-05', { value: worth(line('1', rack, 1_000)) }), assigning('2026-01-06')] as const;
const standing = story(...told);
const acmeMoved = { ...acme, region: null, segment: 'retail' };
const revised = {
  ...pipeline,
  stages: pipeline.stages.filter(({ stage }) => stage !== 'assigned'),
  successors: { assigned: 'relationship' },
};

describe('what a deal is counted by changes elsewhere', () => {
  it('follows its owner to another unit', () => {
    const [fact] = factsOf(then(transferring('2026-02-01', li.id, wang.unit), standing));
    expect(fact).toMatchObject({
      type: 'OpportunityReclassified',
      businessDate: '2026-02-01',
      data: {
        from: { unit: 'north' },
        to: { unit: 'south', owner: 'li', stage: 'assigned', since: '2026-01-06' },
        first: false,
        reached: [],
      },
    });
  });

  it('follows its customer’s region and segment', () => {
    const { state } = story(...told, customerChanging('2026-02-01', acmeMoved));
    expect(cellOf(state)).toMatchObject({ region: null, segment: 'retail' });
  });

  it('goes on to the stage that a revision of its pipeline says', () => {
    const { state, facts } = story(...told, restaging('2026-02-01', revised, 'assigned', 'relationship'));
    expect(cellOf(state)).toMatchObject({ stage: 'relationship', since: '2026-02-01' });
    expect(facts.at(-1)?.data).toMatchObject({ cause: 'pipeline-revised', first: true });
  });

  it('goes on from a stage that went as from the one that took its place', () => {
    const { facts } = story(...told, advancing('2026-02-02', 'negotiation', { pipeline: revised }));
    expect(facts.at(-1)).toMatchObject({ type: 'OpportunityAdvanced', data: { skipped: [], reached: [{ stage: 'assigned' }] } });
  });

  it('skips every stage before the one it enters, where its own went without a successor', () => {
    const gone = { ...revised, successors: {} };
    const advance = advancing('2026-02-02', 'negotiation', { pipeline: gone });
    expect(refusalOf(advance, standing).found).toContain('obtained, created, relationship would be skipped');
    const { facts } = story(...told, { ...advance, reason: 'its stage is gone' });
    expect(facts.at(-1)?.data).toMatchObject({ skipped: ['obtained', 'created', 'relationship'], reached: [] });
  });

  it('goes beyond a stage that went without a successor by winning', () => {
    const gone = { ...revised, stages: revised.stages.map((stage) => ({ ...stage, requires: [] })), successors: {} };
    const { facts } = story(...told, winning('2026-02-02', { pipeline: gone, reason: 'signed at once' }));
    expect(facts.at(-1)).toMatchObject({ type: 'OpportunityWon', data: { reached: [{ stage: 'assigned' }] } });
  });

  it('goes where two revisions in a row say', () => {
    const stages = revised.stages.filter(({ stage }) => stage !== 'relationship');
    const twice = { ...revised, stages, successors: { ...revised.successors, relationship: 'negotiation' } };
    expect(cellOf(story(...told, restaging('2026-02-01', twice, 'assigned', 'relationship')).state)?.stage).toBe('negotiation');
  });

  it('dates the fact with the last one of the deal where it took effect earlier', () => {
    const [fact] = factsOf(then(transferring('2026-01-01', li.id, wang.unit), standing));
    expect(fact?.businessDate).toBe('2026-01-06');
  });

  it('has no effect on a deal that is not concerned, is counted so already, is closed or was voided', () => {
    const nothing = [
      then(transferring('2026-02-01', wang.id, wang.unit), standing),
      then(transferring('2026-02-01', li.id, li.unit), standing),
      then(customerChanging('2026-02-01', hope), standing),
      then(customerChanging('2026-02-01', acme), standing),
      then(restaging('2026-02-01', revised, 'bid', 'negotiation'), standing),
      then(restaging('2026-02-01', { ...revised, id: 'other' }, 'assigned', 'relationship'), standing),
      then(transferring('2026-02-01', li.id, wang.unit), story(...told, losing('2026-01-20'))),
      then(transferring('2026-02-01', li.id, wang.unit), story(...told, voiding('2026-01-20'))),
    ];
    expect(nothing).toEqual(nothing.map(() => []));
    const once = transferring('2026-02-01', li.id, wang.unit);
    expect(then(once, story(...told, once))).toEqual([]);
  });

  it('is refused in the future, and for a deal that was never opened', () => {
    expect(refusalOf(transferring('2026-07-01', li.id, wang.unit), standing).code).toBe('DATE.IN_FUTURE');
    expect(refusalOf(transferring('2026-02-01', li.id, wang.unit), story()).code).toBe('SALES.OPPORTUNITY.UNKNOWN');
  });
});

describe('handing a deal over from someone who left', () => {
  it('gives it to the successor in the stage where it stands', () => {
    const { state, facts } = story(...told, handingOver('2026-02-01', li, wang));
    expect(facts.at(-1)).toMatchObject({ type: 'OpportunityAssigned', data: { reason: 'left the company', first: false } });
    expect(cellOf(state)).toMatchObject({ owner: 'wang', unit: 'south', stage: 'assigned', since: '2026-01-06' });
  });

  it('has no effect where it is someone else’s, closed, or handed over already', () => {
    expect(then(handingOver('2026-02-01', wang, li), standing)).toEqual([]);
    expect(then(handingOver('2026-02-01', li, wang), story(...told, losing('2026-01-20')))).toEqual([]);
    expect(then(handingOver('2026-02-01', li, wang), story(...told, handingOver('2026-02-01', li, wang)))).toEqual([]);
  });

  it('is refused to someone who has left as well', () => {
    expect(refusalOf(handingOver('2026-03-01', li, zhao), standing).code).toBe('SALES.OWNER.LEFT');
  });
});
