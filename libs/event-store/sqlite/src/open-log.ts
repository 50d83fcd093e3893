import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { corrupt } from './fault.ts';
import { checkAgainstMark, type HeadMark, readHeadMark } from './head-mark.ts';
import {
  createLog,
  eventColumns,
  type LogFiles,
  type LogIdentity,
  logFormat,
  openForWriting,
  headOf,
  readIdentity,
  type WriterSettings,
} from './log-file.ts';
import { checkRow, type RowValues } from './row.ts';

export interface OpenedLog {
  readonly database: DatabaseSync;
  readonly epoch: string;
  readonly position: number;
  /** When the last event was recorded; undefined in an empty log. */
  readonly recordedAtMs: number | undefined;
}

/** So many of the last events are looked at when a log is opened: where a crash would have left its traces. */
const checkedAtOpen = 256;

/** Opens the log for writing, beginning it where there is none. Throws rather than go on with one that has lost events. */
export function openLog(files: LogFiles, newEpoch: string, settings: WriterSettings): OpenedLog {
  const mark = readHeadMark(files.headMark);
  if (!existsSync(files.events) || statSync(files.events).size === 0) checkAgainstMark(mark, undefined, files.events);
  const database = openForWriting(files.events, settings);
  try {
    const epoch = identityOf(database, files, mark, newEpoch);
    const position = headOf(database)();
    checkAgainstMark(mark, { epoch, position }, files.events);
    return { database, epoch, position, recordedAtMs: checkTail(database, position) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function identityOf(database: DatabaseSync, files: LogFiles, mark: HeadMark | undefined, newEpoch: string): string {
  const identity = readIdentity(database);
  if (identity !== undefined) return knownFormat(identity, files.events).epoch;
  checkAgainstMark(mark, undefined, files.events);
  createLog(database, newEpoch);
  return newEpoch;
}

export function knownFormat(identity: LogIdentity, file: string): LogIdentity {
  if (identity.format === logFormat && identity.epoch !== '') return identity;
  throw corrupt(`${file} has the format ${identity.format}, this program knows ${logFormat}`);
}

/** The last events are there without gaps, unaltered, and are JSON. Returns when the last one was recorded. */
function checkTail(database: DatabaseSync, head: number): number | undefined {
  const statement = database.prepare(`SELECT ${eventColumns} FROM events ORDER BY position DESC LIMIT ?`);
  statement.setReturnArrays(true);
  const rows = statement.all(checkedAtOpen) as unknown as RowValues[];
  rows.forEach((row, index) => {
    if (row[0] !== head - index) throw corrupt(`the event at position ${head - index} is missing`);
    checkRow(row);
  });
  return rows[0]?.[5];
}
