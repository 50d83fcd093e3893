/** What a read store can refuse or fail with; the message says what was found and what to do. */
export type ReadStoreErrorCode =
  /** The store was closed. */
  | 'READ_STORE.CLOSED'
  /** Another writer held on for too long. */
  | 'READ_STORE.BUSY'
  /** The disk is full. */
  | 'READ_STORE.FULL'
  /** What is stored cannot be read: drop the build and build it again. */
  | 'READ_STORE.CORRUPT'
  /** The store cannot be reached or written. */
  | 'READ_STORE.UNAVAILABLE'
  /** No such build is stored, or it was dropped. */
  | 'READ_STORE.UNKNOWN_BUILD'
  /** The build is being filled, or its filling broke off. */
  | 'READ_STORE.LOADING'
  /** The build is served to readers, so it is not dropped. */
  | 'READ_STORE.SERVED'
  /** The build was made for other fields, or for another kind of view. */
  | 'READ_STORE.SPEC'
  /** A query that the declared fields cannot answer. */
  | 'READ_STORE.QUERY'
  /** A document or a segment that does not keep to its declaration. */
  | 'READ_STORE.CONTENT';

export class ReadStoreError extends Error {
  readonly code: ReadStoreErrorCode;

  constructor(code: ReadStoreErrorCode, found: string, remedy: string, cause?: unknown) {
    super(`${found}: ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = 'ReadStoreError';
    this.code = code;
  }
}
