import { randomBytes } from 'node:crypto';
import type { Instant } from '@zongheng/kernel';
import { faultOf } from './fault.ts';
import type { FromMaintenance, LogSummary, MaintenanceProgress, MaintenanceTask } from './maintenance-protocol.ts';
import { ownFolder } from './ownership.ts';
import { storeErrorOf } from './store-errors.ts';
import { startThread } from './thread.ts';

export interface WithProgress {
  readonly onProgress?: (progress: MaintenanceProgress) => void;
}

/** Says which life of a log a position belongs to; short, and safe in a URL and between dots. */
export function newEpoch(): string {
  return randomBytes(6).toString('hex');
}

/** @throws RangeError for an epoch that could not stand in a token or a URL. */
export function checkedEpoch(epoch: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(epoch)) throw new RangeError(`the epoch ${JSON.stringify(epoch)}: letters, digits, - and _ only`);
  return epoch;
}

/**
 * Reads a log's file from end to end: pages, indexes, every event's checksum and JSON, positions and revisions without gaps.
 * @throws StoreError STORE.CORRUPT at the first fault | STORE.UNAVAILABLE where there is no file
 */
export function verifyLog({ file, onProgress }: { readonly file: string } & WithProgress): Promise<LogSummary> {
  return perform({ kind: 'verify', file }, onProgress);
}

/**
 * Copies the log of a folder into one file while its owner goes on; what is acknowledged before the call is in it. The file appears only
 * when it has been found whole.
 * @throws StoreError STORE.INVALID where the file is there already | STORE.CORRUPT | STORE.FULL | STORE.UNAVAILABLE
 */
export function backUpLog({
  folder,
  file,
  onProgress,
}: { readonly folder: string; readonly file: string } & WithProgress): Promise<LogSummary> {
  return perform({ kind: 'backup', folder, file }, onProgress);
}

export interface LogRestore extends WithProgress {
  readonly from: string;
  readonly folder: string;
  readonly clock: () => Instant;
  readonly epoch?: string;
}

/**
 * Makes a folder's log from a backup, once that is found whole. It has the same events and a new epoch: positions handed out before
 * belong to another life. Never overwrites a log.
 * @throws StoreError STORE.INVALID where the folder holds a log | STORE.OWNED | STORE.CORRUPT | STORE.FULL | STORE.UNAVAILABLE
 */
export async function restoreLog({ from, folder, clock, epoch = newEpoch(), onProgress }: LogRestore): Promise<LogSummary> {
  const task = { kind: 'restore' as const, from, folder, epoch: checkedEpoch(epoch) };
  const ownership = ownFolder(folder, clock);
  try {
    return await perform(task, onProgress);
  } finally {
    ownership.release();
  }
}

function perform(task: MaintenanceTask, onProgress?: (progress: MaintenanceProgress) => void): Promise<LogSummary> {
  return new Promise((resolve, reject) => {
    const thread = startThread('maintenance', task);
    thread.on('message', (message: FromMaintenance) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      if (message.kind === 'done') resolve(message.summary);
      if (message.kind === 'failed') reject(storeErrorOf(message.fault));
    });
    thread.once('error', (error) => reject(storeErrorOf(faultOf(error), error)));
    thread.once('exit', () => reject(storeErrorOf({ code: 'STORE.UNAVAILABLE', found: `${task.kind}: the thread ended early` })));
  });
}
