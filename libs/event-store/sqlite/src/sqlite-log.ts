import type { DatabaseSync } from 'node:sqlite';
import {
  type EventLog,
  type FollowedLog,
  followLog,
  type LogPage,
  type LogRead,
  StoreError,
  type StreamRead,
  type Subscription,
} from '@zongheng/event-store';
import type { RecordedEvent } from '@zongheng/kernel';
import { LogRows } from './log-rows.ts';
import { guarded } from './store-errors.ts';

export interface LogParts {
  readonly epoch: string;
  readonly database: DatabaseSync;
  readonly tail: FollowedLog['tail'];
  /** The last position known to be durable. */
  readonly head: () => number;
  /** Closes all that stands behind the log. */
  readonly close: () => Promise<void>;
}

/** The reading half, the same for the log's owner and for those who only read. */
export class SqliteLog implements EventLog, FollowedLog {
  readonly epoch: string;
  readonly tail: FollowedLog['tail'];
  readonly #parts: LogParts;
  readonly #rows: LogRows;
  #closing: Promise<void> | undefined;

  constructor(parts: LogParts) {
    this.epoch = parts.epoch;
    this.tail = parts.tail;
    this.#parts = parts;
    this.#rows = new LogRows(parts.database);
  }

  async readStream(stream: string, read: StreamRead = {}): Promise<readonly RecordedEvent[]> {
    this.requireOpen();
    return guarded(() => this.#rows.readStream(stream, read));
  }

  async readAll(read: LogRead): Promise<LogPage> {
    this.requireOpen();
    return guarded(() => this.#rows.readAll(read, this.#parts.head()));
  }

  subscribeAll(read: LogRead, signal: AbortSignal): Subscription {
    return followLog(this, read, signal);
  }

  async head(): Promise<number> {
    this.requireOpen();
    return guarded(() => this.#parts.head());
  }

  close(): Promise<void> {
    this.#closing ??= this.#parts.close();
    return this.#closing;
  }

  protected requireOpen(): void {
    if (this.#closing !== undefined) throw new StoreError('STORE.CLOSED', 'the event store is closed', 'open it again');
  }
}
