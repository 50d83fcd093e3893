import { DatabaseSync } from 'node:sqlite';
import { join, resolve } from 'node:path';

/** The files of a log in its folder. */
export interface LogFiles {
  readonly events: string;
  readonly headMark: string;
}

export function logFilesIn(folder: string): LogFiles {
  return { events: join(resolve(folder), 'events.sqlite'), headMark: join(resolve(folder), 'events.head.json') };
}

/** The name of the channel on which the writer of a log tells every thread of its process how far it reaches. */
export function newsChannelOf(eventsFile: string): string {
  return `zongheng-log:${eventsFile}`;
}

/** Raised when the tables change; a file of another format is refused. */
export const logFormat = 1;

/**
 * Positions are the table's own key, so an append touches the end of one tree and one place in one other. No index stands on ids (they
 * are random) nor on shards: appending cost 40 % more with it, and reading 8 of 64 shards was only a quarter faster than a scan.
 * The checksum covers the whole row: what the disk altered is told, never read as the truth.
 */
const tables = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    shard INTEGER NOT NULL,
    type TEXT NOT NULL,
    ordering_key TEXT NOT NULL,
    recorded_at_ms INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    meta TEXT NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_stream ON events (stream, revision);
  CREATE TABLE log (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Every column a reader needs, in the order that `RowValues` has. */
export const eventColumns = 'position, stream, revision, type, ordering_key, recorded_at_ms, checksum, meta, data';

export interface WriterSettings {
  /** Pages of write-ahead log after which it is moved into the file: fewer moves, larger log. */
  readonly checkpointPages: number;
  readonly cacheKibibytes: number;
  /** A bound on the file's pages, for trying a full disk. */
  readonly pagesMax: number | undefined;
}

export const writerSettings: WriterSettings = { checkpointPages: 4_000, cacheKibibytes: 65_536, pagesMax: undefined };

/** Opens the file for its one writer. Durable at each commit: the write-ahead log is synced (FULL). */
export function openForWriting(file: string, settings: WriterSettings = writerSettings): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${settings.cacheKibibytes};
      PRAGMA wal_autocheckpoint = ${settings.checkpointPages}; PRAGMA cell_size_check = ON;`);
    if (settings.pagesMax !== undefined) database.exec(`PRAGMA max_page_count = ${settings.pagesMax}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export function openForReading(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  try {
    database.exec('PRAGMA cache_size = -16384; PRAGMA cell_size_check = ON;');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What the log says of itself. */
export interface LogIdentity {
  readonly format: number;
  readonly epoch: string;
  /** The log this one was restored from, where it was. */
  readonly restoredFrom: string | undefined;
}

/** undefined for a file without tables: a log that was never begun. */
export function readIdentity(database: DatabaseSync): LogIdentity | undefined {
  const found = database.prepare("SELECT count(*) AS tables FROM sqlite_schema WHERE name IN ('events', 'log')").get();
  if (found?.['tables'] === 0) return undefined;
  const values = new Map(
    database
      .prepare('SELECT key, value FROM log')
      .all()
      .map((row) => [row['key'], String(row['value'])]),
  );
  return { format: Number(values.get('format')), epoch: values.get('epoch') ?? '', restoredFrom: values.get('restored-from') };
}

/** Makes the tables of a new log, in one transaction. */
export function createLog(database: DatabaseSync, epoch: string): void {
  database.exec(`BEGIN IMMEDIATE; ${tables}`);
  writeLogValue(database, 'format', String(logFormat));
  writeLogValue(database, 'epoch', epoch);
  database.exec('COMMIT');
}

export function writeLogValue(database: DatabaseSync, key: 'format' | 'epoch' | 'restored-from', value: string): void {
  database.prepare('INSERT INTO log (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value);
}

/** Looks up the position of the last event; 0 for an empty log. */
export function headOf(database: DatabaseSync): () => number {
  const statement = database.prepare('SELECT coalesce(max(position), 0) AS head FROM events');
  return () => Number(statement.get()?.['head']);
}
