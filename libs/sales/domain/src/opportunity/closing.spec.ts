import { factsOf } from '@zongheng/kernel';
import {
  advancing,
  assigning,
  losing,
  movingBack,
  opening,
  reopening,
  revaluing,
  voiding,
  winning,
} from '../testing/opportunity-commands.ts';
import { hope, line, pipeline, rack, worth } from '../testing/people.ts';
import { refusalOf, story, then } from '../testing/story.ts';
import { cellOf } from './state.ts';

const valued = { value: worth(line('1', rack, 1_000_00)) };
const opened = opening('2026-01-05', valued);
const assigned = story(opened, assigning('2026-01-06'));
const negotiating = [
  opened,
  assigning('2026-01-06'),
  advancing('2026-01-10', 'relationship'),
  advancing('2026-01-20', 'negotiation'),
] as const;
const bidding = { reason: 'the buyer took the offer without a bid' };

describe('advancing an opportunity', () => {
  it('enters the stage for the first time and goes beyond those before it', () => {
    const [fact] = factsOf(then(advancing('2026-01-10', 'relationship'), assigned));
    expect(fact).toMatchObject({
      type: 'OpportunityAdvanced',
      businessDate: '2026-01-10',
      data: { from: { stage: 'assigned' }, to: { stage: 'relationship' }, first: true, skipped: [], opened: '2026-01-05' },
    });
    expect(fact?.type === 'OpportunityAdvanced' && fact.data.reached.map((reached) => reached.stage)).toEqual(['assigned']);
  });

  it('has no effect where it stands in that stage', () => {
    expect(then(advancing('2026-01-10', 'assigned'), assigned)).toEqual([]);
  });

  it('skips stages with a reason only, and names them', () => {
    const refusal = refusalOf(advancing('2026-01-10', 'negotiation'), assigned);
    expect(refusal.code).toBe('SALES.OPPORTUNITY.SKIP_UNEXPLAINED');
    expect(refusal.found).toContain('relationship');
    const [fact] = factsOf(then(advancing('2026-01-10', 'negotiation', { reason: 'known for years' }), assigned));
    expect(fact?.data).toMatchObject({ skipped: ['relationship'], reason: 'known for years' });
  });

  it('is refused while what a stage requires is not known, and says what', () => {
    const nameless = story(opening('2026-01-05', { value: worth(line('1', null, 100)) }), assigning('2026-01-06'));
    const refusal = refusalOf(advancing('2026-01-10', 'negotiation', { reason: 'known for years' }), nameless);
    expect(refusal).toMatchObject({ code: 'SALES.OPPORTUNITY.REQUIREMENT_UNMET', remedy: 'name a product on one of its lines' });
  });

  it('is refused to an earlier, a closed or an unknown stage', () => {
    const far = story(...negotiating);
    expect(refusalOf(advancing('2026-02-01', 'assigned'), far).code).toBe('SALES.OPPORTUNITY.STAGE_NOT_LATER');
    expect(refusalOf(advancing('2026-02-01', 'won'), far).code).toBe('SALES.OPPORTUNITY.STAGE_NOT_OPEN');
    expect(refusalOf(advancing('2026-02-01', 'nowhere'), far).code).toBe('SALES.PIPELINE.STAGE_UNKNOWN');
  });

  it('is refused for what was never opened, is closed or was voided', () => {
    expect(refusalOf(advancing('2026-02-01', 'bid'), story()).code).toBe('SALES.OPPORTUNITY.UNKNOWN');
    expect(refusalOf(advancing('2026-02-02', 'bid'), story(opened, losing('2026-02-01'))).code).toBe('SALES.OPPORTUNITY.CLOSED');
    expect(refusalOf(advancing('2026-02-02', 'bid'), story(opened, voiding('2026-02-01'))).code).toBe('SALES.OPPORTUNITY.VOIDED');
  });
});

describe('moving an opportunity back', () => {
  it('enters an earlier stage, not for the first time', () => {
    const { state, facts } = story(...negotiating, movingBack('2026-02-01', 'assigned'));
    expect(facts.at(-1)?.data).toMatchObject({ first: false, reached: [], reason: 'the buyer changed' });
    expect(cellOf(state)).toMatchObject({ stage: 'assigned', since: '2026-02-01' });
  });

  it('does not count a stage as entered or left behind a second time', () => {
    const again = advancing('2026-02-10', 'negotiation', { reason: 'as before' });
    const { facts } = story(...negotiating, movingBack('2026-02-01', 'assigned'), again);
    expect(facts.at(-1)?.data).toMatchObject({ first: false, reached: [] });
  });

  it('is refused to a stage that is not earlier', () => {
    expect(refusalOf(movingBack('2026-02-01', 'bid'), story(...negotiating)).code).toBe('SALES.OPPORTUNITY.STAGE_NOT_EARLIER');
    expect(then(movingBack('2026-02-01', 'negotiation'), story(...negotiating))).toEqual([]);
  });
});

describe('winning an opportunity', () => {
  const ready = story(...negotiating, revaluing('2026-02-01', { value: worth(line('1', rack, 2_000_00)) }));
  const close = { ...bidding, pipeline: { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage, requires: [] })) } };

  it('closes it in the won stage, beyond every stage it had entered', () => {
    const [fact] = factsOf(then(winning('2026-03-01', close), ready));
    expect(fact).toMatchObject({ type: 'OpportunityWon', data: { to: { stage: 'won', status: 'won', since: '2026-03-01' }, first: true } });
    expect(fact?.type === 'OpportunityWon' && fact.data.reached.map((reached) => reached.stage)).toEqual(['negotiation']);
  });

  it('takes the final lines with it', () => {
    const { state, told } = story(...negotiating, winning('2026-03-01', { ...close, value: worth(line('1', rack, 7)) }));
    expect(told.slice(-2)).toEqual(['OpportunityRevalued', 'OpportunityWon']);
    expect(cellOf(state)?.lines).toMatchObject([{ product: 'rack', amount: 7 }]);
  });

  it('needs an amount, an identified customer, what the stages left require, and a reason to skip', () => {
    expect(refusalOf(winning('2026-03-01', { ...close, value: worth(line('1', rack, 0)) }), ready).code).toBe(
      'SALES.OPPORTUNITY.AMOUNT_MISSING',
    );
    expect(refusalOf(winning('2026-03-01', { ...close, customerIdentified: false }), ready).code).toBe(
      'SALES.OPPORTUNITY.CUSTOMER_UNIDENTIFIED',
    );
    expect(refusalOf(winning('2026-03-01', bidding), ready).code).toBe('SALES.OPPORTUNITY.REQUIREMENT_UNMET');
    expect(refusalOf(winning('2026-03-01', { ...close, reason: null }), ready).code).toBe('SALES.OPPORTUNITY.SKIP_UNEXPLAINED');
  });

  it('has no effect repeated, and is refused on another date', () => {
    const won = story(...negotiating, winning('2026-03-01', close));
    expect(then(winning('2026-03-01', close), won)).toEqual([]);
    const refusal = refusalOf(winning('2026-03-02', close), won);
    expect(refusal).toMatchObject({ code: 'SALES.OPPORTUNITY.CLOSED', found: 'the opportunity was won on 2026-03-01' });
  });
});

describe('losing an opportunity', () => {
  it('closes it with the reason and the competitor in the cell it enters, beyond nothing', () => {
    const { facts } = story(...negotiating, losing('2026-03-01'));
    expect(facts.at(-1)).toMatchObject({
      type: 'OpportunityLost',
      data: { to: { stage: 'lost', status: 'lost', reason: 'price', competitor: 'rival' }, first: true, reached: [] },
    });
  });

  it('needs nothing to be known, and has no effect repeated', () => {
    const prospect = [opening('2026-01-05', { customer: hope }), losing('2026-01-06')] as const;
    expect(story(...prospect).told).toEqual(['OpportunityOpened', 'OpportunityLost']);
    expect(then(prospect[1], story(...prospect))).toEqual([]);
    expect(refusalOf(losing('2026-01-06', { reason: 'timing' }), story(...prospect)).code).toBe('SALES.OPPORTUNITY.CLOSED');
  });
});

describe('reopening an opportunity', () => {
  const lost = story(...negotiating, losing('2026-03-01'));

  it('enters an open stage again, and leaves behind why it was lost', () => {
    const { state, facts } = story(...negotiating, losing('2026-03-01'), reopening('2026-04-01', 'negotiation'));
    expect(facts.at(-1)?.data).toMatchObject({ first: false, reached: [] });
    expect(cellOf(state)).toMatchObject({ stage: 'negotiation', status: 'open', since: '2026-04-01', reason: null, competitor: null });
  });

  it('is refused where it is open, or to a stage that is not', () => {
    expect(refusalOf(reopening('2026-04-01', 'negotiation'), story(...negotiating)).code).toBe('SALES.OPPORTUNITY.NOT_CLOSED');
    expect(refusalOf(reopening('2026-04-01', 'won'), lost).code).toBe('SALES.OPPORTUNITY.STAGE_NOT_OPEN');
    expect(refusalOf(reopening('2026-02-01', 'negotiation'), lost).code).toBe('DATE.BEFORE_LAST');
  });
});

describe('voiding an opportunity', () => {
  it('takes back every movement it ever made', () => {
    const { facts } = story(...negotiating, losing('2026-03-01'), voiding('2026-03-02'));
    const last = facts.at(-1);
    expect(last?.type === 'OpportunityVoided' && last.data.retracted.map((movement) => movement.in?.stage)).toEqual([
      'obtained',
      'created',
      'assigned',
      'relationship',
      'negotiation',
      'lost',
    ]);
  });

  it('has no effect repeated, and nothing comes after', () => {
    const voided = story(opened, voiding('2026-03-02'));
    expect(then(voiding('2026-03-03'), voided)).toEqual([]);
    expect(refusalOf(losing('2026-03-03'), voided).code).toBe('SALES.OPPORTUNITY.VOIDED');
    expect(refusalOf(voiding('2026-01-04'), story(opened)).code).toBe('DATE.BEFORE_LAST');
  });
});
