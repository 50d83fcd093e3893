import type { NewEvent, RecordedEvent } from '@zongheng/kernel';

/** What a writer believes of a stream: that it has none, or that its last event has this revision. */
export type ExpectedRevision = 'no-stream' | number;

export interface Appended {
  /** The stream's revision after the append. */
  readonly revision: number;
  /** The position of the last event appended. */
  readonly position: number;
  readonly events: readonly RecordedEvent[];
}

export interface StreamRead {
  /** The revision to start at; by default the first forwards, the last backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** At most so many events (default 1,000). */
  readonly limit?: number;
}

export interface LogRead {
  /** Only events above this position (0: from the start). */
  readonly after: number;
  /** Scan at most so many events (default 1,000). */
  readonly limit?: number;
  /** Only these shards, only these types; a store that cannot filter leaves the others out itself. */
  readonly shards?: ReadonlySet<number>;
  readonly types?: ReadonlySet<string>;
}

/** A piece of the log, in order of position. */
export interface LogPage {
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been looked at, filtered out or not: go on after it. */
  readonly position: number;
  /** Whether the log ended here when it was read. */
  readonly atEnd: boolean;
}

/** What a subscription yields: pages as they come; `atEnd` says that it has caught up. Idle, it waits. */
export type Subscription = AsyncIterable<LogPage>;

/**
 * The one truth: streams of events with one global order. An append is one stream, all or nothing, durable when it resolves.
 * Appends of concurrent callers share durable writes. Reading never waits for writers.
 */
export interface EventStore {
  /** Changes with a restore or a migration: positions handed out name it. */
  readonly epoch: string;
  /** @throws WrongExpectedRevision | StoreError; nothing is recorded then. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /** The events of a stream; none where there is no such stream. */
  readStream(stream: string, read?: StreamRead): Promise<readonly RecordedEvent[]>;
  readAll(read: LogRead): Promise<LogPage>;
  /** All events after a position, for ever, a page at a time: the next page is read when the reader asks for it. Ends when `signal` aborts or the store closes. */
  subscribeAll(read: LogRead, signal: AbortSignal): Subscription;
  /** The position of the last event; 0 for an empty log. */
  head(): Promise<number>;
  close(): Promise<void>;
}
