import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Appended,
  encodeAppend,
  type EventStore,
  type ExpectedRevision,
  followLog,
  foreignOrderingKey,
  type LogPage,
  type LogRead,
  pageLimit,
  recordedClock,
  StoreError,
  type StreamRead,
  type Subscription,
  WrongExpectedRevision,
} from '@zongheng/event-store';
import type { NewEvent, RecordedEvent } from '@zongheng/kernel';
import { AppendStream } from './append-stream.ts';
import { Appending, appendOf } from './appending.ts';
import { Connection } from './connection.ts';
import { identityOf } from './identity.ts';
import { LiveTail } from './live-tail.ts';
import { LogReading } from './log-reading.ts';
import { StreamNames } from './names.ts';
import { Reading } from './reading.ts';
import { checkedNamespace, defaultNamespace, defaultWaits, type EventStoreDbOptions } from './settings.ts';
import { recordedEvent } from './stored-event.ts';
import { StreamKeys } from './stream-keys.ts';

const pauseMs = 200;

/**
 * Opens the log that an installation has in EventStoreDB, and begins it where there is none. Appends and reads have a connection each, so that
 * what ends one does not end the other.
 * @throws StoreError STORE.UNAVAILABLE when no server answers in time | STORE.DENIED
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const names = new StreamNames(checkedNamespace(options.namespace ?? defaultNamespace));
  const waits = { ...defaultWaits, ...options.waits };
  const appends = connected(options.connectionString);
  const reads = connected(options.connectionString);
  const close = async (): Promise<void> => void (await Promise.all([appends.close(), reads.close()]));
  try {
    const reading = new Reading(reads, waits.answerMs);
    const wire = new AppendStream(appends, waits.answerMs);
    const { epoch, begin } = await identityOf({ wire, reading, names, waits }, options.epoch);
    const log = new LogReading(reading, names, begin);
    const [last] = (await log.page({ after: Math.max((await log.head()) - 1, 0), limit: 1 })).events;
    const clock = recordedClock(options.clock, last?.recordedAt);
    const tail = new LiveTail({ connection: reads, names, answerMs: waits.answerMs, begin, head: () => log.head() });
    const appending = new Appending({ wire, reading, names, waits, clock });
    return new EventStoreDb({ epoch, names, reading, log, tail, appending, close });
  } catch (error) {
    await close();
    throw error;
  }
}

function connected(connectionString: string): Connection {
  try {
    return new Connection(connectionString);
  } catch {
    // The client's own words quote it, and with it the password.
    throw new StoreError(
      'STORE.UNAVAILABLE',
      'the connection string cannot be read',
      'write it as esdb://user:password@host:2113?tls=true',
    );
  }
}

interface Parts {
  readonly epoch: string;
  readonly names: StreamNames;
  readonly reading: Reading;
  readonly log: LogReading;
  readonly tail: LiveTail;
  readonly appending: Appending;
  readonly close: () => Promise<void>;
}

class EventStoreDb implements EventStore {
  readonly epoch: string;
  readonly #parts: Parts;
  readonly #keys = new StreamKeys();
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.epoch = parts.epoch;
    this.#parts = parts;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.#requireOpen();
    const append = appendOf(stream, expected, events, encodeAppend(stream, expected, events));
    const known = this.#keys.get(stream);
    const done = this.#isKeyKnown(append, known) ? this.#parts.appending.append(append) : this.#afterKey(append);
    if (expected === 'no-stream' && known === undefined)
      this.#keys.expect(
        stream,
        done.then(() => append.orderingKey),
      );
    this.#underWay.add(done);
    try {
      const appended = await done;
      this.#keys.set(stream, append.orderingKey);
      this.#parts.tail.advance(appended.position);
      return appended;
    } finally {
      this.#underWay.delete(done);
    }
  }

  async readStream(stream: string, read: StreamRead = {}): Promise<readonly RecordedEvent[]> {
    this.#requireOpen();
    const { names, reading } = this.#parts;
    const stored = await reading.stream(names.stored(stream), read);
    const events = stored.map((each) => recordedEvent(each, names));
    const [first] = events;
    if (first) this.#keys.set(stream, first.orderingKey);
    return events;
  }

  async readAll(read: LogRead): Promise<LogPage> {
    this.#requireOpen();
    pageLimit(read.limit);
    return this.#parts.tail.page(read) ?? this.#parts.log.page(read);
  }

  subscribeAll(read: LogRead, signal: AbortSignal): Subscription {
    return followLog({ tail: this.#parts.tail, readAll: (next) => this.#patiently(next, signal) }, read, signal);
  }

  async head(): Promise<number> {
    this.#requireOpen();
    return this.#parts.log.head();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const following = this.#parts.tail.close();
    await Promise.allSettled(this.#underWay);
    await following;
    await this.#parts.close();
  }

  /** A new stream has no key yet; the server says whether it is new. */
  #isKeyKnown({ expected, orderingKey }: { readonly expected: ExpectedRevision; readonly orderingKey: string }, known: unknown): boolean {
    return expected === 'no-stream' || known === orderingKey;
  }

  /** Appends to a stream whose key is not known to be the same, once it is. Those that wait for one word go on in the order they came. */
  async #afterKey(append: ReturnType<typeof appendOf>): Promise<Appended> {
    const { stream, expected, orderingKey } = append;
    if (this.#keys.get(stream) === undefined)
      this.#keys.expect(
        stream,
        this.#lastOf(stream).then((last) => last?.orderingKey ?? null),
      );
    const fixed = await this.#keys.get(stream);
    if (fixed !== undefined && fixed !== null && fixed !== orderingKey) {
      const last = await this.#lastOf(stream);
      if (last?.revision === expected) throw foreignOrderingKey(stream, orderingKey, fixed);
      throw new WrongExpectedRevision(stream, expected, last?.revision ?? 'no-stream');
    }
    return this.#parts.appending.append(append);
  }

  async #lastOf(stream: string): Promise<RecordedEvent | undefined> {
    const { names, reading } = this.#parts;
    const [last] = await reading.stream(names.stored(stream), { direction: 'backwards', limit: 1 });
    return last && recordedEvent(last, names);
  }

  /** A page for a subscription, which outlives a server that is away. */
  async #patiently(read: LogRead, signal: AbortSignal): Promise<LogPage> {
    while (!signal.aborted && this.#closing === undefined) {
      try {
        return await this.readAll(read);
      } catch (error) {
        if (!(error instanceof StoreError && (error.code === 'STORE.UNAVAILABLE' || error.code === 'STORE.CLOSED'))) throw error;
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
    return { events: [], position: read.after, atEnd: false };
  }

  #requireOpen(): void {
    if (this.#closing !== undefined) throw new StoreError('STORE.CLOSED', 'the event store is closed', 'open it again');
  }
}
