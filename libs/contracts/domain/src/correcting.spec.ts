import { factsOf } from '@zongheng/kernel';
import type { Correction } from './commands.ts';
import {
  amending,
  assigning,
  correcting,
  drafting,
  moving,
  renewing,
  signing,
  terminating,
  transferring,
} from './testing/contract-commands.ts';
import { monthsIn } from './testing/months.ts';
import { date, li, racks, vpn, wang, zhao } from './testing/people.ts';
import { refusalOf, story, then } from './testing/story.ts';

const begun = signing('2025-12-20');
const signed = story(begun);
const linesOf = (since: string, amount: number, more: object = {}): Correction => ({
  corrects: 'lines',
  since: date(since),
  begins: null,
  ends: null,
  lines: [racks(amount)],
  ...more,
});
const ownerOf = (since: string, owner = wang): Correction => ({ corrects: 'owner', since: date(since), owner });

describe('a correction of the lines', () => {
  it('takes the movements back and states them anew: the signing, and what followed from it', () => {
    const { facts } = story(begun, terminating('2026-05-10', '2026-06-30'), correcting('2026-07-01', linesOf('2025-12-20', 2_400_00)));
    const [, , fact] = facts;
    expect(fact).toMatchObject({ type: 'ContractCorrected', data: { corrects: 'lines', since: '2025-12-20', reason: 'typed wrongly' } });
    expect(fact?.type === 'ContractCorrected' && [fact.data.retracted.length, fact.data.stated.length]).toEqual([2, 2]);
    expect(monthsIn(facts)).toEqual(Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`2026-0${index + 1}`, 200_00])));
  });

  it('is of what was agreed last up to its date: an amendment, a further term', () => {
    const amended = story(
      begun,
      amending('2026-05-10', '2026-07-01', { lines: [racks(1_800_00)] }),
      correcting('2026-08-01', linesOf('2026-05-10', 900_00)),
    );
    expect(monthsIn(amended.facts)).toMatchObject({ '2026-06': 100_00, '2026-07': 150_00 });
    const renewed = story(
      begun,
      renewing('2026-11-01', '2027-12-31'),
      correcting('2026-12-01', linesOf('2026-12-01', 120_00, { ends: date('2027-06-30') })),
    );
    expect(monthsIn(renewed.facts)).toMatchObject({ '2026-12': 100_00, '2027-01': 20_00, '2027-06': 20_00 });
    expect(renewed.state.standing?.ends).toBe('2027-06-30');
  });

  it('may give another term, unless something happened outside it', () => {
    const shorter = linesOf('2025-12-20', 600_00, { ends: date('2026-06-30') });
    expect(story(begun, correcting('2026-02-01', shorter)).state.standing?.ends).toBe('2026-06-30');
    const ended = story(begun, terminating('2026-05-10', '2026-09-30'));
    expect(refusalOf(correcting('2026-10-01', shorter), ended).code).toBe('CONTRACTS.CORRECTION.CONFLICTS');
    const amended = story(begun, amending('2026-05-10', '2026-09-01', { lines: [vpn(1)] }));
    expect(refusalOf(correcting('2026-10-01', { ...shorter, since: date('2026-01-01') } as Correction), amended).code).toBe(
      'CONTRACTS.CORRECTION.CONFLICTS',
    );
    const renewed = story(begun, renewing('2026-11-01', '2027-12-31'));
    const longer = linesOf('2026-01-01', 600_00, { ends: date('2027-01-31') });
    expect(refusalOf(correcting('2026-11-02', longer), renewed).code).toBe('CONTRACTS.CORRECTION.CONFLICTS');
  });
});

describe('a correction of what it is counted by', () => {
  it('of the owner reaches to the next change of owner', () => {
    const { facts } = story(
      begun,
      assigning('2026-06-01', { ...wang, id: 'chen' as typeof wang.id }),
      correcting('2026-07-01', ownerOf('2026-03-01')),
    );
    expect(monthsIn(facts, ({ owner }) => owner)).toMatchObject({
      '2026-02 li': 100_00,
      '2026-03 wang': 100_00,
      '2026-05 wang': 100_00,
      '2026-06 chen': 100_00,
    });
  });

  it('of an assignment that never was, or was earlier, leaves nothing of it', () => {
    const never = story(begun, assigning('2026-05-10'), correcting('2026-07-01', ownerOf('2026-05-10', li)));
    expect(Object.keys(monthsIn(never.facts, ({ owner }) => owner)).every((key) => key.endsWith(' li'))).toBe(true);
    const earlier = story(begun, assigning('2026-05-10'), correcting('2026-07-01', ownerOf('2026-02-01')));
    expect(monthsIn(earlier.facts, ({ owner }) => owner)).toMatchObject({ '2026-01 li': 100_00, '2026-02 wang': 100_00 });
    expect(earlier.state.history).toHaveLength(2);
  });

  it('of the owner from the signing on, so that a transfer of the one it never was no longer concerns it', () => {
    const { facts } = story(begun, transferring('2026-05-10', 'west'), correcting('2026-07-01', ownerOf('2025-12-20')));
    expect(Object.keys(monthsIn(facts, ({ unit }) => unit)).every((key) => key.endsWith(' south'))).toBe(true);
  });

  it('of the region leaves a later change of segment alone', () => {
    const corrected = story(
      begun,
      moving('2026-05-10', 'sichuan', 'public'),
      correcting('2026-07-01', { corrects: 'region', since: date('2026-02-01'), region: null }),
    );
    expect(monthsIn(corrected.facts, ({ region }) => `${region}`)).toMatchObject({
      '2026-01 sichuan': 100_00,
      '2026-02 null': 100_00,
      '2026-12 null': 100_00,
    });
    expect(corrected.state.standing).toMatchObject({ region: null, segment: 'public' });
    const back = story(
      begun,
      moving('2026-05-10', 'sichuan', 'public'),
      correcting('2026-07-01', { corrects: 'segment', since: date('2026-05-10'), segment: 'industry' }),
    );
    expect(back.state.standing).toMatchObject({ region: 'sichuan', segment: 'industry' });
  });

  it('of the opportunity holds from the signing on', () => {
    const { state } = story(begun, correcting('2026-07-01', { corrects: 'opportunity', opportunity: 'deal-7' }));
    expect(state.standing?.opportunity).toBe('deal-7');
    expect(state.history[0]?.in[0]?.opportunity).toBe('deal-7');
  });

  it('of the day it was signed moves the signing', () => {
    const { state } = story(
      begun,
      assigning('2026-05-10'),
      correcting('2026-07-01', { corrects: 'signing-date', date: date('2025-12-01') }),
    );
    expect(state.history.map((movement) => movement.date)).toEqual(['2025-12-01', '2026-05-10']);
    const late: Correction = { corrects: 'signing-date', date: date('2026-05-11') };
    expect(refusalOf(correcting('2026-07-01', late), story(begun, assigning('2026-05-10'))).code).toBe('CONTRACTS.CORRECTION.OUT_OF_RANGE');
  });
});

describe('any correction', () => {
  it('of what is right already is no news', () => {
    const same = [
      linesOf('2025-12-20', 1_200_00),
      ownerOf('2025-12-20', li),
      ownerOf('2026-04-01', li),
      { corrects: 'opportunity', opportunity: null } as const,
    ];
    for (const correction of same) expect(then(correcting('2026-07-01', correction), signed)).toEqual([]);
    const once = story(begun, correcting('2026-07-01', ownerOf('2026-03-01')));
    expect(then(correcting('2026-07-02', ownerOf('2026-03-01')), once)).toEqual([]);
  });

  it('is refused before the signing, after its own day, of a draft, and with someone who had left', () => {
    expect(refusalOf(correcting('2026-07-01', ownerOf('2025-12-19')), signed).code).toBe('CONTRACTS.CORRECTION.OUT_OF_RANGE');
    expect(refusalOf(correcting('2026-07-01', ownerOf('2026-07-02')), signed).code).toBe('CONTRACTS.CORRECTION.OUT_OF_RANGE');
    expect(refusalOf(correcting('2026-07-01', ownerOf('2026-06-01')), story(drafting('2025-12-10'))).code).toBe('CONTRACTS.CONTRACT.DRAFT');
    expect(refusalOf(correcting('2026-07-01', ownerOf('2026-06-01', zhao)), signed).code).toBe('CONTRACTS.OWNER.LEFT');
  });

  it('leaves what stood before it as it was: the movements before its date are not touched', () => {
    const [, , fact] = story(begun, assigning('2026-02-01'), correcting('2026-07-01', ownerOf('2026-05-01', li))).facts;
    expect(fact?.type === 'ContractCorrected' && [fact.data.retracted.length, fact.data.stated.map(({ date: on }) => on)]).toEqual([
      0,
      ['2026-05-01'],
    ]);
    expect(factsOf(then(correcting('2026-07-01', ownerOf('2026-05-01', li)), signed))).toEqual([]);
  });
});
