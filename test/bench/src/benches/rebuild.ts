import { type Bench, type BenchGround, roundsAt } from '../harness/bench.ts';
import { boundRow, rateRow, type Row } from '../harness/row.ts';
import { byTurns } from '../harness/statistics.ts';
import { canPin, type ReadingDone, readOnOneCore } from '../process/one-core.ts';
import { allViews } from '../process/views.ts';
import { madeSetIn } from '../set/cache.ts';

const counterpart = 'one paged scan of the log with both JSON columns parsed';

/** Rebuilds views from the log and scans it raw, by turns, each in a process of its own on one core. */
async function againstScan(
  ground: BenchGround,
  name: string,
  kind: 'journals' | 'all',
  atLeast: number,
): Promise<{ row: Row; best: ReadingDone | null }> {
  const dataDir = await ground.set('large');
  let last: ReadingDone | null = null;
  const product = async (): Promise<number> => {
    last = await readOnOneCore(kind, dataDir, ground.folder(name));
    return last.rate;
  };
  const raw = async (): Promise<number> => (await readOnOneCore('scan', dataDir, ground.folder(`${name}-scan`))).rate;
  const compared = await byTurns(roundsAt(ground, 3), product, raw);
  const views = allViews.filter((view) => kind === 'all' || view.kind === 'journal');
  const notes = [
    `${madeSetIn(dataDir).events} events into ${views.map((view) => view.name).join(', ')}; ${canPin ? 'one core' : 'cores as they come'}`,
  ];
  return { row: rateRow(name, { ...compared, unit: 'events/s' }, { counterpart, notes, atLeast }), best: last };
}

export const rebuildJournals: Bench = {
  name: 'rebuild.journals',
  rows: ['rebuild.journals'],
  what: 'all journals from the log, on one core',
  run: async (ground) => [(await againstScan(ground, 'rebuild.journals', 'journals', 0.45)).row],
};

export const rebuildAll: Bench = {
  name: 'rebuild',
  rows: ['rebuild', 'rebuild.memory'],
  what: 'all views from the log, documents and search included, on one core',
  run: async (ground) => {
    const { row, best } = await againstScan(ground, 'rebuild', 'all', 0.18);
    return [
      row,
      boundRow('rebuild.memory', best?.peakMiB ?? Number.NaN, 'MiB', { atMost: 768, notes: ['the most that its process ever held'] }),
    ];
  },
};
