import type { ExpectedRevision } from './event-store.ts';

/** Another writer was first. `actual` is the stream's revision, 'no-stream' where there is none. */
export class WrongExpectedRevision extends Error {
  readonly code = 'STORE.WRONG_EXPECTED_REVISION';
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly actual: ExpectedRevision;

  constructor(stream: string, expected: ExpectedRevision, actual: ExpectedRevision) {
    super(`${stream}: expected ${expected}, found ${actual}: read the stream again and decide anew`);
    this.name = 'WrongExpectedRevision';
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/**
 * Everything else that a store can say, each with what to do. INVALID: this append can never be recorded (a value that JSON cannot say,
 * another ordering key than the stream's, no events). TOO_LARGE: nor can this one, for its size. DENIED: a server refuses our credentials.
 * UNAVAILABLE: not now, or nobody knows whether it was recorded: read before writing again.
 */
export type StoreErrorCode =
  | 'STORE.FULL'
  | 'STORE.CLOSED'
  | 'STORE.CORRUPT'
  | 'STORE.OWNED'
  | 'STORE.INVALID'
  | 'STORE.TOO_LARGE'
  | 'STORE.DENIED'
  | 'STORE.UNAVAILABLE';

export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, found: string, remedy: string, cause?: unknown) {
    super(`${found}: ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
