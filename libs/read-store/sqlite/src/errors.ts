import { ReadStoreError } from '@zongheng/read-store';

interface SqliteFault {
  readonly code: string;
  /** SQLite's extended result code; the low byte is the primary one. */
  readonly errcode?: number;
  readonly message: string;
}

/** Turns what SQLite throws into what the port promises; anything else passes as it is. */
export function readStoreError(error: unknown, file: string): unknown {
  if (error instanceof ReadStoreError || !isFault(error)) return error;
  if (error.code === 'ERR_INVALID_STATE')
    return new ReadStoreError('READ_STORE.CLOSED', `${file} is closed`, 'open the store again', error);
  const found = `${file}: ${error.message}`;
  switch ((error.errcode ?? 0) & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return new ReadStoreError('READ_STORE.BUSY', found, 'another writer held on for too long: try again', error);
    case 13: // SQLITE_FULL
      return new ReadStoreError('READ_STORE.FULL', found, 'free some disk space', error);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return new ReadStoreError('READ_STORE.CORRUPT', found, 'drop the build and build it again from the log', error);
    case 8: // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 14: // SQLITE_CANTOPEN
      return new ReadStoreError('READ_STORE.UNAVAILABLE', found, 'look at the folder, its rights and its disk', error);
    default:
      return error;
  }
}

function isFault(error: unknown): error is SqliteFault {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'ERR_SQLITE_ERROR' || error.code === 'ERR_INVALID_STATE';
}
