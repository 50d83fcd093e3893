import { jest } from '@jest/globals';
import type { BusinessDate, JournalView } from '@zongheng/kernel';
import { actuals, openDeals } from '@zongheng/planning-views';
import type { JournalReader } from '@zongheng/projection';
import { schedules } from '@zongheng/projection/testing';
import { funnel } from '@zongheng/sales-views';
import fc from 'fast-check';
import { salesLogs } from '../projection/sales-log.ts';
import { Account } from './account.ts';
import { journalsOf, type Making } from './journals.ts';

jest.setTimeout(120_000);

const makings: fc.Arbitrary<Making> = fc.record({ schedule: schedules, unsortedRowsMax: fc.constantFrom(0, 7, 100_000) });
const choices = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 3, maxLength: 3 });
const views = [funnel, openDeals, actuals] as readonly JournalView[];
const place = ['pipeline', 'stage', 'owner', 'unit', 'productLine', 'currency', 'expectedClose'];
const keys = (...values: readonly string[]) => ({ keys: new Set(values) });

/** The groups of a journal by some dimensions, in a form that compares. */
function told(reader: JournalReader, query: object, dims: readonly string[], measures: readonly string[]) {
  const groups = [...reader.sum({ ...query, groupBy: dims.map((dim) => ({ dim })), measures })];
  return groups.map(({ keys: cell, sums }) => JSON.stringify([cell, measures.map((measure) => Number(sums[measure] ?? 0n))])).sort();
}

describe('what planning knows of deals', () => {
  it('is what the books of sales hold: what is open on every date and at every moment, and what was won in a period', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(salesLogs, makings, choices, fc.nat(), async (log, making, which, moment) => {
        const [books, open, won] = await journalsOf(log, views, making);
        if (!books || !open || !won) throw new Error('three journals were asked for');
        const upTo = log[moment % Math.max(1, log.length)]?.position ?? 0;
        const { dates } = new Account(log, upTo);
        for (const number of which) {
          const asOf = dates[number % Math.max(1, dates.length)];
          if (!asOf) continue;
          asked += 1;
          const standing = told(books, { asOf, upTo, filters: { status: keys('open') } }, place, ['count', 'amount']);
          expect(told(open, { asOf, upTo }, place, ['count', 'amount'])).toEqual(standing);
          const from = `${asOf.slice(0, 8)}01` as BusinessDate;
          const closed = ['owner', 'unit', 'productLine', 'currency'];
          const sold = told(books, { from, to: asOf, upTo, filters: { status: keys('won') } }, closed, ['amount']);
          expect(told(won, { from, to: asOf, upTo, filters: { metric: keys('deals-won') } }, closed, ['amount'])).toEqual(sold);
        }
      }),
      { numRuns: 40 },
    );
    expect(asked).toBeGreaterThan(50);
  });
});
