import fc from 'fast-check';
import { addDays, businessDate, monthOf } from '@zongheng/kernel';
import { contractEvents, type Movement, movementsOf } from '@zongheng/contracts-events';
import { booksOf } from './books.ts';
import { contractDecider } from './decide.ts';
import { cellsOf, cutAt, piecesIn, sumOf } from './schedule/pieces.ts';
import { lifeOf, monthsIn, story, totalOf, type Turn } from './testing/index.ts';
import { amending, assigning, moving, resuming, signing, suspending, terminating, transferring } from './testing/contract-commands.ts';
import { date, racks, vpn } from './testing/people.ts';

const turns = fc.array(
  fc.record<Turn>({
    kind: fc.integer({ min: 0, max: 11 }),
    days: fc.integer({ min: 0, max: 60 }),
    reach: fc.integer({ min: -60, max: 120 }),
    amount: fc.integer({ min: 0, max: 1_000_000 }),
  }),
  { maxLength: 12 },
);
const lives = fc
  .tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 364 }), turns)
  .map(([amount, start, each]) => lifeOf(amount, addDays(businessDate('2026-01-15'), start), each));

describe('whatever becomes of a contract', () => {
  it('its books are the sum of its facts, month by month, and no month is below zero', () => {
    fc.assert(
      fc.property(lives, ({ facts, state }) => {
        const books = state.phase === 'voided' ? null : booksOf(state.history);
        const held: Record<string, number> = {};
        for (const { part } of books?.pieces ?? []) held[part.month] = (held[part.month] ?? 0) + part.amount;
        expect(monthsIn(facts)).toEqual(Object.fromEntries(Object.entries(held).filter(([, amount]) => amount !== 0)));
        for (const by of ['owner', 'unit', 'region'] as const) {
          expect(Object.values(monthsIn(facts, (cell) => `${cell[by]}`)).every((amount) => amount > 0)).toBe(true);
        }
      }),
    );
  });

  it('every kind of fact is among what is tried', () => {
    const tried = new Set(fc.sample(lives, { numRuns: 500, seed: 7 }).flatMap(({ facts }) => facts.map(({ type }) => type)));
    expect([...tried].toSorted()).toEqual(
      contractEvents
        .map(({ type }) => type as string)
        .filter((type) => type !== 'ContractDrafted' && type !== 'ContractAbandoned')
        .toSorted(),
    );
  });

  it('its facts make the same state again, and their movements stand one on the other', () => {
    fc.assert(
      fc.property(lives, ({ facts, state }) => {
        expect(facts.reduce(contractDecider.evolve, contractDecider.initialState())).toEqual(state);
        const standing = state.history.flatMap(({ before, after }) => [before, after]);
        for (let at = 1; at + 1 < standing.length; at += 2) expect(standing[at + 1]).toEqual(standing[at]);
      }),
    );
  });

  it('nothing but an amendment, a suspension, a termination or a correction takes anything away', () => {
    fc.assert(
      fc.property(lives, ({ facts }) => {
        const wrong = facts.flatMap(movementsOf).filter(({ sign, movement }) => sign === 1 && !isOfItsKind(movement));
        expect(wrong).toEqual([]);
      }),
    );
  });
});

/** Whether a movement brings, takes or keeps what its step may. */
function isOfItsKind({ step, in: entered, out }: Movement): boolean {
  const change = sumOf(piecesIn(entered)) - sumOf(piecesIn(out));
  switch (step) {
    case 'signed':
    case 'renewed':
    case 'resumed':
      return change >= 0;
    case 'suspended':
    case 'terminated':
      return change <= 0;
    case 'assigned':
    case 'reclassified':
      return change === 0;
    case 'amended':
      return true;
  }
}

const amounts = fc.integer({ min: 0, max: 9_000_000_000 });
const reaches = fc.integer({ min: 0, max: 364 });
const signed = (amount: number) => signing('2025-12-20', { lines: [racks(amount), vpn(amount)] });

describe('months', () => {
  it('before an amendment are as they were, to the last minor unit', () => {
    fc.assert(
      fc.property(amounts, amounts, reaches, (amount, other, reach) => {
        const effective = addDays(date('2026-01-01'), reach);
        const before = monthsIn(story(signed(amount)).facts);
        const after = monthsIn(story(signed(amount), amending('2025-12-20', effective, { lines: [racks(other)] })).facts);
        const earlier = (months: Record<string, number>) => Object.entries(months).filter(([month]) => month < monthOf(effective));
        expect(earlier(after)).toEqual(earlier(before));
      }),
    );
  });

  it('come back whole from a suspension that shifts them, whenever it ends', () => {
    fc.assert(
      fc.property(amounts, reaches, fc.integer({ min: 0, max: 500 }), (amount, reach, length) => {
        const from = addDays(date('2026-01-01'), reach);
        const { facts } = story(signed(amount), suspending('2025-12-20', from), resuming('2025-12-20', addDays(from, length)));
        expect(totalOf(facts)).toBe(2 * amount);
      }),
    );
  });

  it('of a suspension that forfeits them are lost from its beginning to its end, and no others', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 364 }), fc.integer({ min: 0, max: 500 }), (amount, reach, length) => {
        const from = addDays(date('2026-01-01'), reach);
        const to = addDays(from, length);
        const { facts } = story(signed(amount), suspending('2025-12-20', from, 'forfeited'), resuming('2025-12-20', to));
        const before = totalOf(story(signed(amount), terminating('2025-12-20', addDays(from, -1))).facts);
        const back = cutAt(piecesIn(facts[1] && 'out' in facts[1].data ? facts[1].data.out : []), to).gone;
        expect(totalOf(facts)).toBe(before + sumOf(back));
        expect(totalOf(story(signed(amount), suspending('2025-12-20', from, 'forfeited'), resuming('2025-12-20', from)).facts)).toBe(
          2 * amount,
        );
      }),
    );
  });

  it('keep their sum through transfers, moves and other owners', () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }), (amount, days) => {
        let on = date('2025-12-20');
        const commands = days.map((each, index) => {
          on = addDays(on, each);
          return index % 3 === 0 ? assigning(on) : index % 3 === 1 ? transferring(on, `unit-${index}`) : moving(on, `region-${index}`);
        });
        const { facts } = story(signed(amount), ...commands);
        expect(monthsIn(facts)).toEqual(monthsIn(story(signed(amount)).facts));
      }),
    );
  });

  it('stand in one cell for all that they are counted by alike', () => {
    const { state } = story(signed(100), assigning('2026-05-10'));
    expect(cellsOf(booksOf(state.history)?.pieces ?? [])).toHaveLength(2);
  });
});
