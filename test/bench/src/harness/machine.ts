import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { median } from './statistics.ts';

/** The machine in a line: figures mean nothing without it. */
export function machineLine(folder: string): string {
  const [core] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${core?.model.trim() ?? 'unknown'}), ${gibibytes} GiB, Node ${process.versions.node}, SQLite ${sqliteVersion()}, a sync of the disk takes ${syncMs(folder).toFixed(2)} ms`;
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
