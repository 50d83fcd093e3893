import { existsSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';
import { type EventLog, type FollowedLog, LogTail, StoreError } from '@zongheng/event-store';
import { logFilesIn, newsChannelOf, openForReading, headOf, readIdentity } from './log-file.ts';
import { knownFormat } from './open-log.ts';
import { SqliteLog } from './sqlite-log.ts';
import { guarded } from './store-errors.ts';

export interface LogReaderOptions {
  readonly folder: string;
  /** How often a waiting subscription looks for itself (default 100 ms): within the writer's process news come at once, from others so. */
  readonly pollMs?: number;
}

/**
 * Opens a log for reading beside its owner, in another thread or another process. A subscription that waits keeps its thread alive.
 * @throws StoreError STORE.UNAVAILABLE where there is no log yet; STORE.CORRUPT
 */
export function openSqliteLogReader({ folder, pollMs = 100 }: LogReaderOptions): EventLog {
  const { events } = logFilesIn(folder);
  if (!existsSync(events)) throw noLog(folder);
  const database = guarded(() => openForReading(events));
  try {
    const identity = guarded(() => readIdentity(database));
    if (identity === undefined) throw noLog(folder);
    const { epoch } = guarded(() => knownFormat(identity, events));
    const lookUpHead = headOf(database);
    const tail = new PolledTail(lookUpHead, pollMs);
    const news = new BroadcastChannel(newsChannelOf(events));
    news.onmessage = ({ data }: { readonly data: unknown }) => tail.advance(Number(data));
    news.unref();
    const close = async (): Promise<void> => {
      news.close();
      tail.close();
      database.close();
    };
    return new SqliteLog({ epoch, database, tail, head: lookUpHead, close });
  } catch (error) {
    database.close();
    throw error;
  }
}

function noLog(folder: string): StoreError {
  return new StoreError('STORE.UNAVAILABLE', `${folder} holds no log`, 'open the event store first, which begins one');
}

/** A tail that is told of news, and looks for itself while someone waits. */
class PolledTail implements Pick<FollowedLog['tail'], 'isClosed' | 'past'> {
  readonly #tail = new LogTail(0);
  readonly #look: () => number;
  readonly #pollMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(look: () => number, pollMs: number) {
    this.#look = look;
    this.#pollMs = pollMs;
  }

  get isClosed(): boolean {
    return this.#tail.isClosed;
  }

  advance(position: number): void {
    this.#tail.advance(position);
  }

  async past(position: number, signal: AbortSignal): Promise<void> {
    this.#timer ??= setInterval(() => this.#tail.advance(this.#look()), this.#pollMs);
    await this.#tail.past(position, signal);
    if (this.#tail.waiting === 0) this.#rest();
  }

  close(): void {
    this.#tail.close();
    this.#rest();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
