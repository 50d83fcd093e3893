import { factsOf } from '@zongheng/kernel';
import {
  assigning,
  drafting,
  handingOver,
  moving,
  signing,
  suspending,
  terminating,
  transferring,
  voiding,
} from './testing/contract-commands.ts';
import { monthsIn } from './testing/months.ts';
import { li, wang, zhao } from './testing/people.ts';
import { refusalOf, story, then } from './testing/story.ts';

const signed = story(signing('2025-12-20'));

describe('a contract and its owner', () => {
  it('goes to another with the months from then on', () => {
    const { facts, told } = story(signing('2025-12-20'), assigning('2026-05-10'));
    expect(told.at(-1)).toBe('ContractAssigned');
    expect(monthsIn(facts, ({ owner, unit }) => `${owner} ${unit}`)).toMatchObject({
      '2026-04 li north': 100_00,
      '2026-05 wang south': 100_00,
    });
  });

  it('stays where it is when it is given to its owner, or terminated', () => {
    expect(then(assigning('2026-05-10', li), signed)).toEqual([]);
    const ended = story(signing('2025-12-20'), terminating('2026-05-10', '2026-06-15'));
    expect(refusalOf(assigning('2026-05-11'), ended).code).toBe('CONTRACTS.CONTRACT.TERMINATED');
    expect(then(handingOver('2026-05-11'), ended)).toEqual([]);
    expect(then(transferring('2026-05-11', 'west'), ended)).toEqual([]);
  });

  it('is not given to someone who has left', () => {
    expect(refusalOf(assigning('2026-03-01', zhao), signed).code).toBe('CONTRACTS.OWNER.LEFT');
    expect(refusalOf(handingOver('2026-03-01', li, zhao), signed).code).toBe('CONTRACTS.OWNER.LEFT');
  });

  it('goes to the successor, dated not before its last fact, also while it is suspended', () => {
    const suspended = story(signing('2025-12-20'), suspending('2026-05-10', '2026-06-01'));
    const [fact] = factsOf(then(handingOver('2026-05-01'), suspended));
    expect(fact).toMatchObject({
      type: 'ContractAssigned',
      businessDate: '2026-05-10',
      data: { after: { owner: 'wang', status: 'suspended' } },
    });
    expect(then(handingOver('2026-05-01', wang, li), suspended)).toEqual([]);
    expect(then(handingOver('2026-05-11'), story(signing('2025-12-20'), handingOver('2026-05-11')))).toEqual([]);
  });

  it('follows to another unit, once, and only its own owner', () => {
    const { facts } = story(signing('2025-12-20'), transferring('2026-05-10', 'west'));
    expect(monthsIn(facts, ({ unit }) => unit)).toMatchObject({ '2026-04 north': 100_00, '2026-05 west': 100_00 });
    expect(then(transferring('2026-05-11', 'west'), story(signing('2025-12-20'), transferring('2026-05-10', 'west')))).toEqual([]);
    expect(then(transferring('2026-05-10', 'west', wang), signed)).toEqual([]);
  });
});

describe('a contract and its customer', () => {
  it('follows to another region, once', () => {
    const moved = story(signing('2025-12-20'), moving('2026-05-10', 'zhejiang'));
    expect(moved.told.at(-1)).toBe('ContractReclassified');
    expect(monthsIn(moved.facts, ({ region }) => `${region}`)).toMatchObject({ '2026-04 sichuan': 100_00, '2026-05 zhejiang': 100_00 });
    expect(then(moving('2026-05-11', 'zhejiang'), moved)).toEqual([]);
  });
});

describe('a draft', () => {
  const drafted = story(drafting('2025-12-10'));

  it.each([
    ['its owner', assigning('2025-12-11'), { owner: 'wang', unit: 'south' }],
    ['the successor', handingOver('2025-12-01'), { owner: 'wang', unit: 'south' }],
    ['its owner’s unit', transferring('2025-12-11', 'west'), { unit: 'west' }],
    ['its customer', moving('2025-12-11', null), { region: null }],
  ])('follows %s by being drafted anew', (_, command, after) => {
    const [fact] = factsOf(then(command, drafted));
    expect(fact).toMatchObject({ type: 'ContractDrafted', data: { after, proposed: after } });
  });

  it('does not where nothing changed, and goes to nobody who has left', () => {
    expect(then(assigning('2025-12-11', li), drafted)).toEqual([]);
    expect(then(handingOver('2025-12-11', wang, li), drafted)).toEqual([]);
    expect(then(transferring('2025-12-11', 'north'), drafted)).toEqual([]);
    expect(then(moving('2025-12-11', 'sichuan'), drafted)).toEqual([]);
    expect(refusalOf(assigning('2026-03-01', zhao), drafted).code).toBe('CONTRACTS.OWNER.LEFT');
  });
});

it('what was voided follows nobody', () => {
  const voided = story(signing('2025-12-20'), voiding('2026-01-01'));
  expect(
    [handingOver('2026-02-01'), transferring('2026-02-01', 'west'), moving('2026-02-01', null)].flatMap((command) =>
      factsOf(then(command, voided)),
    ),
  ).toEqual([]);
});
