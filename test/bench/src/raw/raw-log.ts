import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A row of the log as SQLite has it, in the order of its columns. */
export type RawRow = readonly (string | number | bigint | null)[];

/** The log of a data folder. */
export function logFileIn(dataDir: string): string {
  return join(dataDir, 'log', 'events.sqlite');
}

/** What stands in a log: its tables and indexes as they are defined, its columns, and the rows, a group of them for each command. */
export interface RawLog {
  readonly definitions: readonly string[];
  readonly columns: readonly string[];
  readonly commands: readonly (readonly RawRow[])[];
}

/** Reads the very rows that the product wrote after a position. */
export function readRawLog(dataDir: string, after: number): RawLog {
  const database = new DatabaseSync(logFileIn(dataDir), { readOnly: true });
  try {
    const definitions = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
    const columns = database
      .prepare('PRAGMA table_info(events)')
      .all()
      .map((column) => String(column['name']));
    const statement = database.prepare(`SELECT ${columns.join(', ')} FROM events WHERE position > ? ORDER BY position`);
    statement.setReturnArrays(true);
    const rows = statement.all(after) as unknown as RawRow[];
    return { definitions: definitions.map((row) => String(row['sql'])), columns, commands: byCommand(rows, columns) };
  } finally {
    database.close();
  }
}

/** Rows of one append stand together: the same stream, recorded by the same command. */
function byCommand(rows: readonly RawRow[], columns: readonly string[]): RawRow[][] {
  const stream = columns.indexOf('stream');
  const meta = columns.indexOf('meta');
  const groups: RawRow[][] = [];
  let last = '';
  for (const row of rows) {
    const { command } = JSON.parse(String(row[meta])) as { readonly command?: { readonly key: string } };
    const of = `${row[stream]} ${command?.key}`;
    if (of === last) groups.at(-1)?.push(row);
    else groups.push([row]);
    last = of;
  }
  return groups;
}

const commandsACommit = 64;

/**
 * The counterpart of durable commands: one loop that only inserts rows that are there already, so many commands' rows a transaction, into
 * the same tables with the same indexes, WAL, synced at each commit (FULL). Answers commands a second.
 */
export function writeRaw(file: string, { definitions, columns, commands }: RawLog): number {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;');
  for (const definition of definitions) database.exec(definition);
  const insert = database.prepare(`INSERT INTO events (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const begun = performance.now();
  for (let from = 0; from < commands.length; from += commandsACommit) {
    database.exec('BEGIN IMMEDIATE');
    for (const rows of commands.slice(from, from + commandsACommit)) for (const row of rows) insert.run(...row);
    database.exec('COMMIT');
  }
  const ms = performance.now() - begun;
  database.close();
  return (commands.length / ms) * 1_000;
}

const pageEvents = 2_000;

/**
 * The counterpart of everything that reads the log: one paged scan with both JSON columns parsed, and nothing made of them. Answers events a
 * second.
 */
export function scanRaw(dataDir: string): number {
  const database = new DatabaseSync(logFileIn(dataDir), { readOnly: true });
  database.exec('PRAGMA cache_size = -16384;');
  const statement = database.prepare(
    'SELECT position, stream, revision, type, ordering_key, recorded_at_ms, meta, data FROM events WHERE position > ? ORDER BY position LIMIT ?',
  );
  statement.setReturnArrays(true);
  const begun = performance.now();
  let events = 0;
  let after = 0;
  for (;;) {
    const rows = statement.all(after, pageEvents) as unknown as [number, string, number, string, string, number, string, string][];
    for (const row of rows) {
      kept = [JSON.parse(row[6]), JSON.parse(row[7])];
      events += 1;
    }
    after = rows.at(-1)?.[0] ?? after;
    if (rows.length < pageEvents) break;
  }
  const ms = performance.now() - begun;
  database.close();
  return (events / ms) * 1_000;
}

/** What was parsed last: parsing whose result nobody could ever see might be left out. */
export let kept: readonly unknown[] = [];

/** A copy of a log that was closed. */
export function copyLog(fromDataDir: string, toFile: string): void {
  copyFileSync(logFileIn(fromDataDir), toFile);
}
