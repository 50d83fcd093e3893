import {
  type Appended,
  encodeAppend,
  type EventStore,
  type ExpectedRevision,
  type LogPage,
  type LogRead,
  LogTail,
} from '@zongheng/event-store';
import { type Instant, type NewEvent, type RecordedEvent, shardOf } from '@zongheng/kernel';
import { logFilesIn, openForReading, type WriterSettings, writerSettings } from './log-file.ts';
import { backUpLog, checkedEpoch, newEpoch, type WithProgress } from './maintenance.ts';
import type { LogSummary } from './maintenance-protocol.ts';
import { ownFolder } from './ownership.ts';
import { RecentEvents } from './recent-events.ts';
import { type LogParts, SqliteLog } from './sqlite-log.ts';
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
  /** Copies the log into one file while appends go on; see `backUpLog`. */
  backup(file: string, options?: WithProgress): Promise<LogSummary>;
}

/**
 * Opens the log of a folder, and owns the folder until it is closed. Appends are written on a thread of their own, all that wait at once
 * as one transaction; reads go through a connection of the caller's thread.
 * @throws StoreError STORE.OWNED | STORE.CORRUPT | STORE.FULL | STORE.UNAVAILABLE
 */
export async function openSqliteEventStore(options: SqliteStoreOptions): Promise<SqliteEventStore> {
  const { folder, clock, syncDelayMs = 0 } = options;
  const epoch = checkedEpoch(options.epoch ?? newEpoch());
  const ownership = ownFolder(folder, clock);
  const tail = new LogTail(0);
  const settings = { ...writerSettings, ...options.writer };
  const recent = new RecentEvents();
  const writer = new WriterClient({ folder, newEpoch: epoch, settings, syncDelayMs }, clock, {
    recorded: (append, firstPosition, recordedAt) => recent.add(append, firstPosition, recordedAt),
    advanced: (position, types) => tail.advance(position, types),
  });
  try {
    const opened = await writer.opened;
    tail.advance(opened.position);
    const database = guarded(() => openForReading(logFilesIn(folder).events));
    const close = async (): Promise<void> => {
      tail.close();
      // The writer closes last: then SQLite moves the write-ahead log into the file and removes it.
      database.close();
      await writer.close();
      ownership.release();
    };
    return new OpenStore({ epoch: opened.epoch, database, tail, head: () => tail.position, close }, { writer, folder, recent });
  } catch (error) {
    await writer.close();
    ownership.release();
    throw error;
  }
}

interface WritingParts {
  readonly writer: WriterClient;
  readonly folder: string;
  readonly recent: RecentEvents;
}

class OpenStore extends SqliteLog implements SqliteEventStore {
  readonly #writer: WriterClient;
  readonly #folder: string;
  readonly #recent: RecentEvents;
  readonly #head: () => number;

  constructor(parts: LogParts, { writer, folder, recent }: WritingParts) {
    super(parts);
    this.#head = parts.head;
    this.#writer = writer;
    this.#folder = folder;
    this.#recent = recent;
  }

  override async readAll(read: LogRead): Promise<LogPage> {
    this.requireOpen();
    return this.#recent.page(read, this.#head()) ?? super.readAll(read);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.requireOpen();
    const encoded = encodeAppend(stream, expected, events);
    const orderingKey = events[0]?.orderingKey ?? '';
    const shard = shardOf(orderingKey);
    const { firstPosition, recordedAt } = await this.#writer.append({ stream, expected, orderingKey, shard, events: encoded });
    const firstRevision = expected === 'no-stream' ? 0 : expected + 1;
    return {
      revision: firstRevision + events.length - 1,
      position: firstPosition + events.length - 1,
      events: events.map((event, index): RecordedEvent => {
        return { ...event, stream, revision: firstRevision + index, position: firstPosition + index, recordedAt };
      }),
    };
  }

  stats(): WriterCounters {
    return this.#writer.counters;
  }

  async backup(file: string, options: WithProgress = {}): Promise<LogSummary> {
    this.requireOpen();
    return backUpLog({ folder: this.#folder, file, ...options });
  }
}
