export type JournalErrorCode =
  /** A contribution that cannot be kept: the event is parked. */
  | 'JOURNAL.CONTRIBUTION'
  /** Stored columns that cannot be read: drop the build and build it again. */
  | 'JOURNAL.SEGMENT'
  /** A query that names what the journal does not have. */
  | 'JOURNAL.QUERY'
  /** The thread that sorts a journal failed; queries go on without it, more slowly. */
  | 'JOURNAL.COMPACTION'
  | 'JOURNAL.CLOSED';

/** What a journal can refuse or fail with; the message says what was found and what to do. */
export class JournalError extends Error {
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, found: string, remedy: string, cause?: unknown) {
    super(`${found}: ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = 'JournalError';
    this.code = code;
  }
}
