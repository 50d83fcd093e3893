import { jest } from '@jest/globals';
import { addDays, type BusinessDate, type JournalView, type RecordedEvent } from '@zongheng/kernel';
import type { JournalReader } from '@zongheng/projection';
import { schedules } from '@zongheng/projection/testing';
import { funnel, stages } from '@zongheng/sales-views';
import fc from 'fast-check';
import { salesLogs } from '../projection/sales-log.ts';
import { Account, type Dimension, dimensions, type Sums } from './account.ts';
import { journalsOf, type Making } from './journals.ts';

jest.setTimeout(120_000);

const runs = { numRuns: 25 };
const makings: fc.Arbitrary<Making> = fc.record({ schedule: schedules, unsortedRowsMax: fc.constantFrom(0, 7, 100_000) });
/** Which of the dates and moments there are. */
const choices = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 3, maxLength: 3 });

const views = [funnel, stages] as readonly JournalView[];

async function bothOf(log: readonly RecordedEvent[], making: Making): Promise<readonly [JournalReader, JournalReader]> {
  const [books, passages] = await journalsOf(log, views, making);
  if (!books || !passages) throw new Error('two journals were asked for');
  return [books, passages];
}

const chosen = <T>(items: readonly T[], by: readonly number[]): readonly T[] =>
  items.length === 0 ? [] : by.flatMap((number) => items[number % items.length] ?? []);

/** The groups of a date by one dimension, in the form of the account. */
function shown(reader: JournalReader, dimension: Dimension, query: { readonly asOf: BusinessDate; readonly upTo?: number }) {
  const groups = [...reader.sum({ ...query, groupBy: [{ dim: dimension }] })].map(({ keys: [key], sums }): [string, Sums] => [
    String(key ?? null),
    { count: Number(sums['count']), lines: Number(sums['lines']), amount: Number(sums['amount']) },
  ]);
  return Object.fromEntries(groups.sort());
}

describe('the funnel, through transfers, moves, corrections and voids, however the log is delivered', () => {
  it('holds on every date by every dimension what its deals one by one add up to', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(salesLogs, makings, choices, async (log, making, which) => {
        const [books] = await bothOf(log, making);
        const account = new Account(log, books.watermark);
        for (const asOf of chosen(account.dates, which)) {
          for (const dimension of dimensions) {
            asked += 1;
            expect([asOf, dimension, shown(books, dimension, { asOf })]).toEqual([asOf, dimension, account.on(asOf, dimension)]);
          }
        }
      }),
      runs,
    );
    expect(asked).toBeGreaterThan(500);
  });

  it('is negative in no cell, on no date', async () => {
    await fc.assert(
      fc.asyncProperty(salesLogs, makings, async (log, making) => {
        const [books, passages] = await bothOf(log, making);
        for (const asOf of new Account(log, books.watermark).dates) {
          const cells = [...books.sum({ asOf, groupBy: dimensions.map((dim) => ({ dim })) })];
          expect(cells.filter(({ sums }) => Object.values(sums).some((sum) => sum < 0n))).toEqual([]);
          const stays = [
            ...passages.sum({ asOf, groupBy: [{ dim: 'stage' }, { dim: 'owner' }, { dim: 'since' }], measures: ['standing'] }),
          ];
          expect(stays.filter(({ sums }) => (sums['standing'] ?? 0n) < 0n)).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('sums to the same deals, lines and money by every dimension', async () => {
    await fc.assert(
      fc.asyncProperty(salesLogs, makings, async (log, making) => {
        const [books] = await bothOf(log, making);
        for (const asOf of new Account(log, books.watermark).dates) {
          const total = books.sum({ asOf });
          for (const dim of dimensions) {
            const groups = books.sum({ asOf, groupBy: [{ dim }] });
            for (const measure of total.measures) expect([dim, groups.total(measure)]).toEqual([dim, total.total(measure)]);
          }
        }
      }),
      runs,
    );
  });

  it('knows at every recorded moment what its deals added up to then', async () => {
    await fc.assert(
      fc.asyncProperty(salesLogs, makings, choices, choices, async (log, making, moments, which) => {
        const [books] = await bothOf(log, making);
        for (const { position } of chosen(log, moments)) {
          const account = new Account(log, position);
          for (const asOf of chosen(account.dates, which)) {
            expect(shown(books, 'stage', { asOf, upTo: position })).toEqual(account.on(asOf, 'stage'));
          }
        }
      }),
      runs,
    );
  });
});

describe('a stage', () => {
  it('holds what entered it and has not left: what came and went in a period is the difference of its ends', async () => {
    await fc.assert(
      fc.asyncProperty(salesLogs, makings, choices, async (log, making, which) => {
        const [books, passages] = await bothOf(log, making);
        const [from, to] = [...chosen(new Account(log, books.watermark).dates, which)].sort();
        if (from === undefined || to === undefined) return;
        const byStage = (reader: JournalReader, query: object, measure: string): ReadonlyMap<string | null, bigint> =>
          new Map(
            [...reader.sum({ ...query, groupBy: [{ dim: 'stage' }] })].map(({ keys: [key], sums }) => [key ?? null, sums[measure] ?? 0n]),
          );
        const before = byStage(books, { asOf: from }, 'count');
        const after = byStage(books, { asOf: to }, 'count');
        const between = byStage(books, { from: addDays(from, 1), to }, 'count');
        const standing = byStage(passages, { asOf: to }, 'standing');
        for (const stage of new Set([...before.keys(), ...after.keys(), ...between.keys()])) {
          expect((before.get(stage) ?? 0n) + (between.get(stage) ?? 0n)).toBe(after.get(stage) ?? 0n);
          expect([stage, standing.get(stage) ?? 0n]).toEqual([stage, after.get(stage) ?? 0n]);
        }
      }),
      runs,
    );
  });

  it('is gone beyond by no more deals than entered it, in any cell', async () => {
    await fc.assert(
      fc.asyncProperty(salesLogs, makings, async (log, making) => {
        const [, passages] = await bothOf(log, making);
        const dims = ['stage', 'customer', 'owner', 'unit', 'region', 'segment', 'source', 'productLine', 'since'];
        const cells = [...passages.sum({ groupBy: dims.map((dim) => ({ dim })), measures: ['entered', 'reached'] })];
        const wrong = cells.filter(({ sums: { entered = 0n, reached = 0n } }) => entered < 0n || reached < 0n || reached > entered);
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });
});
