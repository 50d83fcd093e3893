import { factsOf } from '@zongheng/kernel';
import { assessing, describing, expecting, losing, movingTo, opening, revaluing } from '../testing/opportunity-commands.ts';
import { date, fibre, hope, line, modem, rack, worth } from '../testing/people.ts';
import { refusalOf, story, then } from '../testing/story.ts';
import { cellOf } from './state.ts';

const opened = opening('2026-01-05', { value: worth(line('1', rack, 1_000), line('2', fibre, 500)) });
const standing = story(opened);
const closed = story(opened, losing('2026-02-01'));

describe('valuing an opportunity anew', () => {
  it('states the lines it had and the lines it has, the leading one first', () => {
    const { state, facts } = story(opened, revaluing('2026-01-10', { value: worth(line('1', rack, 100), line('2', fibre, 500)) }));
    expect(facts.at(-1)?.type).toBe('OpportunityRevalued');
    expect(cellOf(state)?.lines.map(({ line: key, amount }) => [key, amount])).toEqual([
      ['2', 500],
      ['1', 100],
    ]);
  });

  it('has no effect where it is worth that already, whatever the order of the lines', () => {
    expect(then(revaluing('2026-01-10', { value: worth(line('2', fibre, 500), line('1', rack, 1_000)) }), standing)).toEqual([]);
  });

  it('keeps a product that was retired since, and takes no retired one on', () => {
    const before = story(opening('2026-01-05', { value: worth(line('1', modem, 10)) }));
    expect(factsOf(then(revaluing('2026-04-01', { value: worth(line('1', modem, 20)) }), before))).toHaveLength(1);
    expect(refusalOf(revaluing('2026-04-01', { value: worth(line('1', modem, 20)) }), standing).code).toBe('SALES.PRODUCT.RETIRED');
  });

  it('is refused once it is closed', () => {
    expect(refusalOf(revaluing('2026-02-02'), closed).code).toBe('SALES.OPPORTUNITY.CLOSED');
  });
});

describe('the date on which it is expected to close', () => {
  it('is changed, and taken away', () => {
    const { state } = story(opened, expecting('2026-01-10', date('2026-09-30')));
    expect(cellOf(state)?.expectedClose).toBe('2026-09-30');
    expect(
      cellOf(story(opened, expecting('2026-01-10', date('2026-09-30')), expecting('2026-01-11', null)).state)?.expectedClose,
    ).toBeNull();
  });

  it('has no effect repeated, and is refused before the opening', () => {
    expect(then(expecting('2026-01-10', null), standing)).toEqual([]);
    expect(refusalOf(expecting('2026-01-10', date('2026-01-04')), standing).code).toBe('SALES.OPPORTUNITY.CLOSE_BEFORE_OPENING');
    expect(refusalOf(expecting('2026-02-10', null), closed).code).toBe('SALES.OPPORTUNITY.CLOSED');
  });
});

describe('moving an opportunity to another customer', () => {
  it('counts it by that customer’s region and segment from then on', () => {
    const { state } = story(opened, movingTo('2026-01-10', hope));
    expect(cellOf(state)).toMatchObject({ customer: 'hope', region: null, segment: null, owner: 'li' });
  });

  it('has no effect repeated, and is refused once it is closed', () => {
    expect(then(movingTo('2026-01-10', hope), story(opened, movingTo('2026-01-10', hope)))).toEqual([]);
    expect(refusalOf(movingTo('2026-02-10', hope), closed).code).toBe('SALES.OPPORTUNITY.CLOSED');
  });
});

describe('the attributes of an opportunity', () => {
  const catalogue = {
    tender: { kind: 'flag', choices: [] },
    sites: { kind: 'integer', choices: [] },
    due: { kind: 'date', choices: [] },
    voltage: { kind: 'choice', choices: ['10kv', '35kv'] },
    remark: { kind: 'text', choices: [] },
  } as const;
  const set = { tender: true, sites: 12, due: '2026-03-01', voltage: '10kv', remark: '急' };

  it('are set by their kinds, and removed', () => {
    const { state, facts } = story(
      opened,
      describing('2026-01-10', { set, catalogue }),
      describing('2026-01-11', { set: { sites: 13, tender: true }, remove: ['due', 'never'], catalogue }),
    );
    expect(facts.at(-1)?.data).toEqual({ set: { sites: 13 }, removed: ['due'] });
    expect(state.attributes).toEqual({ tender: true, sites: 13, voltage: '10kv', remark: '急' });
  });

  it('do not change by being set to what they are', () => {
    expect(then(describing('2026-01-11', { set, catalogue }), story(opened, describing('2026-01-10', { set, catalogue })))).toEqual([]);
  });

  it.each([
    ['SALES.ATTRIBUTE.UNDEFINED', { nobody: 1 }],
    ['SALES.ATTRIBUTE.UNDEFINED', { constructor: 1 }],
    ['SALES.ATTRIBUTE.MISMATCHED', { sites: '12' }],
    ['SALES.ATTRIBUTE.MISMATCHED', { sites: 1.5 }],
    ['SALES.ATTRIBUTE.MISMATCHED', { tender: 'yes' }],
    ['SALES.ATTRIBUTE.MISMATCHED', { due: '2026-02-30' }],
    ['SALES.ATTRIBUTE.MISMATCHED', { voltage: '110kv' }],
    ['SALES.ATTRIBUTE.MISMATCHED', { remark: 7 }],
  ])('are refused with %s', (code, wrong) => {
    expect(
      refusalOf(describing('2026-01-11', { set: { ...wrong } as Record<string, string | number | boolean>, catalogue }), standing).code,
    ).toBe(code);
  });

  it('are bounded in number, and refused on a closed deal', () => {
    const keys = Array.from({ length: 501 }, (_, index) => `a${index}`);
    const many = {
      set: Object.fromEntries(keys.map((key) => [key, 1])),
      catalogue: Object.fromEntries(keys.map((key) => [key, catalogue.sites])),
    };
    expect(refusalOf(describing('2026-01-11', many), standing).code).toBe('SALES.ATTRIBUTE.TOO_MANY');
    expect(refusalOf(describing('2026-02-11', { set, catalogue }), closed).code).toBe('SALES.OPPORTUNITY.CLOSED');
  });
});

describe('assessing an opportunity', () => {
  const scheme = {
    id: 'validity',
    revision: 3,
    criteria: [
      { criterion: 'budget', weight: 3, pointsMax: 5 },
      { criterion: 'need', weight: 1, pointsMax: 1 },
    ],
  };

  it('scores it by the scheme’s weights, exactly, rounded once half to even', () => {
    const [fact] = factsOf(then(assessing('2026-01-10', scheme, { budget: 4, need: 0 }), standing));
    expect(fact?.data).toMatchObject({ scheme: 'validity', schemeRevision: 3, score: 750 });
    const halves = { ...scheme, criteria: [{ criterion: 'c', weight: 1, pointsMax: 80 }] };
    const score = (points: number) => factsOf(then(assessing('2026-01-10', halves, { c: points }), standing))[0]?.data;
    expect([score(1), score(3)]).toMatchObject([{ score: 12 }, { score: 38 }]);
  });

  it('has no effect repeated on the same date, and is made anew on another', () => {
    const once = assessing('2026-01-10', scheme, { budget: 4, need: 0 });
    expect(then(once, story(opened, once))).toEqual([]);
    expect(factsOf(then(assessing('2026-01-11', scheme, { budget: 4, need: 0 }), story(opened, once)))).toHaveLength(1);
  });

  it('is refused with what does not answer the scheme', () => {
    const refused = (points: Record<string, number>, by = scheme) => refusalOf(assessing('2026-01-10', by, points), standing).code;
    expect(refused({}, { ...scheme, criteria: [] })).toBe('SALES.ASSESSMENT.UNKNOWN');
    expect(refused({ budget: 4 })).toBe('SALES.ASSESSMENT.UNANSWERED');
    expect(refused({ budget: 4, need: 0, luck: 1 })).toBe('SALES.ASSESSMENT.CRITERION_UNKNOWN');
    expect(refused({ budget: 6, need: 0 })).toBe('SALES.ASSESSMENT.POINTS_OUT_OF_RANGE');
    const command = assessing('2026-01-10', scheme, { budget: 4, need: 0 });
    const twice = { ...command, answers: [...command.answers, ...command.answers] };
    expect(refusalOf(twice, standing).code).toBe('SALES.ASSESSMENT.CRITERION_REPEATED');
    expect(refusalOf(assessing('2026-02-02', scheme, { budget: 4, need: 0 }), closed).code).toBe('SALES.OPPORTUNITY.CLOSED');
  });
});
