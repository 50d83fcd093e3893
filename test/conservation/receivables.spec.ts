import { jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BusinessDate, JournalView } from '@zongheng/kernel';
import type { JournalReader } from '@zongheng/projection';
import { schedules } from '@zongheng/projection/testing';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import type { RecordedAccountEvent } from '@zongheng/receivables-events';
import { receivables } from '@zongheng/receivables-views';
import fc from 'fast-check';
import { accountLogs } from './account-logs.ts';
import { type Dimension, dimensions, Entries, type Standing } from './entries.ts';
import { journalsOf, type Making } from './journals.ts';

jest.setTimeout(120_000);

const makings: fc.Arbitrary<Making> = fc.record({ schedule: schedules, unsortedRowsMax: fc.constantFrom(0, 7, 100_000) });
const choices = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 4, maxLength: 4 });
const measures = ['open', 'invoices', 'credit'] as const;
const chosen = <T>(items: readonly T[], by: readonly number[]): readonly T[] =>
  items.length === 0 ? [] : by.flatMap((number) => items[number % items.length] ?? []);

async function booksOf(log: readonly RecordedAccountEvent[], making: Making, store: ReadStore): Promise<JournalReader> {
  const [books] = await journalsOf(log, [receivables] as readonly unknown[] as readonly JournalView[], making, store);
  if (!books) throw new Error('a journal was asked for');
  return books;
}

/** The groups of a date by one dimension, in the form of the entries. */
function shown(books: JournalReader, dimension: Dimension, query: { readonly asOf: BusinessDate; readonly upTo?: number }) {
  const groups = [...books.sum({ ...query, groupBy: [{ dim: dimension }], measures })].map(({ keys: [key], sums }): [string, Standing] => [
    String(key ?? null),
    { open: Number(sums['open']), invoices: Number(sums['invoices']), credit: Number(sums['credit']) },
  ]);
  return Object.fromEntries(groups.filter(([, { open, credit }]) => open !== 0 || credit !== 0).toSorted());
}

function holds(log: readonly RecordedAccountEvent[], books: JournalReader, moments: readonly number[], which: readonly number[]): number {
  let asked = 0;
  for (const upTo of [books.watermark, ...chosen(log, moments).map(({ position }) => position)]) {
    const entries = new Entries(log, upTo);
    for (const asOf of chosen(entries.dates, which)) {
      for (const dimension of dimensions) {
        asked += 1;
        expect([asOf, dimension, shown(books, dimension, { asOf, upTo })]).toEqual([asOf, dimension, entries.on(asOf, dimension)]);
      }
    }
  }
  return asked;
}

describe('the books of receivables, through transfers and moves, however the log is delivered', () => {
  it('hold on every date by owner, unit and region what the entries of each account add up to, as known at every recorded moment', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(accountLogs, makings, choices, choices, async (log, making, moments, which) => {
        asked += holds(log, await booksOf(log, making, memoryReadStore()), moments, which);
      }),
      { numRuns: 25 },
    );
    expect(asked).toBeGreaterThan(500);
  });

  it('sum to the same by every dimension on every date, and are negative in no cell', async () => {
    await fc.assert(
      fc.asyncProperty(accountLogs, makings, async (log, making) => {
        const books = await booksOf(log, making, memoryReadStore());
        const all = ['account', ...dimensions, 'contract', 'currency', 'due', 'revenueMonth', 'disputed'];
        for (const asOf of new Entries(log, books.watermark).dates) {
          const total = books.sum({ asOf, measures });
          for (const dim of [...all, 'kind']) {
            const groups = books.sum({ asOf, groupBy: [{ dim }], measures });
            for (const measure of measures) expect([dim, groups.total(measure)]).toEqual([dim, total.total(measure)]);
          }
          const cells = [...books.sum({ asOf, groupBy: all.map((dim) => ({ dim })), measures })];
          expect(cells.filter(({ sums }) => Object.values(sums).some((sum) => sum < 0n))).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('hold the same on the embedded engine', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(accountLogs, makings, choices, choices, async (log, making, moments, which) => {
        const folder = mkdtempSync(join(tmpdir(), 'books-'));
        const store = await openSqliteReadStore({ folder });
        try {
          asked += holds(log, await booksOf(log, making, store), moments, which);
        } finally {
          await store.close();
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: 8 },
    );
    expect(asked).toBeGreaterThan(100);
  });
});
