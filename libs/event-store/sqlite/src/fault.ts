import type { StoreErrorCode } from '@zongheng/event-store';

/** What went wrong, in a form that crosses threads. */
export interface Fault {
  readonly code: StoreErrorCode;
  readonly found: string;
  /** What to do instead, where it is not what the code always asks for. */
  readonly remedy?: string;
}

/** A fault found by our own checks, on its way to the rim of the thread. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.found);
    this.fault = fault;
  }
}

export function corrupt(found: string): FaultError {
  return new FaultError({ code: 'STORE.CORRUPT', found });
}

const full = 13;
/** SQLITE_CORRUPT, SQLITE_NOTADB. */
const damaged: ReadonlySet<number> = new Set([11, 26]);
/** SQLITE_FULL, SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH. */
const ofWhatIsWritten: ReadonlySet<number> = new Set([full, 18, 19, 20]);

/** SQLite's error in the store's words. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  const found = error instanceof Error || hasMessage(error) ? error.message : String(error);
  const result = resultOf(error);
  if (result === full || isOutOfSpace(error)) return { code: 'STORE.FULL', found };
  if (result !== undefined && damaged.has(result)) return { code: 'STORE.CORRUPT', found };
  return { code: 'STORE.UNAVAILABLE', found };
}

/** Whether a transaction may have failed for one thing written in it, rather than for the state of the file or the disk. */
export function mayLieInOne(error: unknown): boolean {
  const result = resultOf(error);
  return result === undefined || ofWhatIsWritten.has(result);
}

/** Whether another connection has locked the file. */
export function isBusy(error: unknown): boolean {
  return resultOf(error) === 5;
}

/** SQLite's primary result code stands in the low byte; undefined for an error that is not SQLite's. */
function resultOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

/** What the file system says where SQLite is not asked. */
function isOutOfSpace(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** Errors made by the platform are not always instances of this realm's Error. */
function hasMessage(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
