import { type Instant, type NewEvent, type RecordedEvent, shardOf } from '@zongheng/kernel';
import { type EncodedEvent, encodeAppend, type EventMeta, foreignOrderingKey } from './encoding.ts';
import { StoreError, WrongExpectedRevision } from './errors.ts';
import type { Appended, EventStore, ExpectedRevision, LogPage, LogRead, StreamRead, Subscription } from './event-store.ts';
import { followLog } from './follow.ts';
import { pageLimit } from './limit.ts';
import { LogTail } from './log-tail.ts';
import { recordedClock } from './recorded-clock.ts';

export interface MemoryStoreOptions {
  readonly clock: () => Instant;
  readonly epoch?: string;
}

interface Row extends EncodedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly orderingKey: string;
  readonly shard: number;
  readonly recordedAt: Instant;
}

/** A store for specs: what every store promises, but for surviving the process. Events pass through JSON, as everywhere. */
export function memoryEventStore(options: MemoryStoreOptions): EventStore {
  return new MemoryEventStore(options);
}

class MemoryEventStore implements EventStore {
  readonly epoch: string;
  readonly tail = new LogTail(0);
  readonly #rows: Row[] = [];
  readonly #streams = new Map<string, Row[]>();
  readonly #now: () => Instant;

  constructor(options: MemoryStoreOptions) {
    this.epoch = options.epoch ?? 'memory';
    this.#now = recordedClock(options.clock, undefined);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.#requireOpen();
    const encoded = encodeAppend(stream, expected, events);
    const rows = this.#streams.get(stream) ?? [];
    const actual = rows.length === 0 ? 'no-stream' : rows.length - 1;
    if (actual !== expected) throw new WrongExpectedRevision(stream, expected, actual);
    const orderingKey = events[0]?.orderingKey ?? '';
    const fixed = rows[0]?.orderingKey ?? orderingKey;
    if (orderingKey !== fixed) throw foreignOrderingKey(stream, orderingKey, fixed);

    const recordedAt = this.#now();
    const recorded = events.map((event, index): RecordedEvent => {
      const place = { stream, revision: rows.length, position: this.#rows.length + 1, recordedAt };
      const row = { ...encoded[index], ...place, orderingKey, shard: shardOf(orderingKey) } as Row;
      rows.push(row);
      this.#rows.push(row);
      return { ...event, ...place };
    });
    this.#streams.set(stream, rows);
    this.tail.advance(this.#rows.length, new Set(recorded.map(({ type }) => type)));
    return { revision: rows.length - 1, position: this.#rows.length, events: recorded };
  }

  async readStream(stream: string, read: StreamRead = {}): Promise<readonly RecordedEvent[]> {
    this.#requireOpen();
    const rows = this.#streams.get(stream) ?? [];
    const limit = pageLimit(read.limit);
    if (read.direction !== 'backwards') {
      const from = Math.max(read.from ?? 0, 0);
      return rows.slice(from, from + limit).map(decoded);
    }
    const end = Math.min(read.from ?? rows.length - 1, rows.length - 1) + 1;
    return rows
      .slice(Math.max(end - limit, 0), Math.max(end, 0))
      .reverse()
      .map(decoded);
  }

  async readAll({ after, limit, shards, types }: LogRead): Promise<LogPage> {
    this.#requireOpen();
    const events: RecordedEvent[] = [];
    const wanted = pageLimit(limit);
    let index = after;
    for (; index < this.#rows.length && events.length < wanted; index += 1) {
      const row = this.#rows[index];
      if (row === undefined || shards?.has(row.shard) === false || types?.has(row.type) === false) continue;
      events.push(decoded(row));
    }
    return { events, position: index, atEnd: index >= this.#rows.length };
  }

  subscribeAll(read: LogRead, signal: AbortSignal): Subscription {
    return followLog(this, read, signal);
  }

  async head(): Promise<number> {
    this.#requireOpen();
    return this.#rows.length;
  }

  async close(): Promise<void> {
    this.tail.close();
  }

  #requireOpen(): void {
    if (this.tail.isClosed) throw new StoreError('STORE.CLOSED', 'the event store is closed', 'open it again');
  }
}

function decoded(row: Row): RecordedEvent {
  const meta = JSON.parse(row.meta) as EventMeta;
  const { type, stream, revision, position, orderingKey, recordedAt } = row;
  return { ...meta, type, orderingKey, stream, revision, position, recordedAt, data: JSON.parse(row.data) as unknown };
}
