/** A process that reads a log whole, once: `node … reading.ts scan|journals|all DATA_DIR FOLDER`. It says in JSON what came of it. */
import { join } from 'node:path';
import { openSqliteLogReader } from '@zongheng/event-store-sqlite';
import type { View } from '@zongheng/kernel';
import { fillBuilds } from '@zongheng/projection';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import { scanRaw } from '../raw/raw-log.ts';
import type { ReadingDone } from './one-core.ts';
import { allViews } from './views.ts';

const [kind = '', dataDir = '', folder = ''] = process.argv.slice(2);
const done =
  kind === 'scan'
    ? { rate: scanRaw(dataDir), errors: [] }
    : await rebuild(allViews.filter((view) => kind === 'all' || view.kind === 'journal'));
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const answer: ReadingDone = { ...done, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: maxRSS / 1_024 };
process.stdout.write(`${JSON.stringify(answer)}\n`);

async function rebuild(views: readonly View[]): Promise<Pick<ReadingDone, 'rate' | 'errors'>> {
  const log = openSqliteLogReader({ folder: join(dataDir, 'log') });
  const store = await openSqliteReadStore({ folder });
  const events = await log.head();
  const builds = views.map((view) => ({ view, id: `${view.name}@${view.version}.1` }));
  const begun = performance.now();
  const filled = await fillBuilds({ log, store, builds });
  const ms = performance.now() - begun;
  await store.close();
  await log.close();
  return { rate: (events / ms) * 1_000, errors: filled.flatMap(({ id, error }) => (error === null ? [] : [`${id}: ${error}`])) };
}
