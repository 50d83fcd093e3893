import { factsOf } from '@zongheng/kernel';
import { advancing, assigning, losing, opening, registering, revaluing } from '../testing/opportunity-commands.ts';
import { date, fibre, line, modem, pipeline, rack, wang, worth, zhao } from '../testing/people.ts';
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

describe('opening an opportunity', () => {
  it('enters the first stage of the pipeline, counted by what is known of customer and owner', () => {
    const [fact] = story(opening('2026-01-05')).facts;
    expect(fact).toEqual({
      type: 'OpportunityOpened',
      businessDate: '2026-01-05',
      data: {
        title: 'Racks for the new plant',
        first: true,
        reference: null,
        note: null,
        to: {
          pipeline: 'default',
          stage: 'obtained',
          status: 'open',
          since: '2026-01-05',
          customer: 'acme',
          owner: 'li',
          unit: 'north',
          region: 'sichuan',
          segment: 'industry',
          source: 'own',
          expectedClose: null,
          currency: 'CNY',
          lines: [{ line: '1', product: null, productLine: 'unspecified', quantity: 0, amount: 0 }],
          reason: null,
          competitor: null,
        },
      },
    });
  });

  it('registers it at once where an amount is known', () => {
    const { told, state } = story(opened);
    expect(told).toEqual(['OpportunityOpened', 'OpportunityAdvanced']);
    expect(cellOf(state)?.stage).toBe('created');
  });

  it('puts the line with the greatest amount first, the first among equals', () => {
    const value = worth(line('1', fibre, 10), line('2', rack, 30), line('3', fibre, 30));
    const lines = cellOf(story(opening('2026-01-05', { value })).state)?.lines.map((each) => each.line);
    expect(lines).toEqual(['2', '1', '3']);
  });

  it('is refused where it was opened before', () => {
    expect(refusalOf(opened, story(opened)).code).toBe('SALES.OPPORTUNITY.EXISTS');
  });

  it('is refused in the future', () => {
    expect(refusalOf(opening('2026-07-01'), story()).code).toBe('DATE.IN_FUTURE');
  });

  it('is refused for an owner who has left', () => {
    expect(refusalOf(opening('2026-03-01', { owner: zhao }), story()).code).toBe('SALES.OWNER.LEFT');
    expect(story(opening('2026-02-28', { owner: zhao })).told).toContain('OpportunityOpened');
  });

  it('is refused in a pipeline that was never defined', () => {
    const undefinedPipeline = { id: 'none', stages: [], successors: {} };
    expect(refusalOf(opening('2026-01-05', { pipeline: undefinedPipeline }), story()).code).toBe('SALES.PIPELINE.UNKNOWN');
  });

  it('is refused where it should close before it was opened', () => {
    expect(refusalOf(opening('2026-01-05', { expectedClose: date('2026-01-04') }), story()).code).toBe(
      'SALES.OPPORTUNITY.CLOSE_BEFORE_OPENING',
    );
  });

  it.each([
    ['SALES.LINES.REPEATED', [line('1', rack, 1), line('1', fibre, 2)]],
    ['SALES.LINES.AMOUNT_OUT_OF_RANGE', [line('1', rack, -1)]],
    ['SALES.LINES.AMOUNT_OUT_OF_RANGE', [line('1', rack, 9_000_000_000_001)]],
    ['SALES.LINES.AMOUNT_OUT_OF_RANGE', [line('1', rack, 0.5)]],
    ['SALES.LINES.QUANTITY_OUT_OF_RANGE', [line('1', rack, 1, -1)]],
    ['SALES.LINES.TOO_MANY', Array.from({ length: 51 }, (_, index) => line(String(index), rack, 1))],
    ['SALES.PRODUCT.RETIRED', [line('1', modem, 1)]],
  ])('is refused with %s', (code, lines) => {
    expect(refusalOf(opening('2026-03-01', { value: worth(...lines) }), story()).code).toBe(code);
  });
});

describe('registering an opportunity', () => {
  const hint = story(opening('2026-01-05'));

  it('advances it to the stage of registration with the amount that comes with it', () => {
    const facts = factsOf(then(registering('2026-01-06', valued), hint));
    expect(facts.map((fact) => fact.type)).toEqual(['OpportunityRevalued', 'OpportunityAdvanced']);
  });

  it('is refused while no amount is known', () => {
    expect(refusalOf(registering('2026-01-06'), hint).code).toBe('SALES.OPPORTUNITY.REQUIREMENT_UNMET');
  });

  it('has no effect on one that is registered', () => {
    expect(then(registering('2026-01-06'), story(opened))).toEqual([]);
  });

  it('is refused where the pipeline has no such stage', () => {
    const plain = { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage, entry: null })) };
    expect(refusalOf(registering('2026-01-06', { pipeline: plain }), hint).code).toBe('SALES.OPPORTUNITY.NO_REGISTRATION');
  });
});

describe('assigning an opportunity', () => {
  it('takes it to the stage of assignment, and says whom it was given to', () => {
    const { state, told } = story(opened, assigning('2026-01-06', { owner: wang }));
    expect(told.at(-1)).toBe('OpportunityAssigned');
    expect(cellOf(state)).toMatchObject({ stage: 'assigned', since: '2026-01-06', owner: 'wang', unit: 'south' });
  });

  it('changes the owner alone while the amount is missing, and the stages follow once it is known', () => {
    const hint = story(opening('2026-01-05'), assigning('2026-01-06', { owner: wang }));
    expect(cellOf(hint.state)).toMatchObject({ stage: 'obtained', owner: 'wang' });
    const later = story(opening('2026-01-05'), assigning('2026-01-06', { owner: wang }), revaluing('2026-01-09'));
    expect(later.told.slice(2)).toEqual(['OpportunityRevalued', 'OpportunityAdvanced', 'OpportunityAdvanced']);
    expect(cellOf(later.state)?.stage).toBe('assigned');
  });

  it('leaves it in a later stage', () => {
    const { state } = story(...negotiating, assigning('2026-02-01', { owner: wang }));
    expect(cellOf(state)).toMatchObject({ stage: 'negotiation', since: '2026-01-20', owner: 'wang' });
  });

  it('has no effect repeated', () => {
    expect(then(assigning('2026-01-06'), assigned)).toEqual([]);
  });

  it('is refused for someone who has left, for a closed deal, and before the last fact', () => {
    expect(refusalOf(assigning('2026-03-01', { owner: zhao }), assigned).code).toBe('SALES.OWNER.LEFT');
    expect(refusalOf(assigning('2026-01-05'), assigned).code).toBe('DATE.BEFORE_LAST');
    expect(refusalOf(assigning('2026-02-02'), story(opened, losing('2026-02-01'))).code).toBe('SALES.OPPORTUNITY.CLOSED');
  });
});
