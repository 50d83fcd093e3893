import { jest } from '@jest/globals';
import { lifeOf, type Turn } from '@zongheng/contracts-domain/testing';
import { type RecordedContractEvent, movementsOf } from '@zongheng/contracts-events';
import { contractMonths, contracts, contractTerms } from '@zongheng/contracts-views';
import { addDays, type BusinessDate, businessDate, type Instant, type JournalView, monthOf } from '@zongheng/kernel';
import { documentsOf } from '@zongheng/kernel/testing';
import type { JournalReader } from '@zongheng/projection';
import { schedules } from '@zongheng/projection/testing';
import fc from 'fast-check';
import { journalsOf, type Making } from './journals.ts';

jest.setTimeout(120_000);

const runs = { numRuns: 25 };
const makings: fc.Arbitrary<Making> = fc.record({ schedule: schedules, unsortedRowsMax: fc.constantFrom(0, 7, 100_000) });
const turns = fc.array(
  fc.record<Turn>({
    kind: fc.integer({ min: 0, max: 11 }),
    days: fc.integer({ min: 0, max: 60 }),
    reach: fc.integer({ min: -60, max: 120 }),
    amount: fc.integer({ min: 0, max: 1_000_000 }),
  }),
  { maxLength: 8 },
);

/** A log of some contracts, whatever became of each, one after the other. */
const logs: fc.Arbitrary<readonly RecordedContractEvent[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 364 }), turns), { minLength: 1, maxLength: 6 })
  .map((lives) => {
    const begun = businessDate('2026-01-15');
    const facts = lives.flatMap(([amount, start, each], number) =>
      lifeOf(amount, addDays(begun, start), each).facts.map((fact, revision) => ({ fact, number, revision })),
    );
    return facts.map(({ fact, number, revision }, index) => ({
      ...fact,
      id: `event-${index}`,
      schemaVersion: 1,
      stream: `contract-k${number}`,
      revision,
      position: index + 1,
      orderingKey: 'acme',
      recordedAt: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString() as Instant,
      actor: 'spec',
      correlationId: 'spec',
    }));
  });

const views = [contractMonths, contractTerms] as readonly JournalView[];

async function bothOf(log: readonly RecordedContractEvent[], making: Making): Promise<readonly [JournalReader, JournalReader]> {
  const [months, terms] = await journalsOf(log, views, making);
  if (!months || !terms) throw new Error('two journals were asked for');
  return [months, terms];
}

/** What the documents of a log schedule, by contract, line of products and month. */
function scheduledBy(log: readonly RecordedContractEvent[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [id, { schedule }] of documentsOf(contracts, log)) {
    for (const { month, productLine, amount } of schedule) {
      const key = `${id} ${productLine} ${month}`;
      sums[key] = (sums[key] ?? 0) + amount;
    }
  }
  return Object.fromEntries(
    Object.entries(sums)
      .filter(([, amount]) => amount !== 0)
      .toSorted(),
  );
}

function expectedBy(months: JournalReader, upTo: number): Readonly<Record<string, number>> {
  const groupBy = [
    { dim: 'contract' },
    { dim: 'productLine' },
    { dim: 'revenueMonth', map: (day: string) => monthOf(day as BusinessDate) },
  ];
  const sums = [...months.sum({ upTo, groupBy, measures: ['amount'] })].map(({ keys, sums: { amount } }) => [
    keys.join(' '),
    Number(amount),
  ]);
  return Object.fromEntries(sums.filter(([, amount]) => amount !== 0).toSorted());
}

const datesOf = (log: readonly RecordedContractEvent[]): readonly BusinessDate[] =>
  [
    ...new Set(log.flatMap((event) => movementsOf(event).flatMap(({ movement }) => [movement.date, addDays(movement.date, -1)]))),
  ].toSorted();
const byDimensions = [
  'customer',
  'owner',
  'unit',
  'region',
  'segment',
  'opportunity',
  'productLine',
  'contract',
  'currency',
  'revenueMonth',
];

describe('the months of contracts, whatever becomes of them and however the log is delivered', () => {
  it('are what their documents schedule, as known at every recorded moment', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(logs, makings, async (log, making) => {
        const [months] = await bothOf(log, making);
        for (let upTo = 1; upTo <= log.length; upTo += 1) {
          asked += 1;
          expect(expectedBy(months, upTo)).toEqual(scheduledBy(log.slice(0, upTo)));
        }
      }),
      runs,
    );
    expect(asked).toBeGreaterThan(100);
  });

  it('are negative in no cell, and sum to the same by every dimension, on every date', async () => {
    await fc.assert(
      fc.asyncProperty(logs, makings, async (log, making) => {
        const [months] = await bothOf(log, making);
        for (const asOf of datesOf(log)) {
          const cells = [...months.sum({ asOf, groupBy: byDimensions.map((dim) => ({ dim })), measures: ['amount'] })];
          expect(cells.filter(({ sums }) => (sums['amount'] ?? 0n) < 0n)).toEqual([]);
          const total = months.sum({ asOf }).total('amount');
          for (const dim of [...byDimensions, 'step'])
            expect([dim, months.sum({ asOf, groupBy: [{ dim }] }).total('amount')]).toEqual([dim, total]);
        }
      }),
      runs,
    );
  });

  it('change in value by what is signed, renewed and changed, and each contract has one term that was not renewed', async () => {
    await fc.assert(
      fc.asyncProperty(logs, makings, async (log, making) => {
        const [months, terms] = await bothOf(log, making);
        const open = [...documentsOf(contracts, log).values()].filter(({ status }) => status !== 'voided').length;
        expect(terms.sum({}).total('value')).toBe(months.sum({}).total('amount'));
        expect(Number(terms.sum({}).total('terms') - terms.sum({}).total('renewed'))).toBe(open);
        for (const asOf of datesOf(log)) {
          const cells = [
            ...terms.sum({
              asOf,
              groupBy: ['contract', 'owner', 'unit', 'region', 'status', 'ends'].map((dim) => ({ dim })),
              measures: ['terms'],
            }),
          ];
          expect(cells.filter(({ sums }) => (sums['terms'] ?? 0n) < 0n)).toEqual([]);
        }
      }),
      runs,
    );
  });
});
