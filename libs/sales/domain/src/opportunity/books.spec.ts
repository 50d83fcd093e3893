import { addDays, type BusinessDate, canonicalJson } from '@zongheng/kernel';
import { amountOf, type Cell, movementsOf, type OpportunityFact } from '@zongheng/sales-events';
import fc from 'fast-check';
import { booksOn, cellAt, cellIn, postingsOf } from '../testing/books.ts';
import { type Happening, play, steps, theEnd } from '../testing/random-story.ts';
import { requireSchema } from '../testing/story.ts';
import { Timelines } from '../testing/timelines.ts';
import type { OpportunityCommand } from './commands.ts';
import { opportunityDecider } from './decide.ts';
import { movementsIn } from './history.ts';
import { cellOf, dealOf, type OpportunityState } from './state.ts';

const runs = { numRuns: 200 };
const factsOf = (happenings: readonly Happening[]): readonly OpportunityFact[] => happenings.flatMap(({ facts }) => facts);
const stateOf = (happenings: readonly Happening[]): OpportunityState => happenings.at(-1)?.state ?? opportunityDecider.initialState();

/** Every date on which something was recorded or corrected, and the days around it. */
function datesOf(facts: readonly OpportunityFact[]): readonly BusinessDate[] {
  const dates = facts.flatMap((fact) => [fact.businessDate, ...movementsOf(fact).map(({ movement }) => movement.date)]);
  return [...new Set(dates.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))];
}

/** Two stage changes on one day have no order that a calendar could tell; the naive account cannot follow there. */
function tellable(command: OpportunityCommand, { history }: OpportunityState): boolean {
  return command.type !== 'CorrectOpportunity' || command.corrects !== 'stage-date' || history.every(({ date }) => date !== command.date);
}

describe('the books of a deal, whatever happens to it', () => {
  it('count it exactly once from its opening on, in no cell negatively, and not at all once it is voided', () => {
    fc.assert(
      fc.property(steps(40), (random) => {
        const happenings = play(random);
        const facts = factsOf(happenings);
        const state = stateOf(happenings);
        const opened = dealOf(state)?.opened ?? theEnd;
        const postings = postingsOf(facts);
        const wrong = datesOf(facts).filter((date) => {
          const counted = state.phase === 'in-books' && date >= opened ? '1' : '';
          return [...booksOn(postings, date).values()].join() !== counted;
        });
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });

  it('end in the cell that the decider believes it to be in', () => {
    fc.assert(
      fc.property(steps(40), (random) => {
        const happenings = play(random);
        const state = stateOf(happenings);
        expect(cellAt(factsOf(happenings), theEnd)).toEqual(state.phase === 'in-books' ? cellOf(state) : null);
      }),
      runs,
    );
  });

  it('say the same as a naive account of what was told, on every day, corrections included', () => {
    fc.assert(
      fc.property(steps(40), (random) => {
        const happenings = play(random, tellable);
        const account = new Timelines();
        for (const { command, facts } of happenings) account.tell(command, facts);
        const facts = factsOf(happenings);
        const postings = postingsOf(facts);
        const told = datesOf(facts).map((date) => ({ date, books: cellIn(postings, date), account: account.cellOn(date) }));
        expect(told.filter(({ books, account: naive }) => canonicalJson(books) !== canonicalJson(naive))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('count first entries and what went beyond them as brute force does, in the same cell', () => {
    fc.assert(
      fc.property(steps(40), (random) => {
        const happenings = play(random, tellable);
        const account = new Timelines();
        for (const { command, facts } of happenings) account.tell(command, facts);
        const wanted = account
          .cohorts()
          .flatMap(({ entry, beyond }) => [
            ['entered', entry.since, canonicalJson(entry)].join(' '),
            ...(beyond ? [['reached', beyond, canonicalJson(entry)].join(' ')] : []),
          ]);
        expect(conversionsIn(factsOf(happenings))).toEqual([...wanted].sort());
      }),
      runs,
    );
  });

  it('take a deal out of a stage only when it stands there', () => {
    fc.assert(
      fc.property(steps(40), (random) => {
        let before: Cell | null = null;
        for (const movement of movementsIn(stateOf(play(random)).history)) {
          expect(movement.out).toEqual(before);
          before = movement.in;
        }
      }),
      runs,
    );
  });

  it('hold the same number of deals and the same money by every dimension, on every date', () => {
    fc.assert(
      fc.property(fc.array(steps(15), { minLength: 2, maxLength: 6 }), fc.integer({ min: 0, max: 200 }), (stories, day) => {
        const facts = stories.flatMap((random) => factsOf(play(random)));
        const date = addDays('2024-01-01' as BusinessDate, day);
        const books = [...booksOn(postingsOf(facts), date)].map(([key, count]): [Cell, number] => [JSON.parse(key), count]);
        const total = { count: sum(books, () => 1), amount: sum(books, amountOf) };
        for (const by of ['stage', 'owner', 'unit', 'region', 'segment', 'source', 'customer', 'status'] as const) {
          const groups = new Map<unknown, [Cell, number][]>();
          for (const entry of books) groups.set(entry[0][by], [...(groups.get(entry[0][by]) ?? []), entry]);
          const counts = [...groups.values()].map((group) => sum(group, () => 1));
          expect(counts.every((count) => count >= 0)).toBe(true);
          expect(counts.reduce((one, other) => one + other, 0)).toBe(total.count);
          expect([...groups.values()].reduce((amount, group) => amount + sum(group, amountOf), 0)).toBe(total.amount);
        }
      }),
      runs,
    );
  });
});

describe('what an opportunity decides, whatever happens to it', () => {
  it('passes the schema of its events, with the leading line first', () => {
    fc.assert(
      fc.property(steps(30), (random) => {
        for (const fact of factsOf(play(random))) {
          requireSchema(fact);
          for (const { movement } of movementsOf(fact)) {
            const amounts = movement.in?.lines.map((line) => line.amount) ?? [0];
            expect(amounts[0]).toBe(Math.max(...amounts));
          }
        }
      }),
      runs,
    );
  });

  it('is dated in order', () => {
    fc.assert(
      fc.property(steps(30), (random) => {
        const dates = factsOf(play(random)).map((fact) => fact.businessDate);
        expect(dates).toEqual([...dates].sort());
      }),
      runs,
    );
  });

  it('is not decided a second time by the same command', () => {
    fc.assert(
      fc.property(steps(30), (random) => {
        for (const { command, state } of play(random)) {
          const again = opportunityDecider.decide(state, command);
          expect(Array.isArray(again) ? again : []).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('folds to the same state from the facts alone, and from a snapshot of any moment', () => {
    fc.assert(
      fc.property(steps(30), fc.nat({ max: 1_000 }), (random, at) => {
        const happenings = play(random);
        const facts = factsOf(happenings);
        const middle = at % (facts.length + 1);
        const snapshot: OpportunityState = JSON.parse(
          JSON.stringify(facts.slice(0, middle).reduce(opportunityDecider.evolve, opportunityDecider.initialState())),
        );
        expect(facts.slice(middle).reduce(opportunityDecider.evolve, snapshot)).toEqual(stateOf(happenings));
      }),
      runs,
    );
  });
});

function sum(entries: readonly [Cell, number][], measure: (cell: Cell) => number): number {
  return entries.reduce((total, [cell, count]) => total + count * measure(cell), 0);
}

/** Entries and goings-beyond that the facts leave standing, each with its date and cohort. */
function conversionsIn(facts: readonly OpportunityFact[]): readonly string[] {
  const counts = new Map<string, number>();
  const add = (what: string, date: BusinessDate, cohort: string, sign: number): void => {
    const key = [what, date, cohort].join(' ');
    counts.set(key, (counts.get(key) ?? 0) + sign);
  };
  for (const { sign, movement } of facts.flatMap(movementsOf)) {
    if (movement.first && movement.in) add('entered', movement.date, canonicalJson(cohortOf(movement.in)), sign);
    for (const reached of movement.reached) add('reached', movement.date, canonicalJson(reached), sign);
  }
  return [...counts].flatMap(([key, count]) => Array.from({ length: count }, () => key)).sort();
}

function cohortOf({ stage, since, customer, owner, unit, region, segment, source, lines }: Cell): object {
  return { stage, since, customer, owner, unit, region, segment, source, productLine: lines[0]?.productLine };
}
