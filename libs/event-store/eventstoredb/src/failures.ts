import { ErrorType, isCommandError } from '@eventstore/db-client';
import { type ExpectedRevision, StoreError } from '@zongheng/event-store';

/** A call has had its time and no answer. The server may have carried it out. */
export class AnswerMissing extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'AnswerMissing';
  }
}

/**
 * What an append that did not succeed says of its events. `conflict` and `refused`: they are not recorded, and never will be. `unknown`: they may
 * be, now or later.
 */
export type AppendFailure =
  | { readonly kind: 'conflict'; readonly actual: ExpectedRevision }
  | { readonly kind: 'refused'; readonly error: StoreError }
  | { readonly kind: 'unknown'; readonly cause: unknown };

/** What reading or connecting fails with, in the store's words. The client's errors have empty messages and misleading names: what counts is their type. */
export function readFailure(error: unknown, what: string): StoreError {
  if (error instanceof StoreError) return error;
  switch (typeOf(error)) {
    case ErrorType.ACCESS_DENIED:
      return denied(what, error);
    case ErrorType.STREAM_DELETED:
      return deleted(what, error);
    case ErrorType.INVALID_ARGUMENT:
      return new StoreError('STORE.INVALID', `${what}: ${wordsOf(error)}`, 'correct it', error);
    case ErrorType.UNSUPPORTED:
      return new StoreError('STORE.INVALID', `${what}: ${wordsOf(error)}`, 'use EventStoreDB 22.10 or later', error);
    default:
      return new StoreError('STORE.UNAVAILABLE', `${what}: ${wordsOf(error)}`, 'it goes on by itself when the server is back', error);
  }
}

export function denied(what: string, cause?: unknown): StoreError {
  return new StoreError(
    'STORE.DENIED',
    `${what}: the server denies it`,
    'connect with credentials that may read and write these streams',
    cause,
  );
}

export function deleted(what: string, cause?: unknown): StoreError {
  return new StoreError(
    'STORE.CORRUPT',
    `${what}: the stream was deleted in the database`,
    'restore it: streams are never deleted here',
    cause,
  );
}

export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? typeOf(error) : error.message;
}

function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return isCommandError(error) ? error.type : error.name;
}
