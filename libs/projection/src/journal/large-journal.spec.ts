import type { BusinessDate } from '@zongheng/kernel';
import { inlineCompactor } from './compactor.ts';
import type { ExplainedRow, RowChoice, RowCursor, SumQuery } from './query.ts';
import { JournalReader } from './reader.ts';
import type { JournalRow } from './segment.ts';
import { type Answer, bruteSum, chosen } from './testing/brute-force.ts';
import { answerOf, JournalLog } from './testing/journal-log.ts';
import { row, shape } from './testing/rows.ts';

const events = 40_000;
/** The position at which some part of the events is recorded. */
const after = (share: number): number => Math.floor(events * share);
const day = (number: number): BusinessDate => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10) as BusinessDate;
const keys = (...list: (string | null)[]): { keys: Set<string | null> } => ({ keys: new Set(list) });

/** Numbers that look random and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Each event moves a deal: out of the cell it stood in, into the next. One in twenty is learned late. */
async function largeJournal(amountMax: number): Promise<{ log: JournalLog; reader: JournalReader }> {
  const next = numbers(7);
  const log = await JournalLog.empty();
  const standing: JournalRow['contribution'][] = [];
  for (let event = 0; event < events; event += 1) {
    const deal = next(events / 6);
    const date = day(Math.max(0, Math.floor((event / events) * 365) - (next(20) === 0 ? next(90) : 0)));
    const before = standing[deal];
    const entered = row(0, {
      date,
      cell: { owner: `o${deal % 311}`, stage: `s${next(8)}`, line: deal % 9 === 0 ? null : `l${deal % 9}`, due: day(next(400)) },
      measures: { count: 1, amount: amountMax - next(1_000) },
    }).contribution;
    const left = before && { ...before, date, measures: { count: -1, amount: -(before.measures['amount'] ?? 0) } };
    standing[deal] = entered;
    log.record(deal % 64, left ? [left, entered] : [entered]);
  }
  await log.writeAll();
  const reader = await JournalReader.open(log.store, shape, {
    compactor: inlineCompactor(),
    rollups: [['stage'], ['line', 'stage'], ['month', 'stage']],
  });
  return { log, reader };
}

/** An answer as one text: comparing maps of many thousand groups takes long. */
function told(answer: Answer): string {
  const lines = [...answer].map(([keys, sums]) => `${keys}: ${sums['count']} ${sums['amount']}`);
  return lines.sort().join('\n');
}

const month = (date: string): string => date.slice(0, 7);

const choices: readonly RowChoice[] = [
  {},
  { asOf: day(200) },
  { asOf: day(340), filters: { owner: keys('o17') } },
  { asOf: day(100), filters: { owner: keys('o1', 'o2', 'o300', 'nobody') } },
  { asOf: day(250), filters: { stage: keys('s3', 's4', 's5', 's6') } },
  { asOf: day(90), filters: { stage: keys('s3'), owner: { matches: (key) => key?.endsWith('7') ?? false } } },
  { from: day(60), to: day(150), filters: { line: keys('l4', null) } },
  { from: day(10), to: day(350), filters: { stage: keys('s1') } },
  { upTo: after(0.5) },
  { upTo: after(0.72), asOf: day(220), filters: { owner: keys('o33', 'o34') } },
  { upTo: after(0.86), filters: { line: keys('l2') } },
  { after: after(0.4), upTo: after(0.6), filters: { stage: keys('s2') } },
  { after: after(0.99) },
  { asOf: day(300), filters: { due: { from: day(310), to: day(340) } } },
  { filters: { date: { from: day(100), to: day(130) } } },
];

const groupings: readonly NonNullable<SumQuery['groupBy']>[] = [
  [],
  [{ dim: 'stage' }],
  [{ dim: 'owner' }, { dim: 'stage' }],
  [{ dim: 'due', map: month }, { dim: 'line' }],
  [{ dim: 'date', map: month }],
  [{ dim: 'owner' }, { dim: 'due', map: month }, { dim: 'line' }],
];

const byMonth = [{ dim: 'month' }, { dim: 'stage' }];

describe('a large journal', () => {
  it('answers by its anchors, rollups and postings what its rows say one by one', async () => {
    const { log, reader } = await largeJournal(90_000_000);
    expect(reader.size()).toMatchObject({ rows: log.rows.length, unsorted: 0 });
    for (const [index, choice] of choices.entries()) {
      for (const groupBy of [groupings[index % groupings.length], groupings[(index + 3) % groupings.length], byMonth]) {
        const query = { ...choice, groupBy };
        expect(told(answerOf(reader.sum(query)))).toBe(told(bruteSum(log.rows, query, log.position)));
      }
    }
  });

  it('is exact far beyond 2^53, sorted and unsorted, as of any date and moment', async () => {
    const { log, reader } = await largeJournal(9_000_000_000_000);
    const more = 9_000;
    for (let event = 0; event < more; event += 1)
      log.record(event % 64, [row(0, { measures: { amount: 9_007_199_254_740_991 - event } }).contribution]);
    await log.writeAll();
    await reader.refresh();
    expect(reader.size().unsorted).toBe(more);
    const total = log.rows.reduce((sum, { contribution }) => sum + BigInt(contribution.measures['amount'] ?? 0), 0n);
    expect(total).toBeGreaterThan(2n ** 65n);
    for (let round = 0; round < 2; round += 1) {
      expect(reader.sum({}).total('amount')).toBe(total);
      for (const choice of choices.slice(0, 12)) {
        const query = { ...choice, groupBy: [{ dim: 'stage' }] };
        expect(told(answerOf(reader.sum(query)))).toBe(told(bruteSum(log.rows, query, log.position)));
      }
      await reader.compact();
    }
    expect(reader.size().unsorted).toBe(0);
  });

  it('explains any figure in order, whole, and from anywhere on', async () => {
    const { log, reader } = await largeJournal(1_000);
    for (const choice of choices.slice(2)) {
      const expected = chosen(log.rows, choice, log.position).map(({ position, contribution }) => `${contribution.date} ${position}`);
      const rows: ExplainedRow[] = [];
      for (let cursor: RowCursor | null | undefined; cursor !== null;) {
        const page = reader.explain({ ...choice, limit: 997, cursor });
        rows.push(...page.rows);
        cursor = page.next;
      }
      expect(rows.map(({ date, position }) => `${date} ${position}`)).toEqual(expected);
    }
  });
});
