import { StoreError, type StoreErrorCode } from '@zongheng/event-store';
import { type Fault, faultOf } from './fault.ts';

const remedies: Readonly<Record<StoreErrorCode, string>> = {
  'STORE.FULL': 'make room on the disk; appends go on by themselves then',
  'STORE.CORRUPT': 'stop writing, keep the files, and restore a backup',
  'STORE.OWNED': 'stop that process, or use another folder',
  'STORE.CLOSED': 'open it again',
  'STORE.INVALID': 'correct the append',
  'STORE.TOO_LARGE': 'make it smaller',
  'STORE.DENIED': 'give the process the right to it',
  'STORE.UNAVAILABLE': 'read before writing again',
};

export function storeErrorOf(fault: Fault, cause?: unknown): StoreError {
  return new StoreError(fault.code, fault.found, fault.remedy ?? remedies[fault.code], cause);
}

/** Runs a read; what SQLite or a check says against it becomes a StoreError. */
export function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof StoreError || error instanceof RangeError) throw error;
    throw storeErrorOf(faultOf(error), error);
  }
}
