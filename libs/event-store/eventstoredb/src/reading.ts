import {
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  type ReadPosition,
  StreamNotFoundError,
  type StreamingRead,
} from '@eventstore/db-client';
import { pageLimit, type StreamRead } from '@zongheng/event-store';
import type { Connection } from './connection.ts';
import { AnswerMissing, readFailure } from './failures.ts';
import type { StoredEvent } from './stored-event.ts';

/** Reads as the client has them, each with its time: it sets none of its own. */
export class Reading {
  readonly #connection: Connection;
  readonly #answerMs: number;

  constructor(connection: Connection, answerMs: number) {
    this.#connection = connection;
    this.#answerMs = answerMs;
  }

  /** The events of a stream by its stored name; none where there is no such stream. @throws StoreError */
  async stream(name: string, read: StreamRead): Promise<StoredEvent[]> {
    const isBackwards = read.direction === 'backwards';
    if (isBackwards && read.from !== undefined && read.from < 0) return [];
    const maxCount = pageLimit(read.limit);
    const direction = isBackwards ? BACKWARDS : FORWARDS;
    const fromRevision = read.from === undefined ? (isBackwards ? END : 0n) : BigInt(Math.max(read.from, 0));
    return this.#read(name, (client) => client.readStream(name, { direction, fromRevision, maxCount }));
  }

  /** The log of the whole database, others' events included: forwards from a place, which is read again, or backwards from before it. @throws StoreError */
  async all(
    fromPosition: ReadPosition,
    maxCount: number,
    direction: typeof FORWARDS | typeof BACKWARDS = FORWARDS,
  ): Promise<StoredEvent[]> {
    return this.#read('the log', (client) => client.readAll({ direction, fromPosition, maxCount }));
  }

  async #read(
    what: string,
    start: (client: EventStoreDBClient) => StreamingRead<{ readonly event?: StoredEvent }>,
  ): Promise<StoredEvent[]> {
    await this.#connection.renewing;
    const { client } = this.#connection;
    try {
      return await collected(start(client), this.#answerMs);
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      const failure = readFailure(error, what);
      if (failure.code === 'STORE.UNAVAILABLE' && !(error instanceof AnswerMissing)) this.#connection.renew(client);
      throw failure;
    }
  }
}

/** All that a read yields. A read that was given up yields neither an end nor an error of its own. */
function collected(read: StreamingRead<{ readonly event?: StoredEvent }>, ms: number): Promise<StoredEvent[]> {
  return new Promise((resolve, reject) => {
    const events: StoredEvent[] = [];
    const timer = setTimeout(() => {
      // Where there is no connection yet, there is nothing to cancel.
      read.cancel().catch(() => undefined);
      reject(new AnswerMissing(ms));
    }, ms);
    read.on('data', ({ event }) => void (event && events.push(event)));
    read.on('end', () => {
      clearTimeout(timer);
      resolve(events);
    });
    read.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
