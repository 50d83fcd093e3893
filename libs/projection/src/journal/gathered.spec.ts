import type { Contribution } from '@zongheng/kernel';
import fc from 'fast-check';
import { inlineCompactor } from './compactor.ts';
import { gathered, gatheredAt } from './gathered.ts';
import { compareKeys } from './key-column.ts';
import { JournalReader } from './reader.ts';
import { textOf } from './testing/brute-force.ts';
import { answerOf, JournalLog } from './testing/journal-log.ts';
import { contributions, row, shape } from './testing/rows.ts';

const counted = (date: string, cell: Readonly<Record<string, string>>, count: number): Contribution =>
  row(1, { date, cell, measures: { count } }).contribution;
const month = (date: string): string => date.slice(0, 7);

async function readerOf(rows: readonly Contribution[]): Promise<JournalReader> {
  const log = await JournalLog.empty();
  for (const row of rows) log.record(0, [row]);
  await log.writeAll();
  return JournalReader.open(log.store, shape, { compactor: inlineCompactor() });
}

describe('groups put together by their first keys', () => {
  it('sum to what grouping by those keys alone gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(contributions, { maxLength: 60 }), fc.nat({ max: 3 }), async (rows, by) => {
        const reader = await readerOf(rows);
        const groupBy = [{ dim: 'owner' }, { dim: 'stage' }, { dim: 'due', map: month }];
        const fine = reader.sum({ groupBy, measures: ['count', 'amount'] });
        const sums = gathered(by, fine).map(({ keys, rows: [own = []] }) => {
          const figures = { count: fine.sumOver(own, 'count'), amount: fine.sumOver(own, 'amount') };
          return [textOf(keys), figures] as const;
        });
        const coarse = answerOf(reader.sum({ groupBy: groupBy.slice(0, by), measures: ['count', 'amount'] }));
        expect(new Map(sums.filter(([, { count, amount }]) => count !== 0n || amount !== 0n))).toEqual(coarse);
      }),
      { numRuns: 100 },
    );
  });

  it('meet across answers where their keys are the same text, whatever they were read off', async () => {
    const reader = await readerOf([
      counted('2026-01-05', { owner: 'o1', stage: 's1', due: '2026-02-01' }, 1),
      counted('2026-02-05', { owner: 'o2', stage: 's1', due: '2026-01-01' }, 2),
      counted('2026-02-06', { owner: 'o2', stage: 's2' }, 4),
    ]);
    const happened = reader.sum({ groupBy: [{ dim: 'month' }, { dim: 'owner' }], measures: ['count'] });
    const due = reader.sum({ groupBy: [{ dim: 'due', map: month }, { dim: 'stage' }], measures: ['count'] });
    const together = gathered(1, happened, due).map(({ keys, rows: [one = [], other = []] }) => {
      return [keys[0], [happened.sumOver(one, 'count'), due.sumOver(other, 'count')]] as const;
    });
    expect(new Map(together)).toEqual(
      new Map([
        ['2026-01', [1n, 2n]],
        ['2026-02', [6n, 1n]],
        [null, [0n, 4n]],
      ]),
    );
  });

  it('are put together by any of their keys', async () => {
    const reader = await readerOf([
      counted('2026-01-05', { owner: 'o1', stage: 's1' }, 1),
      counted('2026-01-05', { owner: 'o2', stage: 's1' }, 2),
    ]);
    const sums = reader.sum({ groupBy: [{ dim: 'owner' }, { dim: 'stage' }], measures: ['count'] });
    expect(gatheredAt([1], [sums]).map(({ keys, rows: [rows = []] }) => [keys, sums.sumOver(rows, 'count')])).toEqual([[['s1'], 3n]]);
  });

  it('know where their keys stand, whether they are read off one dimension, off several, or through a map', async () => {
    const place = fc.constantFrom(undefined, (key: string) => key.charCodeAt(key.length - 1) % 2);
    await fc.assert(
      fc.asyncProperty(fc.array(contributions, { maxLength: 60 }), place, fc.boolean(), async (rows, placed, isMapped) => {
        const reader = await readerOf(rows);
        const map = isMapped ? { map: (key: string) => key.slice(0, 1) } : {};
        const answers = ['count', 'amount'].map((measure) => reader.sum({ groupBy: [{ dim: 'owner', ...map }], measures: [measure] }));
        const groups = gathered(1, ...answers);
        const ranks = groups[0]?.all.ranksOf(groups, 0, placed).ranks ?? new Int32Array();
        const byRank = groups
          .map((group, index) => [ranks[index] ?? 0, group.keys[0] ?? null] as const)
          .toSorted(([one], [other]) => one - other);
        const keys = groups.map((group) => group.keys[0] ?? null);
        expect(byRank.map(([, key]) => key)).toEqual(keys.toSorted((one, other) => compareKeys(one, other, placed)));
      }),
      { numRuns: 100 },
    );
  });
});
