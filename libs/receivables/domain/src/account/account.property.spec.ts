import { addDays, foldOf, isRefusal } from '@zongheng/kernel';
import { type AccountFact, flowsOf } from '@zongheng/receivables-events';
import fc from 'fast-check';
import { balanceOn, datesOf, openOn, postingsOf, standingBy } from '../testing/books.ts';
import { credit, issue, receive, refund, reverse, reverseNote, reverseRefund } from '../testing/commands.ts';
import { anyCommands, entries, shuffled } from '../testing/random-account.ts';
import { story, storyOfSome } from '../testing/story.ts';
import { accountDecider } from './decide.ts';
import { creditsOf, invoiceIn, openOf, unappliedOf } from './state.ts';

const numbers = ['i1', 'i2', 'i3', 'i4'];
const order = fc.array(fc.nat(1000), { minLength: 20, maxLength: 20 });

/** What stands against invoices that money names, by invoice, payment and day. */
function namedOn(facts: readonly AccountFact[]) {
  const sums = new Map<string, number>();
  for (const { type, data, businessDate } of facts) {
    if ((type !== 'PaymentApplied' && type !== 'ApplicationWithdrawn') || !data.named) continue;
    const key = `${data.number} ${data.credit} ${businessDate}`;
    sums.set(key, (sums.get(key) ?? 0) + (type === 'PaymentApplied' ? data.gross : -data.gross));
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).toSorted());
}

/** What was invoiced, credited, received and paid back up to a date; what unnamed money paid meanwhile may differ. */
function flowsUpTo(facts: readonly AccountFact[], on: string) {
  const sums = new Map<string, number>();
  for (const { date, cell: _cell, parts: _parts, ...amounts } of facts.flatMap(flowsOf)) {
    if (date > on) continue;
    for (const [name, amount] of Object.entries({ ...amounts, collected: 0, collectedNet: 0 }))
      sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).toSorted());
}

describe('an account, whatever is said of it', () => {
  it('never applies more than was received or owed, on any date', () => {
    fc.assert(
      fc.property(anyCommands, (commands) => {
        const { facts, state } = storyOfSome(commands);
        for (const date of datesOf(facts)) {
          for (const number of numbers) {
            const issued = invoiceIn(state, number).issued;
            const open = openOn(facts, number, date);
            expect(open).toBeGreaterThanOrEqual(0);
            expect(open).toBeLessThanOrEqual(issued?.gross ?? 0);
          }
          for (const cell of Object.values(standingBy(facts, date, (each) => JSON.stringify(each)))) {
            expect(Math.min(cell.open, cell.credit, cell.invoices)).toBeGreaterThanOrEqual(0);
          }
        }
        for (const [, credit] of creditsOf(state)) expect(unappliedOf(credit)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it('posts on every date what its invoices have open and its credits have left, however cells changed and whatever came late', () => {
    fc.assert(
      fc.property(anyCommands, (commands) => {
        const { facts, state } = storyOfSome(commands);
        for (const date of datesOf(facts)) {
          const open = numbers.reduce((sum, number) => sum + openOn(facts, number, date), 0);
          const sums = standingBy(facts, date, () => 'all')['all'] ?? { open: 0, invoices: 0 };
          expect(sums.open).toBe(open);
          expect(sums.invoices).toBe(numbers.filter((number) => openOn(facts, number, date) > 0).length);
        }
        const last = datesOf(facts).at(-1);
        const now = last ? standingBy(facts, last, () => 'all')['all'] : undefined;
        expect(now?.open ?? 0).toBe(numbers.reduce((sum, number) => sum + openOf(invoiceIn(state, number)), 0));
        expect(now?.credit ?? 0).toBe(state.onAccount['CNY'] ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its sums through transfers and moves: what leaves a cell enters another', () => {
    fc.assert(
      fc.property(anyCommands, (commands) => {
        const { facts } = storyOfSome(commands);
        for (const fact of facts) {
          if (fact.type !== 'AccountReclassified') continue;
          const { postings } = fact.data;
          for (const measure of ['open', 'invoices', 'credit'] as const) {
            expect(postings.reduce((sum, posting) => sum + posting[measure], 0)).toBe(0);
          }
        }
        const whole = storyOfSome(commands.filter((command) => command.type !== 'ReclassifyAccount')).facts;
        for (const date of datesOf(facts)) expect(balanceOn(facts, date)).toEqual(balanceOn(whole, date));
      }),
      { numRuns: 200 },
    );
  });

  it('knows its own postings by heart: folded from its facts it is what it was when they were decided', () => {
    fc.assert(
      fc.property(anyCommands, (commands) => {
        const { facts, state } = storyOfSome(commands);
        expect(foldOf(accountDecider, JSON.parse(JSON.stringify(facts)) as AccountFact[])).toEqual(state);
        expect(postingsOf(facts).every(({ open, invoices, credit }) => ![open, invoices, credit].some((sum) => Object.is(sum, -0)))).toBe(
          true,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('does nothing where a command is repeated at once', () => {
    fc.assert(
      fc.property(anyCommands, (commands) => {
        let state = accountDecider.initialState();
        for (const command of commands) {
          const decision = accountDecider.decide(state, command);
          if (isRefusal(decision)) continue;
          state = foldOf(accountDecider, decision, state);
          expect(accountDecider.decide(state, command)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('entries of an account, in any order of arrival', () => {
  it('give the same balance on every date', () => {
    fc.assert(
      fc.property(entries, order, (commands, keys) => {
        const one = story(...commands).facts;
        const other = story(...shuffled(commands, keys)).facts;
        for (const date of new Set([...datesOf(one), ...datesOf(other)])) expect(balanceOn(other, date)).toEqual(balanceOn(one, date));
      }),
      { numRuns: 300 },
    );
  });

  it('give the same applications where payments name invoices, on every date', () => {
    fc.assert(
      fc.property(entries, order, (commands, keys) => {
        expect(namedOn(story(...shuffled(commands, keys)).facts)).toEqual(namedOn(story(...commands).facts));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a reversal', () => {
  it('on the day of the payment restores every invoice and balance, as if it had never come', () => {
    fc.assert(
      fc.property(entries, fc.nat(120), fc.integer({ min: 1, max: 400 }), (commands, days, gross) => {
        const on = addDays(issue('x', '2026-01-01', 1).on, days);
        const without = story(...commands).facts;
        const names = { i1: Math.ceil(gross / 2) };
        const restored = story(...commands, receive('p9', on, gross, names), reverse('p9', on)).facts;
        for (const date of datesOf(restored)) expect(balanceOn(restored, date)).toEqual(balanceOn(without, date));
        expect(namedOn(restored)).toEqual(namedOn(without));
      }),
      { numRuns: 200 },
    );
  });

  it('of a credit note on its own day restores every invoice and balance, as if it had never been issued', () => {
    fc.assert(
      fc.property(entries, fc.nat(120), fc.integer({ min: 1, max: 300 }), (commands, days, gross) => {
        const on = addDays(issue('x', '2026-01-01', 1).on, days);
        const without = story(...commands).facts;
        const back = storyOfSome([...commands, credit('n1', on, 'i1', gross), reverseNote('n1', on)]).facts;
        for (const date of datesOf(back)) {
          expect(balanceOn(back, date)).toEqual(balanceOn(without, date));
          expect(flowsUpTo(back, date)).toEqual(flowsUpTo(without, date));
        }
        expect(namedOn(back)).toEqual(namedOn(without));
      }),
      { numRuns: 200 },
    );
  });

  it('of a credit note or a refund later gives back from that day on what had gone, and leaves the days before alone', () => {
    const what = fc.constantFrom('n1', 'r1');
    fc.assert(
      fc.property(entries, what, fc.nat(120), fc.nat(60), fc.integer({ min: 1, max: 300 }), (commands, key, days, more, gross) => {
        const on = addDays(issue('x', '2026-01-01', 1).on, days);
        const end = addDays(on, more);
        const without = story(...commands).facts;
        const gone = storyOfSome([...commands, key === 'n1' ? credit(key, on, 'i1', gross) : refund(key, on, gross)]).facts;
        const undo = key === 'n1' ? reverseNote(key, end) : reverseRefund(key, end);
        const back = storyOfSome([...commands, key === 'n1' ? credit(key, on, 'i1', gross) : refund(key, on, gross), undo]).facts;
        for (const date of new Set([...datesOf(back), ...datesOf(gone), ...datesOf(without)])) {
          expect(balanceOn(back, date)).toEqual(balanceOn(date < end ? gone : without, date));
        }
      }),
      { numRuns: 300 },
    );
  });
});
