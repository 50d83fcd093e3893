import { factsOf } from '@zongheng/kernel';
import { movementsMax } from './state.ts';
import { amending, assigning, drafting, renewing, resuming, signing, suspending, terminating } from './testing/contract-commands.ts';
import { monthsIn, totalOf } from './testing/months.ts';
import { date, li, racks, vpn, wang } from './testing/people.ts';
import { refusalOf, story, then } from './testing/story.ts';

const begun = signing('2025-12-20', { lines: [racks(1_200_00), vpn(365_00)] });
const signed = story(begun);
const before = monthsIn(signed.facts);

describe('amending a contract', () => {
  it('replaces the lines named from the day on, and leaves the others as they are', () => {
    const { facts, told } = story(begun, amending('2026-05-10', '2026-07-01', { lines: [racks(1_800_00)] }));
    const after = monthsIn(facts);
    expect(told.at(-1)).toBe('ContractAmended');
    expect(after['2026-06']).toBe(before['2026-06']);
    expect(after['2026-07']).toBe(300_00 + 31_00);
  });

  it('in the middle of a month keeps the days before it, to the fen', () => {
    const { facts } = story(begun, amending('2026-05-10', '2026-06-16', { lines: [racks(650_00)] }));
    expect(monthsIn(facts)['2026-06']).toBe(50_00 + 50_00 + 30_00);
  });

  it('may reach back before its own day: months of the past too are another agreement then', () => {
    const { facts } = story(begun, assigning('2026-03-01'), amending('2026-05-10', '2026-02-01', { lines: [racks(2_200_00)] }));
    expect(monthsIn(facts, (cell) => cell.owner)).toMatchObject({ '2026-02 li': 200_00 + 28_00, '2026-03 wang': 200_00 + 31_00 });
  });

  it('ends lines, brings new ones, and lets the contract run longer', () => {
    const lines = [vpn(730_00, { line: '3', from: date('2027-01-01') })];
    const { facts, state } = story(begun, amending('2026-05-10', '2026-12-01', { ended: ['1'], lines, ends: date('2027-12-31') }));
    expect(monthsIn(facts)).toMatchObject({ '2026-12': 31_00, '2027-01': 62_00 });
    expect(state.standing?.ends).toBe('2027-12-31');
  });

  it('to what it is already is no news', () => {
    const amendment = amending('2026-05-10', '2026-07-01', { lines: [racks(1_800_00)] });
    expect(then({ ...amendment, on: date('2026-05-11') }, story(begun, amendment))).toEqual([]);
    expect(then(amending('2026-05-10', '2026-07-01'), signed)).toEqual([]);
  });

  it.each([
    ['CONTRACTS.TERM.DATE_OUTSIDE', amending('2026-05-10', '2025-12-31')],
    ['CONTRACTS.TERM.DATE_OUTSIDE', amending('2026-05-10', '2027-01-01')],
    ['CONTRACTS.TERM.ENDS_EARLIER', amending('2026-05-10', '2026-06-01', { ends: date('2026-11-30') })],
    ['CONTRACTS.TERM.INVALID', amending('2026-05-10', '2026-06-01', { ends: date('2176-11-30') })],
    ['CONTRACTS.LINES.UNKNOWN', amending('2026-05-10', '2026-06-01', { ended: ['7'] })],
    ['CONTRACTS.LINES.REPEATED', amending('2026-05-10', '2026-06-01', { ended: ['1'], lines: [racks(1)] })],
    ['DATE.BEFORE_LAST', amending('2025-12-19', '2026-06-01')],
    ['DATE.IN_FUTURE', amending('2028-01-01', '2026-06-01')],
  ])('is refused with %s', (code, command) => {
    expect(refusalOf(command, signed).code).toBe(code);
  });

  it('is refused of a draft, of a suspended and of a terminated contract', () => {
    const amendment = amending('2026-05-10', '2026-07-01');
    expect(refusalOf(amendment, story(drafting('2025-12-10'))).code).toBe('CONTRACTS.CONTRACT.DRAFT');
    expect(refusalOf(amendment, story(begun, suspending('2026-02-01', '2026-03-01'))).code).toBe('CONTRACTS.CONTRACT.SUSPENDED');
    expect(refusalOf(amendment, story(begun, terminating('2026-02-01', '2026-03-01'))).code).toBe('CONTRACTS.CONTRACT.TERMINATED');
  });

  it('is refused of one that has moved too often, which can still be terminated', () => {
    const often = Array.from({ length: movementsMax - 1 }, (_, index) => assigning('2026-01-01', index % 2 === 0 ? wang : li));
    const moved = story(begun, ...often);
    expect(refusalOf(assigning('2026-01-01', moved.state.standing?.owner === 'li' ? wang : li), moved).code).toBe(
      'CONTRACTS.CONTRACT.HISTORY_FULL',
    );
    expect(factsOf(then(terminating('2026-01-02', '2026-01-31'), moved))).toHaveLength(1);
  });
});

describe('renewing a contract', () => {
  it('adds a term from the day after, and leaves the present one as it is', () => {
    const { facts, state } = story(begun, renewing('2026-11-01', '2027-12-31'));
    const after = monthsIn(facts);
    expect({ ...after, ...before }).toEqual(after);
    expect(after['2027-01']).toBe(110_00);
    expect(state.standing).toMatchObject({ begins: '2027-01-01', ends: '2027-12-31' });
  });

  it('again the same way is no news, another way is refused', () => {
    const renewed = story(begun, renewing('2026-11-01', '2027-12-31'));
    expect(then(renewing('2026-11-02', '2027-12-31'), renewed)).toEqual([]);
    expect(refusalOf(renewing('2026-11-02', '2027-12-31', { lines: [racks(5)] }), renewed).code).toBe('CONTRACTS.TERM.OVERLAPS');
  });

  it('is refused over the present term, and where it is no term', () => {
    expect(refusalOf(renewing('2026-11-02', '2027-12-31', { begins: date('2026-12-31') }), signed).code).toBe('CONTRACTS.TERM.OVERLAPS');
    expect(refusalOf(renewing('2026-11-02', '2026-12-31'), signed).code).toBe('CONTRACTS.TERM.INVALID');
  });
});

describe('suspending a contract', () => {
  it('stops its months, and resuming it brings them back shifted, its end with them', () => {
    const suspended = story(begun, suspending('2026-05-10', '2026-07-01'));
    expect(Object.keys(monthsIn(suspended.facts)).at(-1)).toBe('2026-06');
    const resumed = story(begun, suspending('2026-05-10', '2026-07-01'), resuming('2026-08-20', '2026-09-01'));
    expect(totalOf(resumed.facts)).toBe(totalOf(signed.facts));
    expect(monthsIn(resumed.facts)['2026-09']).toBe(before['2026-07']);
    expect(resumed.state.standing).toMatchObject({ status: 'signed', ends: '2027-02-28' });
  });

  it('or without those that were lost meanwhile', () => {
    const { facts, state } = story(begun, suspending('2026-05-10', '2026-07-01', 'forfeited'), resuming('2026-08-20', '2026-09-01'));
    const after = monthsIn(facts);
    expect([after['2026-07'], after['2026-08'], after['2026-09']]).toEqual([undefined, undefined, before['2026-09']]);
    expect(state.standing?.ends).toBe('2026-12-31');
  });

  it('has no effect repeated', () => {
    const suspended = story(begun, suspending('2026-05-10', '2026-07-01'));
    expect(then(suspending('2026-05-11', '2026-07-01'), suspended)).toEqual([]);
    const resumed = story(begun, suspending('2026-05-10', '2026-07-01'), resuming('2026-08-20', '2026-09-01'));
    expect(then(resuming('2026-08-21', '2026-09-01'), resumed)).toEqual([]);
  });

  it('is refused outside the term, and twice otherwise', () => {
    expect(refusalOf(suspending('2026-05-10', '2027-01-01'), signed).code).toBe('CONTRACTS.TERM.DATE_OUTSIDE');
    const suspended = story(begun, suspending('2026-05-10', '2026-07-01'));
    expect(refusalOf(suspending('2026-05-11', '2026-08-01'), suspended).code).toBe('CONTRACTS.CONTRACT.SUSPENDED');
  });

  it('ends not before it began, and only where it is', () => {
    const suspended = story(begun, suspending('2026-05-10', '2026-07-01'));
    expect(refusalOf(resuming('2026-05-11', '2026-06-30'), suspended).code).toBe('CONTRACTS.TERM.DATE_OUTSIDE');
    expect(refusalOf(resuming('2026-05-11', '2026-06-30'), signed).code).toBe('CONTRACTS.CONTRACT.NOT_SUSPENDED');
    const ended = story(begun, terminating('2026-05-10', '2026-07-01'));
    expect(refusalOf(resuming('2026-05-11', '2026-06-30'), ended).code).toBe('CONTRACTS.CONTRACT.TERMINATED');
  });
});

describe('terminating a contract', () => {
  it('removes the months after its last day, a part of one by days', () => {
    const { facts, state } = story(begun, terminating('2026-05-10', '2026-06-15'));
    const after = monthsIn(facts);
    expect(Object.keys(after).at(-1)).toBe('2026-06');
    expect(after['2026-06']).toBe(50_00 + 15_00);
    expect(state.standing).toMatchObject({ status: 'terminated', ends: '2026-06-15' });
  });

  it('before a further term began ends the present one', () => {
    const { state, facts } = story(begun, renewing('2026-03-01', '2027-12-31'), terminating('2026-05-10', '2026-06-30'));
    expect(state.standing).toMatchObject({ begins: '2026-01-01', ends: '2026-06-30' });
    expect(Object.keys(monthsIn(facts)).at(-1)).toBe('2026-06');
  });

  it('of a suspended one loses what was held back', () => {
    const { facts } = story(begun, suspending('2026-05-10', '2026-07-01'), terminating('2026-08-01', '2026-08-31'));
    expect(totalOf(facts)).toBe(Object.entries(before).reduce((sum, [month, amount]) => (month < '2026-07' ? sum + amount : sum), 0));
  });

  it('again with the same day is no news, with another it is refused', () => {
    const ended = story(begun, terminating('2026-05-10', '2026-06-15'));
    expect(then(terminating('2026-05-11', '2026-06-15'), ended)).toEqual([]);
    expect(refusalOf(terminating('2026-05-11', '2026-07-15'), ended).code).toBe('CONTRACTS.CONTRACT.TERMINATED');
    expect(refusalOf(terminating('2026-05-11', '2027-01-01'), signed).code).toBe('CONTRACTS.TERM.DATE_OUTSIDE');
  });
});
