import fc from 'fast-check';
import { addDays, businessDate } from '@zongheng/kernel';
import { cutAt } from './pieces.ts';
import { type Rule, splitOver } from './split.ts';
import { daysOf, monthsOf } from './term.ts';

const rules = fc.oneof(
  fc.constantFrom<Rule>({ by: 'equal' }, { by: 'by-days' }),
  fc
    .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 12, maxLength: 12 })
    .map((weights): Rule => ({ by: 'by-profile', profile: { basis: 'calendar-months', weights } })),
);
const terms = fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 2_000 })).map(([start, length]) => ({
  from: addDays(businessDate('2024-01-01'), start),
  to: addDays(businessDate('2024-01-01'), start + length),
}));
const amounts = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 9_000_000_000_000 }));

describe('an amount split over a term', () => {
  it('sums over its months to the last minor unit, whatever the rule', () => {
    fc.assert(
      fc.property(amounts, terms, rules, (amount, term, rule) => {
        const months = splitOver(amount, term, rule) ?? [];
        expect(months.reduce((sum, part) => sum + part.amount, 0)).toBe(amount);
        expect(months.map(({ month, from, to }) => ({ month, from, to }))).toEqual(monthsOf(term));
      }),
    );
  });

  it('differs between whole months by one minor unit at most where it is split equally, the earlier ones not less', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 60 }), (amount, count) => {
        const months = splitOver(amount, { from: businessDate('2025-01-01'), to: monthsFrom(count) }, { by: 'equal' }) ?? [];
        const shares = months.map((part) => part.amount);
        expect(shares).toEqual(shares.toSorted((one, other) => other - one));
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('parts at any day into two that sum to it, and what lies before is untouched', () => {
    const line = {
      line: '1',
      product: null,
      productLine: 'vpn',
      quantity: 1,
      split: 'equal',
      profile: null,
      profileRevision: null,
    } as const;
    fc.assert(
      fc.property(amounts, terms, rules, fc.integer({ min: -50, max: 2_100 }), (amount, term, rule, reach) => {
        const pieces = (splitOver(amount, term, rule) ?? []).map((part) => ({ line, part }));
        const date = addDays(term.from, reach);
        const { kept, gone } = cutAt(pieces, date);
        const sum = [...kept, ...gone].reduce((total, { part }) => total + part.amount, 0);
        expect(sum).toBe(amount);
        expect([...kept, ...gone].reduce((total, { part }) => total + daysOf(part), 0)).toBe(daysOf(term));
        expect(kept.every(({ part }) => part.to < date && part.amount >= 0)).toBe(true);
        expect(gone.every(({ part }) => part.from >= date && part.amount >= 0)).toBe(true);
        const whole = pieces.filter(({ part }) => part.to < date);
        expect(kept.slice(0, whole.length)).toEqual(whole);
      }),
    );
  });
});

function monthsFrom(count: number) {
  const last = monthsOf({ from: businessDate('2025-01-01'), to: businessDate('2035-12-31') })[count - 1];
  return last?.to ?? businessDate('2025-01-31');
}
