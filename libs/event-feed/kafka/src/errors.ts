/** What a feed over Kafka can refuse or fail with; the message says what was found and what to do. */
export type FeedErrorCode =
  /** The topic is not as it was declared, or is not there. */
  | 'FEED.TOPIC'
  /** The topic holds events of another log. */
  | 'FEED.EPOCH'
  /** A message that nobody but the relay can have written, and that it did not write so. */
  | 'FEED.MESSAGE'
  /** This relay may not be the one that publishes any more. */
  | 'FEED.FENCED'
  /** Kafka cannot be reached, or did not answer in time. */
  | 'FEED.UNAVAILABLE';

export class FeedError extends Error {
  readonly code: FeedErrorCode;

  constructor(code: FeedErrorCode, found: string, remedy: string, cause?: unknown) {
    super(`${found}: ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = 'FeedError';
    this.code = code;
  }
}
