import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { shardOf } from '@zongheng/kernel';
import { corrupt, FaultError } from './fault.ts';
import { eventColumns, headOf, openForReading, readIdentity } from './log-file.ts';
import type { LogSummary, MaintenanceProgress } from './maintenance-protocol.ts';
import { knownFormat } from './open-log.ts';
import { checkRow, type ShardedRow } from './row.ts';

const rowsAtOnce = 2_000;

/** Reads a log's file from end to end, tables and indexes, and throws at the first thing that is not as it was written. */
export function verifyFile(file: string, tell: (progress: MaintenanceProgress) => void): LogSummary {
  if (!existsSync(file))
    throw new FaultError({ code: 'STORE.UNAVAILABLE', found: `there is no ${file}`, remedy: 'name the file of a log' });
  const database = openForReading(file);
  try {
    const identity = readIdentity(database);
    if (identity === undefined) throw corrupt(`${file} holds no log`);
    const { epoch, restoredFrom } = knownFormat(identity, file);
    checkPages(database);
    const head = headOf(database)();
    checkRows(database, head, tell);
    const summary = { epoch, events: head, streams: checkStreams(database), head };
    return restoredFrom === undefined ? summary : { ...summary, restoredFrom };
  } finally {
    database.close();
  }
}

/** The trees are whole, and every index says what its table says. */
function checkPages(database: DatabaseSync): void {
  const found = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  if (found !== 'ok') throw corrupt(`the file is damaged (${found})`);
}

function checkRows(database: DatabaseSync, head: number, tell: (progress: MaintenanceProgress) => void): void {
  const statement = database.prepare(`SELECT ${eventColumns}, shard FROM events WHERE position > ? ORDER BY position LIMIT ?`);
  statement.setReturnArrays(true);
  let latestMs = 0;
  for (let after = 0; after < head;) {
    const rows = statement.all(after, rowsAtOnce) as unknown as ShardedRow[];
    if (rows.length === 0) throw corrupt(`the event at position ${after + 1} is missing`);
    for (const row of rows) {
      latestMs = checkEvent(row, after + 1, latestMs);
      after += 1;
    }
    tell({ phase: 'checking', done: after, total: head });
  }
}

/** One event is in its place, unaltered, JSON, and not recorded before its predecessor. Returns when it was recorded. */
function checkEvent(row: ShardedRow, position: number, latestMs: number): number {
  if (row[0] !== position) throw corrupt(`the event at position ${position} is missing`);
  checkRow(row);
  if (row[9] !== shardOf(row[4])) throw corrupt(`the event at position ${position} stands in shard ${row[9]}, where it does not belong`);
  if (row[5] < latestMs) throw corrupt(`the event at position ${position} was recorded before the one in front of it`);
  try {
    JSON.parse(row[7]);
    JSON.parse(row[8]);
  } catch {
    throw corrupt(`the event at position ${position} is no JSON`);
  }
  return row[5];
}

/** Every stream has its revisions from 0 without gaps. Returns how many streams there are. */
function checkStreams(database: DatabaseSync): number {
  const torn = database
    .prepare('SELECT stream FROM events GROUP BY stream HAVING min(revision) <> 0 OR max(revision) <> count(*) - 1 LIMIT 1')
    .get();
  if (torn !== undefined) throw corrupt(`${torn['stream']}: a revision is missing`);
  return Number(database.prepare('SELECT count(*) AS streams FROM events WHERE revision = 0').get()?.['streams']);
}
