import { businessDate, month } from '@zongheng/kernel';
import fc from 'fast-check';
import { elapsedOf, isPeriod, monthsOf, nextPeriod, type Period, periodEnd, periodOf, periodStart } from './period.ts';
import { planIdOf, planNameIn } from './subject.ts';

const kinds = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const);
const months = fc
  .tuple(fc.integer({ min: 1950, max: 2150 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => month(`${year}-${String(number).padStart(2, '0')}`));

describe('a period', () => {
  it('is a month, a quarter or a year', () => {
    for (const text of ['2026-03', '2026-Q1', '2026']) expect(isPeriod(text)).toBe(true);
    for (const text of ['2026-13', '2026-Q5', '26', '1850', '2026-3', '2026-00', '']) expect(isPeriod(text)).toBe(false);
  });

  it('ends the day before the next one begins, and goes by day after day', () => {
    fc.assert(
      fc.property(kinds, months, (kind, of) => {
        const period = periodOf(kind, of);
        expect(monthsOf(period)).toContain(of);
        expect(elapsedOf(period, periodStart(nextPeriod(period)))).toEqual(elapsedOf(period, periodEnd(period)));
        const { gone, whole } = elapsedOf(period, periodEnd(period));
        expect(gone).toBe(whole);
        expect(elapsedOf(period, periodStart(period)).gone).toBe(1);
      }),
    );
  });

  it('has gone by not at all before it begins', () => {
    expect(elapsedOf('2026-02' as Period, businessDate('2026-01-31'))).toEqual({ gone: 0, whole: 28 });
    expect([periodStart('2026-Q2' as Period), periodEnd('2026-Q2' as Period)]).toEqual(['2026-04-01', '2026-06-30']);
  });
});

describe('the id of a plan', () => {
  it('says the period and the subject, whatever stands in the subject’s own id', () => {
    for (const subject of ['u-0200', 'a.b.c', 'unit', 'person.x']) {
      const name = { period: '2026-Q1' as Period, of: 'unit' as const, subject };
      expect(planNameIn(planIdOf(name))).toEqual(name);
    }
  });

  it('is none where it says no period or nobody', () => {
    for (const id of ['2026-03', '2026-03.unit', '2026-03.unit.', '2026-13.unit.a', '2026-03.team.a', 'x.unit.a'])
      expect(planNameIn(id)).toBeNull();
  });
});
