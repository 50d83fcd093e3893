import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup } from 'node:sqlite';
import { FaultError } from './fault.ts';
import { HeadMarkFile } from './head-mark.ts';
import { headOf, logFilesIn, openForReading, openForWriting, writeLogValue } from './log-file.ts';
import type { LogSummary, MaintenanceProgress } from './maintenance-protocol.ts';
import { verifyFile } from './verify-file.ts';

type Tell = (progress: MaintenanceProgress) => void;

const pagesAtOnce = 2_048;

/** Copies the log as it stands into one file, beside a writer who goes on, and reads the copy from end to end before it gets its name. */
export async function backUp(folder: string, file: string, tell: Tell): Promise<LogSummary> {
  const { events } = logFilesIn(folder);
  if (!existsSync(events))
    throw new FaultError({ code: 'STORE.UNAVAILABLE', found: `${folder} holds no log`, remedy: 'name the data folder' });
  refuseToOverwrite(file);
  const draft = `${file}.part`;
  rmSync(draft, { force: true });
  try {
    await copyPages(events, draft, tell);
    withoutWriteAheadLog(draft);
    const summary = verifyFile(draft, tell);
    moveInPlace(draft, file);
    return summary;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Makes a log of its own from a backup, once that is found whole: the same events, a new epoch. */
export function restore(from: string, folder: string, epoch: string, tell: Tell): LogSummary {
  const files = logFilesIn(folder);
  refuseToOverwrite(files.events);
  refuseToOverwrite(files.headMark);
  const found = verifyFile(from, tell);
  const draft = `${files.events}.part`;
  copyFileSync(from, draft);
  const database = openForWriting(draft);
  writeLogValue(database, 'restored-from', found.epoch);
  writeLogValue(database, 'epoch', epoch);
  database.close();
  moveInPlace(draft, files.events);
  const mark = new HeadMarkFile(files.headMark, epoch);
  mark.write(found.head);
  mark.close();
  return { ...found, epoch, restoredFrom: found.epoch };
}

/** A read transaction held meanwhile keeps the copy at one moment, however much is appended. */
async function copyPages(from: string, to: string, tell: Tell): Promise<void> {
  const source = openForReading(from);
  try {
    source.exec('BEGIN');
    headOf(source)();
    await backup(source, to, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) => tell({ phase: 'copying', done: totalPages - remainingPages, total: totalPages }),
    });
  } finally {
    source.close();
  }
}

/** One file is all there is to carry away. */
function withoutWriteAheadLog(file: string): void {
  const database = openForWriting(file);
  database.exec('PRAGMA journal_mode = DELETE');
  database.close();
}

function refuseToOverwrite(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  throw new FaultError({ code: 'STORE.INVALID', found: `${file} is there already`, remedy: 'name another place, or move it away first' });
}

/** The new name is durable when this returns. */
function moveInPlace(draft: string, file: string): void {
  sync(draft);
  renameSync(draft, file);
  if (process.platform !== 'win32') sync(dirname(file));
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
