import type { BusinessDate } from '@zongheng/kernel';
import { inlineCompactor, JournalReader, type KeyFilter } from '@zongheng/projection';
import { contributions, dates, JournalLog, journalShape, keys } from '@zongheng/projection/testing';
import fc from 'fast-check';
import { passes } from '../figures/narrowing.ts';
import { type ChangeKind, type ChangeRegion, differenceBetween, type Moment, subtotalsOf } from './difference.ts';
import { type BoundedRows, pageOf, type PlacedRow } from './regions.ts';
import { ExactTotals } from './totals.ts';

type Line = JournalLog['rows'][number];

/** The toy journal has no currency: amounts are counted. */
const measures = { count: 'count', amount: 'amount' };
/** Some amounts are so large that their sum is beyond what a number says. */
const counted = { count: 'count' };

const owners: fc.Arbitrary<KeyFilter> = fc
  .uniqueArray(keys('o', 7), { minLength: 1, maxLength: 5 })
  .map((list) => ({ keys: new Set(list) }));
const dues: fc.Arbitrary<KeyFilter> = fc.record({ from: dates, includeNull: fc.boolean() });
const filters = fc.record({ owner: owners, due: dues }, { requiredKeys: [] });

/** Rows that a figure may sum: one lot, or two that have no stage in common. */
const figureRows: fc.Arbitrary<readonly BoundedRows[]> = fc
  .record({ from: fc.option(dates, { nil: undefined }), to: dates, filters, isParted: fc.boolean() })
  .map(({ isParted, filters: common, ...bounds }) => {
    const lot = (stages: readonly (string | null)[]) => ({ ...bounds, filters: { ...common, stage: { keys: new Set(stages) } } });
    return isParted ? [lot(['s1', null]), lot(['s2'])] : [{ ...bounds, filters: common }];
  });

/** A moment of the journal; its rows go no further than its date. */
const moments = fc
  .record({ asOf: dates, upTo: fc.nat({ max: 30 }), rows: figureRows })
  .map(({ asOf, upTo, rows }): Moment => ({ asOf, upTo, rows: rows.map((each) => ({ ...each, to: each.to < asOf ? each.to : asOf })) }));

/** Two moments, neither clock of the second before that of the first. */
const pairs = fc.tuple(moments, moments).map(([one, other]) => {
  const [asOf, lastAsOf] = [one.asOf, other.asOf].sort() as [BusinessDate, BusinessDate];
  const upTo = Math.min(one.upTo, other.upTo);
  const clipped = (rows: readonly BoundedRows[], to: BusinessDate) => rows.map((each) => ({ ...each, to: each.to < to ? each.to : to }));
  const earlier = { asOf, upTo, rows: clipped(one.rows, asOf) };
  return { earlier, later: { asOf: lastAsOf, upTo: Math.max(one.upTo, other.upTo), rows: clipped(other.rows, lastAsOf) } };
});

const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 63 }), fc.array(contributions, { maxLength: 3 })), { maxLength: 30 });

async function opened(list: readonly (readonly [number, readonly Line['contribution'][]])[]) {
  const log = await JournalLog.empty();
  for (const [shard, parts] of list) log.record(shard, parts);
  await log.writeAll();
  return { log, reader: await JournalReader.open(log.store, journalShape, { compactor: inlineCompactor() }) };
}

/** Whether a line is in a figure at a moment, as the definition says. */
function isIn({ position, contribution: { date, cell } }: Line, { upTo, rows }: Moment): boolean {
  return (
    position <= upTo &&
    rows.some(
      ({ from, to, filters: all }) =>
        (from === undefined || date >= from) &&
        date <= to &&
        Object.entries(all).every(([dim, filter]) => passes(filter, cell[dim] ?? null)),
    )
  );
}

function kindOf({ position, contribution: { date } }: Line, earlier: Moment, corrections: ReadonlySet<number>): ChangeKind {
  if (date <= earlier.asOf && position <= earlier.upTo) return 'regrouped';
  if (corrections.has(position)) return 'correction';
  return date > earlier.asOf ? 'new' : 'late';
}

/** Every page of the difference. */
function allRows(reader: JournalReader, regions: readonly ChangeRegion[], limit: number): readonly PlacedRow<ChangeRegion>[] {
  const found: PlacedRow<ChangeRegion>[] = [];
  for (let place: unknown = null, pages = 0; ; pages += 1) {
    const { rows, next } = pageOf(reader, regions, measures, place, limit);
    if (next !== null && rows.length < limit) throw new Error('a page is not full, and more follow');
    found.push(...rows);
    if (next === null) return found;
    if (pages > 1000) throw new Error('the pages do not end');
    place = next;
  }
}

describe('the difference of a figure between two moments', () => {
  it('is made of exactly the rows that are in one and not in the other, each once, told apart by why', async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        pairs,
        fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        async (list, { earlier, later }, correcting, limit) => {
          const { log, reader } = await opened(list);
          const corrections = new Set(correcting);
          const regions = differenceBetween(reader, earlier, later, corrections);
          const says = ({ contribution }: Line): boolean =>
            (contribution.measures['count'] ?? 0) !== 0 || (contribution.measures['amount'] ?? 0) !== 0;
          const expected = log.rows
            .filter((line) => says(line) && isIn(line, earlier) !== isIn(line, later))
            .map((line) => [
              kindOf(line, earlier, corrections),
              isIn(line, later) ? 1 : -1,
              line.position,
              line.contribution.date,
              line.contribution.cell,
            ]);
          const found = allRows(reader, regions, limit).map(({ region, row }) => [
            region.kind,
            region.sign,
            row.position,
            row.date,
            row.cell,
          ]);
          const inOrder = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row, sorted)).sort();
          expect(inOrder(found)).toEqual(inOrder(expected));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the sum of its kinds, and each kind that of its rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        pairs,
        fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
        async (list, { earlier, later }, correcting) => {
          const { reader } = await opened(list);
          const regions = differenceBetween(reader, earlier, later, new Set(correcting));
          const subtotals = subtotalsOf(reader, regions, counted);
          const listed = { new: exact(), late: exact(), correction: exact(), regrouped: exact() };
          for (const { region, row } of allRows(reader, regions, 200)) listed[region.kind].addRow(row, region.sign);
          const total = exact();
          for (const kind of Object.keys(subtotals) as ChangeKind[]) {
            expect([kind, subtotals[kind].shown()]).toEqual([kind, listed[kind].shown()]);
            total.addTotals(subtotals[kind], 1n);
          }
          const difference = exact();
          for (const rows of later.rows) difference.add(reader, { ...rows, upTo: later.upTo }, 1);
          for (const rows of earlier.rows) difference.add(reader, { ...rows, upTo: earlier.upTo }, -1);
          expect(total.shown()).toEqual(difference.shown());
        },
      ),
      { numRuns: 200 },
    );
  });
});

function exact(): ExactTotals {
  return new ExactTotals(counted);
}

/** Cells are told by their keys, in whatever order these come. */
function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
