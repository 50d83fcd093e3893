import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '@zongheng/event-store';
import type { Instant } from '@zongheng/kernel';
import { faultOf, isBusy } from './fault.ts';
import { guarded, storeErrorOf } from './store-errors.ts';

/** A data folder held by this process until it is released or the process ends, however it ends. */
export interface FolderOwnership {
  release(): void;
}

/** Kept here, so that a store nobody holds any longer does not lose its lock to the garbage collector. */
const held = new Set<DatabaseSync>();

/**
 * Takes a folder for this process alone. The lock is the operating system's, on a small database that stays empty: it goes with the
 * process, kill -9 included, and no file has to be cleared away. Nobody in this process may open and close `owner.lock` by other means:
 * POSIX would drop the lock.
 * @throws StoreError STORE.OWNED naming who has it and since when | STORE.UNAVAILABLE where the folder cannot be written
 */
export function ownFolder(folder: string, clock: () => Instant): FolderOwnership {
  const card = join(folder, 'owner.json');
  const lock = guarded(() => {
    mkdirSync(folder, { recursive: true });
    return new DatabaseSync(join(folder, 'owner.lock'), { timeout: 0 });
  });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw storeErrorOf(faultOf(error), error);
    throw new StoreError('STORE.OWNED', `${folder} belongs to ${ownerOn(card)}`, 'stop that process, or use another folder', error);
  }
  held.add(lock);
  writeFileSync(card, `${JSON.stringify({ pid: process.pid, since: clock() })}\n`);
  return {
    release() {
      if (!held.delete(lock)) return;
      rmSync(card, { force: true });
      lock.close();
    },
  };
}

function ownerOn(card: string): string {
  try {
    const { pid, since } = JSON.parse(readFileSync(card, 'utf8')) as { readonly pid?: number; readonly since?: string };
    return `process ${pid} since ${since}`;
  } catch {
    return 'another process, which has not yet said which';
  }
}
