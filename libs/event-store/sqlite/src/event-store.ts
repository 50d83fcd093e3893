import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import {
  type Appended,
  encodeAppend,
  type EventStore,
  type ExpectedRevision,
  followLog,
  type LogPage,
  type LogRead,
  LogTail,
  recordedClock,
  StoreError,
  type StreamRead,
  type Subscription,
} from '@zongheng/event-store';
import { type Instant, type NewEvent, type RecordedEvent, shardOf } from '@zongheng/kernel';
import { logFilesIn, openForReading, type WriterSettings, writerSettings } from './log-file.ts';
import { LogRows } from './log-rows.ts';
import { type FolderOwnership, ownFolder } from './ownership.ts';
import { guarded } from './store-errors.ts';
import { WriterClient, type WriterCounters } from './writer-client.ts';

export interface SqliteStoreOptions {
  /** The folder of the log; made where there is none. */
  readonly folder: string;
  readonly clock: () => Instant;
  /** The epoch of a log that is begun; by default a random one. */
  readonly epoch?: string;
  /** Makes each commit so much slower, to try a slow disk. */
  readonly syncDelayMs?: number;
  readonly writer?: Partial<WriterSettings>;
}

/** The embedded event store, and what it counts. */
export interface SqliteEventStore extends EventStore {
  stats(): WriterCounters;
}

/**
 * Opens the log of a folder, and owns the folder until it is closed. Appends are written on a thread of their own, all that wait at once
 * as one transaction; reads go through a connection of the caller's thread.
 * @throws StoreError STORE.OWNED | STORE.CORRUPT | STORE.FULL | STORE.UNAVAILABLE
 */
export async function openSqliteEventStore(options: SqliteStoreOptions): Promise<SqliteEventStore> {
  const ownership = ownFolder(options.folder, options.clock);
  const tail = new LogTail(0);
  const writer = new WriterClient(
    {
      folder: options.folder,
      newEpoch: options.epoch ?? newEpoch(),
      settings: { ...writerSettings, ...options.writer },
      syncDelayMs: options.syncDelayMs ?? 0,
    },
    (position) => tail.advance(position),
  );
  try {
    const opened = await writer.opened;
    tail.advance(opened.position);
    const last = opened.recordedAtMs === undefined ? undefined : (new Date(opened.recordedAtMs).toISOString() as Instant);
    const database = guarded(() => openForReading(logFilesIn(options.folder).events));
    return new OpenStore({ epoch: opened.epoch, now: recordedClock(options.clock, last), ownership, writer, database, tail });
  } catch (error) {
    await writer.close();
    ownership.release();
    throw error;
  }
}

/** Says which life of a log a position belongs to; short, and safe in a URL and between dots. */
export function newEpoch(): string {
  return randomBytes(6).toString('hex');
}

interface Parts {
  readonly epoch: string;
  readonly now: () => Instant;
  readonly ownership: FolderOwnership;
  readonly writer: WriterClient;
  readonly database: DatabaseSync;
  readonly tail: LogTail;
}

class OpenStore implements SqliteEventStore {
  readonly epoch: string;
  readonly tail: LogTail;
  readonly #parts: Parts;
  readonly #rows: LogRows;
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.epoch = parts.epoch;
    this.tail = parts.tail;
    this.#parts = parts;
    this.#rows = new LogRows(parts.database);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.#requireOpen();
    const encoded = encodeAppend(stream, expected, events);
    const orderingKey = events[0]?.orderingKey ?? '';
    const recordedAt = this.#parts.now();
    const firstPosition = await this.#parts.writer.append({
      stream,
      expected,
      orderingKey,
      shard: shardOf(orderingKey),
      recordedAtMs: Date.parse(recordedAt),
      events: encoded,
    });
    const firstRevision = expected === 'no-stream' ? 0 : expected + 1;
    return {
      revision: firstRevision + events.length - 1,
      position: firstPosition + events.length - 1,
      events: events.map((event, index): RecordedEvent => {
        return { ...event, stream, revision: firstRevision + index, position: firstPosition + index, recordedAt };
      }),
    };
  }

  async readStream(stream: string, read: StreamRead = {}): Promise<readonly RecordedEvent[]> {
    this.#requireOpen();
    return guarded(() => this.#rows.readStream(stream, read));
  }

  async readAll(read: LogRead): Promise<LogPage> {
    this.#requireOpen();
    return guarded(() => this.#rows.readAll(read, this.tail.position));
  }

  subscribeAll(read: LogRead, signal: AbortSignal): Subscription {
    return followLog(this, read, signal);
  }

  async head(): Promise<number> {
    this.#requireOpen();
    return this.tail.position;
  }

  stats(): WriterCounters {
    return this.#parts.writer.counters;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.tail.close();
    await this.#parts.writer.close();
    this.#parts.database.close();
    this.#parts.ownership.release();
  }

  #requireOpen(): void {
    if (this.tail.isClosed) throw new StoreError('STORE.CLOSED', 'the event store is closed', 'open it again');
  }
}
