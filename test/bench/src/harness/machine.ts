import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { median } from './statistics.ts';

/** The machine in a line: figures mean nothing without it. */
export function machineLine(folder: string): string {
  const [core] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const beside = Math.round(besideAnother() * 100);
  return `${availableParallelism()} cores (${core?.model.trim() ?? 'unknown'}), ${gibibytes} GiB, Node ${process.versions.node}, SQLite ${sqliteVersion()}, a sync of the disk takes ${syncMs(folder).toFixed(2)} ms, a thread beside a busy one runs at ${beside} % of its speed`;
}

const probeMs = 400;

/**
 * How fast a thread computes beside another that computes too, as a part of its speed alone: near 1 where cores are cores, near a half where two
 * of them share one. What spreads over threads can gain no more than that on a raw loop that has the machine for itself.
 */
function besideAnother(): number {
  const spin =
    'let x = 1; let turns = 0; while (performance.now() < end) { for (let i = 0; i < 1e5; i += 1) x = (x * 1103515245 + 12345) | 0; turns += 1; }';
  const turnsIn = new Function('end', `${spin} return turns;`) as (end: number) => number;
  turnsIn(performance.now() + probeMs);
  const alone = turnsIn(performance.now() + probeMs);
  const bell = new Int32Array(new SharedArrayBuffer(4));
  const other = new Worker(
    `const { workerData: bell } = require('node:worker_threads'); Atomics.store(bell, 0, 1); Atomics.notify(bell, 0); const end = performance.now() + ${probeMs * 2}; ${spin}`,
    { eval: true, workerData: bell },
  );
  other.unref();
  Atomics.wait(bell, 0, 0, 5_000);
  return turnsIn(performance.now() + probeMs) / alone;
}

function sqliteVersion(): string {
  const database = new DatabaseSync(':memory:');
  const version = String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']);
  database.close();
  return version;
}

/** The median of a few writes of a page with their sync. */
function syncMs(folder: string): number {
  const file = join(folder, 'sync-probe');
  const descriptor = openSync(file, 'w');
  const page = new Uint8Array(4_096);
  const times = Array.from({ length: 25 }, () => {
    const begun = performance.now();
    writeSync(descriptor, page);
    fsyncSync(descriptor);
    return performance.now() - begun;
  });
  closeSync(descriptor);
  rmSync(file);
  return median(times);
}
