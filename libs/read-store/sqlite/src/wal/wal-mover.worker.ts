/*
 * The thread that moves write-ahead logs into their files, so that neither writers nor readers wait for the disk. It imports nothing of ours:
 * it then runs the same from source, from a build and within a test runner.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';

interface Message {
  readonly move?: string;
  readonly close?: string;
  readonly exit?: true;
}

const databases = new Map<string, DatabaseSync>();

function databaseOf(file: string): DatabaseSync | undefined {
  let database = databases.get(file);
  // A file that was dropped meanwhile is not made again.
  if (!database && existsSync(file)) {
    database = new DatabaseSync(file, { timeout: 1_000 });
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -256');
    databases.set(file, database);
  }
  return database;
}

function close(file: string): void {
  databases.get(file)?.close();
  databases.delete(file);
}

function move(file: string): void {
  try {
    databaseOf(file)?.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } catch {
    // A disk that fails: the writer meets the same and says so.
    close(file);
  }
}

parentPort?.on('message', (message: Message) => {
  if (message.move !== undefined) {
    move(message.move);
    parentPort?.postMessage(message.move);
  }
  if (message.close !== undefined) close(message.close);
  if (message.exit) {
    for (const database of databases.values()) database.close();
    parentPort?.close();
  }
});
