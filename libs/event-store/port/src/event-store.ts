import type { NewEvent, RecordedEvent } from '@zongheng/kernel';

/** What a writer believes of a stream: that it has none, or that its last event has this revision. */
export type ExpectedRevision = 'no-stream' | number;

export interface Appended {
  /** The stream's revision after the append. */
  readonly revision: number;
  /** The position of the last event appended. */
  readonly position: number;
  /** The events as given, with what the log added. */
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
  /** At most so many events (default 1,000). A filtered page may have looked further, and hold fewer. */
  readonly limit?: number;
  /** Only these shards, only these types. */
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

/** What a subscription yields: pages as they come, the first at once, even of an empty log; `atEnd` says that it has caught up. Idle, it waits. */
export type Subscription = AsyncIterable<LogPage>;

/** The log as those see it who only read. Reading never waits for writers. */
export interface EventLog {
  /** Changes with a restore or a migration: positions handed out name it. */
  readonly epoch: string;
  /** The events of a stream; none where there is no such stream. */
  readStream(stream: string, read?: StreamRead): Promise<readonly RecordedEvent[]>;
  readAll(read: LogRead): Promise<LogPage>;
  /** All events after a position, for ever, a page at a time: the next page is read when the reader asks for it. Ends when `signal` aborts or the log closes. */
  subscribeAll(read: LogRead, signal: AbortSignal): Subscription;
  /** The position of the last event; 0 for an empty log. */
  head(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The one truth: streams of events with one global order. An append is one stream, all or nothing, durable when it resolves.
 * Appends of concurrent callers share durable writes.
 */
export interface EventStore extends EventLog {
  /** @throws WrongExpectedRevision | StoreError; nothing is recorded then, but for UNAVAILABLE, which does not know. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
}
