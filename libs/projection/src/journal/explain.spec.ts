import fc from 'fast-check';
import { inlineCompactor } from './compactor.ts';
import type { ExplainedRow, RowCursor } from './query.ts';
import { JournalReader } from './reader.ts';
import { chosen } from './testing/brute-force.ts';
import { JournalLog } from './testing/journal-log.ts';
import { choices } from './testing/queries.ts';
import { allPages, opened } from './testing/reading.ts';
import { contributions, row, shape } from './testing/rows.ts';

const positionMax = 60;
const shards = fc.constantFrom(0, 1, 17, 63);

describe('an explanation', () => {
  it('explains a figure by the rows that sum to it, in order, page by page', async () => {
    const events = fc.array(fc.tuple(shards, fc.array(contributions, { maxLength: 4 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(events, fc.nat(), choices(positionMax), fc.integer({ min: 1, max: 9 }), async (list, sortedAt, choice, limit) => {
        const { log, reader } = await opened(list, sortedAt);
        const pages = allPages(reader, choice, limit);
        expect(pages.flat().map(({ position, date }) => [date, position])).toEqual(
          chosen(log.rows, choice, log.position).map(({ position, contribution }) => [contribution.date, position]),
        );
        expect(pages.flat().map(({ cell }) => cell)).toEqual(
          chosen(log.rows, choice, log.position).map(({ contribution }) => contribution.cell),
        );
        const total = pages.flat().reduce((sum, { measures }) => sum + BigInt(measures['amount'] ?? 0), 0n);
        expect(total).toBe(reader.sum(choice).total('amount'));
      }),
      { numRuns: 150 },
    );
  });

  it('explains by the rows that say something of what is asked, and of the events asked for alone', async () => {
    const events = fc.array(fc.tuple(shards, fc.array(contributions, { maxLength: 4 })), { maxLength: 40 });
    const positions = fc.option(
      fc.uniqueArray(fc.integer({ min: 1, max: 40 })).map((list) => new Set(list)),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(events, fc.nat(), choices(positionMax), positions, positions, async (list, sortedAt, choice, only, except) => {
        const { log, reader } = await opened(list, sortedAt);
        const rows = allPages(reader, { ...choice, measures: ['amount'], only, except }, 3).flat();
        const expected = chosen(log.rows, choice, log.position).filter(
          ({ position, contribution }) =>
            (contribution.measures['amount'] ?? 0) !== 0 && (only?.has(position) ?? true) && !except?.has(position),
        );
        expect(rows.map(({ position, date }) => [date, position])).toEqual(
          expected.map(({ position, contribution }) => [contribution.date, position]),
        );
        expect(rows.map(({ measures }) => measures)).toEqual(
          expected.map(({ contribution }) => ({ amount: contribution.measures['amount'] })),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('goes on with an explanation where it was, also when the journal is sorted in between', async () => {
    const log = await JournalLog.empty();
    for (let event = 0; event < 20; event += 1) {
      const date = `2026-03-${String(31 - event).padStart(2, '0')}`;
      const parts = [
        row(0, { date, measures: { count: 1 } }),
        row(0, { date: '2026-03-15', measures: { count: 2 } }),
        row(0, { date, measures: { count: 3 } }),
      ];
      log.record(
        event % 3,
        parts.map(({ contribution }) => contribution),
      );
    }
    await log.writeAll();
    const reader = await JournalReader.open(log.store, shape, { compactor: inlineCompactor() });
    const rows: ExplainedRow[] = [];
    for (let cursor: RowCursor | null | undefined; cursor !== null;) {
      const page = reader.explain({ limit: 7, cursor });
      rows.push(...page.rows);
      cursor = page.next;
      await reader.compact();
    }
    expect(rows.map(({ date, position }) => [date, position])).toEqual(
      chosen(log.rows, {}, log.position).map(({ position, contribution }) => [contribution.date, position]),
    );
  });
});
