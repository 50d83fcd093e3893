import { factsOf } from '@zongheng/kernel';
import { drafting, signing, signingDraft, terminating, voiding } from './testing/contract-commands.ts';
import { monthsIn } from './testing/months.ts';
import { date, on, racks, vpn, zhao } from './testing/people.ts';
import { refusalOf, story, then } from './testing/story.ts';

const signed = story(signing('2025-12-20'));
const drafted = story(drafting('2025-12-10'));

describe('drafting a contract', () => {
  it('says what it would bring, and moves nothing', () => {
    expect(drafted.told).toEqual(['ContractDrafted']);
    expect(monthsIn(drafted.facts)).toEqual({});
    expect(drafted.state.standing).toMatchObject({
      status: 'draft',
      customer: 'acme',
      owner: 'li',
      unit: 'north',
      productLine: 'data-centre',
    });
  });

  it('anew replaces the draft; the same again is no news', () => {
    const other = drafting('2025-12-11', { ends: date('2026-06-30') });
    expect(factsOf(then(other, drafted)).map(({ type }) => type)).toEqual(['ContractDrafted']);
    expect(then(drafting('2025-12-11'), drafted)).toEqual([]);
  });

  it('keeps its number', () => {
    expect(refusalOf(drafting('2025-12-11', { number: 'HT-2' }), drafted).code).toBe('CONTRACTS.CONTRACT.NUMBER_FIXED');
  });

  it('is refused once it is signed, and once it is voided', () => {
    expect(refusalOf(drafting('2025-12-21'), signed).code).toBe('CONTRACTS.CONTRACT.EXISTS');
    expect(refusalOf(drafting('2025-12-21'), story(drafting('2025-12-10'), voiding('2025-12-11'))).code).toBe('CONTRACTS.CONTRACT.VOIDED');
  });
});

describe('signing a contract', () => {
  it('states its term, its lines and every month, whole', () => {
    expect(signed.facts).toHaveLength(1);
    const counted = {
      customer: 'acme',
      owner: 'li',
      unit: 'north',
      region: 'sichuan',
      segment: 'industry',
      opportunity: null,
      currency: 'CNY',
    };
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
    const terms = {
      line: '1',
      product: 'rack',
      productLine: 'data-centre',
      quantity: 1,
      split: 'equal',
      profile: null,
      profileRevision: null,
    };
    expect(signed.facts[0]).toMatchObject({
      type: 'ContractSigned',
      businessDate: '2025-12-20',
      data: {
        number: 'HT-1',
        effective: '2026-01-01',
        before: null,
        after: { status: 'signed', ...counted, productLine: 'data-centre', begins: '2026-01-01', ends: '2026-12-31' },
        out: [],
        in: [{ ...counted, lines: [{ ...terms, months: months.map((month) => ({ month, from: `${month}-01`, amount: 100_00 })) }] }],
      },
    });
  });

  it.each([
    ['equally, a part of a month by its days', racks(1_000), { '2026-01': 523, '2026-02': 477 }, '2026-01-15', '2026-02-14'],
    ['by days', racks({ by: 'by-days', amount: 590 }), { '2026-01': 310, '2026-02': 280 }, '2026-01-01', '2026-02-28'],
    [
      'by a profile of the calendar',
      racks({
        by: 'by-profile',
        amount: 300,
        profile: { id: 'p', revision: 0, basis: 'calendar-months', weights: [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      }),
      { '2026-01': 100, '2026-02': 200 },
      '2026-01-01',
      '2026-03-31',
    ],
    [
      'by a profile of the term, which begins anew',
      racks({ by: 'by-profile', amount: 600, profile: { id: 'p', revision: null, basis: 'term-months', weights: [1, 3] } }),
      { '2026-01': 75, '2026-02': 225, '2026-03': 75, '2026-04': 225 },
      '2026-01-01',
      '2026-04-30',
    ],
    [
      'month by month',
      racks({
        by: 'as-given',
        amount: 7,
        months: [
          { month: '2026-02' as never, amount: 5 },
          { month: '2026-01' as never, amount: 2 },
        ],
      }),
      { '2026-01': 2, '2026-02': 5 },
      '2026-01-01',
      '2026-03-31',
    ],
  ])('splits a line %s', (_, line, months, begins, ends) => {
    expect(monthsIn(story(signing('2025-12-20', { begins: date(begins), ends: date(ends), lines: [line] })).facts)).toEqual(months);
  });

  it('lets a line run within the term, and counts under the product line with the greatest amount', () => {
    const late = vpn(9_999_99, { from: date('2026-11-15'), to: date('2026-11-20') });
    const { state, facts } = story(signing('2025-12-20', { lines: [racks(1_200), late] }));
    expect(state.standing?.productLine).toBe('vpn');
    expect(monthsIn(facts)['2026-11']).toBe(9_999_99 + 100);
  });

  it('signs a draft as it stands, or with other terms under the same number', () => {
    const asDrafted = story(drafting('2025-12-10'), signingDraft('2025-12-20'));
    expect(asDrafted.told).toEqual(['ContractDrafted', 'ContractSigned']);
    expect(monthsIn(asDrafted.facts)).toEqual(monthsIn(signed.facts));
    const otherwise = story(drafting('2025-12-10'), signing('2025-12-20', { lines: [racks(600)] }));
    expect(Object.values(monthsIn(otherwise.facts))).toEqual(Array.from({ length: 12 }, () => 50));
    expect(refusalOf(signing('2025-12-20', { number: 'HT-2' }), drafted).code).toBe('CONTRACTS.CONTRACT.NUMBER_FIXED');
  });

  it('happens once', () => {
    expect(refusalOf(signing('2025-12-21'), signed).code).toBe('CONTRACTS.CONTRACT.EXISTS');
    expect(refusalOf(signingDraft('2025-12-21'), signed).code).toBe('CONTRACTS.CONTRACT.EXISTS');
    expect(refusalOf(signingDraft('2025-12-21'), story()).code).toBe('CONTRACTS.CONTRACT.UNKNOWN');
  });

  it.each([
    ['DATE.IN_FUTURE', signing('2028-01-01')],
    ['CONTRACTS.OWNER.LEFT', signing('2026-03-01', { owner: zhao })],
    ['CONTRACTS.TERM.INVALID', signing('2025-12-20', { ends: date('2025-12-31') })],
    ['CONTRACTS.TERM.INVALID', signing('2025-12-20', { ends: date('2076-01-01') })],
    ['CONTRACTS.LINES.COUNT_OUT_OF_RANGE', signing('2025-12-20', { lines: [] })],
    [
      'CONTRACTS.LINES.COUNT_OUT_OF_RANGE',
      signing('2025-12-20', { lines: Array.from({ length: 51 }, (_, index) => racks(1, { line: String(index) })) }),
    ],
    ['CONTRACTS.LINES.REPEATED', signing('2025-12-20', { lines: [racks(1), racks(2)] })],
    ['CONTRACTS.LINES.AMOUNT_OUT_OF_RANGE', signing('2025-12-20', { lines: [racks(-1)] })],
    ['CONTRACTS.LINES.AMOUNT_OUT_OF_RANGE', signing('2025-12-20', { lines: [racks(0.5)] })],
    ['CONTRACTS.LINES.QUANTITY_OUT_OF_RANGE', signing('2025-12-20', { lines: [racks(1, { quantity: -1 })] })],
    ['CONTRACTS.LINES.DAYS_OUTSIDE', signing('2025-12-20', { lines: [racks(1, { from: date('2025-12-31') })] })],
    ['CONTRACTS.LINES.DAYS_OUTSIDE', signing('2025-12-20', { lines: [racks(1, { to: date('2027-01-01') })] })],
    [
      'CONTRACTS.LINES.MONTH_OUTSIDE',
      signing('2025-12-20', { lines: [racks({ by: 'as-given', amount: null, months: [{ month: '2027-01' as never, amount: 1 }] })] }),
    ],
    [
      'CONTRACTS.LINES.SUM_MISMATCH',
      signing('2025-12-20', { lines: [racks({ by: 'as-given', amount: 2, months: [{ month: '2026-01' as never, amount: 1 }] })] }),
    ],
    [
      'CONTRACTS.PROFILE.WEIGHTLESS',
      signing('2025-12-20', {
        ends: date('2026-01-31'),
        lines: [
          racks({
            by: 'by-profile',
            amount: 1,
            profile: { id: 'p', revision: 0, basis: 'calendar-months', weights: [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] },
          }),
        ],
      }),
    ],
  ])('is refused with %s', (code, command) => {
    expect(refusalOf(command, story()).code).toBe(code);
  });
});

describe('a contract that never came about', () => {
  const closed = story({ type: 'AbandonContract', ...on('2025-12-01'), reason: 'its number went to another' });

  it('is closed for good, once', () => {
    expect(closed.told).toEqual(['ContractAbandoned']);
    expect(then({ type: 'AbandonContract', ...on('2025-12-02'), reason: 'again' }, closed)).toEqual([]);
    for (const command of [drafting('2025-12-10'), signing('2025-12-20'), signingDraft('2025-12-20'), voiding('2025-12-20')]) {
      expect(refusalOf(command, closed).code).toBe('CONTRACTS.CONTRACT.ABANDONED');
    }
  });

  it('is not closed once it has come about', () => {
    expect(then({ type: 'AbandonContract', ...on('2025-12-21'), reason: 'too late' }, signed)).toEqual([]);
  });
});

describe('voiding a contract', () => {
  it('takes it out of the books from its first day, once', () => {
    const voided = story(signing('2025-12-20'), terminating('2026-02-01', '2026-06-30'), voiding('2026-03-01'));
    expect(monthsIn(voided.facts)).toEqual({});
    expect(then(voiding('2026-03-02'), voided)).toEqual([]);
    expect(refusalOf(signing('2026-03-02'), voided).code).toBe('CONTRACTS.CONTRACT.VOIDED');
  });

  it('is refused of what was never recorded, and before its last fact', () => {
    expect(refusalOf(voiding('2026-01-01'), story()).code).toBe('CONTRACTS.CONTRACT.UNKNOWN');
    expect(refusalOf(voiding('2025-12-19'), signed).code).toBe('DATE.BEFORE_LAST');
  });
});
