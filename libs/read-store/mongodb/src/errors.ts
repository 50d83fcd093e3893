import { ReadStoreError } from '@zongheng/read-store';
import { MongoBulkWriteError, MongoError, MongoServerError } from 'mongodb';

/** What the server answers where a document with this key is there already. */
const duplicateKey = 11_000;
const tooLarge: readonly unknown[] = [10_334, 17_280, 17_419];
const diskFull = 14_031;
const lockTimeout = 24;

/** Names of the driver's errors that say the connection is closed: by us, or with the process. */
const closed: readonly string[] = [
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoTopologyClosedError',
  'MongoExpiredSessionError',
];
const unreachable = [
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoOperationTimeoutError',
  'MongoPoolClearedError',
  'MongoWaitQueueTimeoutError',
];

export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === duplicateKey;
}

/** Whether each operation of a bulk write that failed did so because the key was there. */
export function isOnlyDuplicates(error: unknown): error is MongoBulkWriteError {
  if (!(error instanceof MongoBulkWriteError) || error.result.hasWriteErrors() === false) return false;
  return error.result.getWriteErrors().every(({ code }) => code === duplicateKey) && error.result.getWriteConcernError() === undefined;
}

/** Turns what the driver throws into what the port promises; anything else passes as it is. */
export function readStoreError(error: unknown): unknown {
  if (!(error instanceof MongoError)) return error;
  const found = `MongoDB: ${error.message}`;
  if (closed.includes(error.name)) return new ReadStoreError('READ_STORE.CLOSED', 'the read store is closed', 'open it again', error);
  if (unreachable.includes(error.name) || error.hasErrorLabel('RetryableWriteError')) {
    return new ReadStoreError(
      'READ_STORE.UNAVAILABLE',
      found,
      'look at the server and the way to it; the read store goes on when it is back',
      error,
    );
  }
  if (error.code === diskFull) return new ReadStoreError('READ_STORE.FULL', found, 'free some disk space on the server', error);
  if (error.code === lockTimeout) return new ReadStoreError('READ_STORE.BUSY', found, 'another held on for too long: try again', error);
  if (tooLarge.includes(error.code)) {
    return new ReadStoreError('READ_STORE.CONTENT', found, 'a document is at most 16 MiB: let its view hold less of it', error);
  }
  return error;
}
