import { convertToCommandError, type EventStoreDBClient, StreamNotFoundError } from '@eventstore/db-client';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { pageLimit, type StreamRead } from '@zongheng/event-store';
import type { Connection } from './connection.ts';
import { AnswerMissing, readFailure } from './failures.ts';
import { logRequest, streamRequest } from './read-request.ts';
import { type StoredEvent, storedEvent } from './stored-event.ts';
import { within } from './within.ts';

/**
 * Reads, on the client's connection and each with its time. The client's own `readStream` and `readAll` set none, and one that is given up neither ends
 * nor fails.
 */
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
    const count = pageLimit(read.limit);
    if (isBackwards && read.from !== undefined && read.from < 0) return [];
    const from = read.from === undefined ? (isBackwards ? null : 0) : Math.max(read.from, 0);
    return this.#read(name, streamRequest(name, from, { count, isBackwards }));
  }

  /** The log of the whole database, others' events included: forwards from a place, which is read again, or backwards from before it. @throws StoreError */
  async all(from: bigint | 'start' | 'end', count: number, direction: 'forwards' | 'backwards' = 'forwards'): Promise<StoredEvent[]> {
    return this.#read('the log', logRequest(from, { count, isBackwards: direction === 'backwards' }));
  }

  async #read(what: string, request: ReadReq): Promise<StoredEvent[]> {
    if (this.#connection.renewing) await this.#connection.renewing;
    const { client } = this.#connection;
    try {
      return await within(this.#answerMs, this.#collected(client, request));
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      const failure = readFailure(error, what);
      if (failure.code === 'STORE.UNAVAILABLE' && !(error instanceof AnswerMissing)) this.#connection.renew(client);
      throw failure;
    }
  }

  async #collected(client: EventStoreDBClient, request: ReadReq): Promise<StoredEvent[]> {
    // Protected, for those who extend the client: the call is made on its connection, and ended by its dispose.
    const call = await client['GRPCStreamCreator'](grpcStreams.StreamsClient, 'reads', (grpc) =>
      grpc.read(request, ...client['callArguments']({ deadline: this.#answerMs })),
    )();
    return new Promise((resolve, reject) => {
      const events: StoredEvent[] = [];
      call.on('data', (message: ReadResp) => {
        const event = message.getEvent()?.getEvent();
        if (event) events.push(storedEvent(event));
      });
      // Where there is no such stream, that is said in a message of its own, and nothing follows.
      call.on('end', () => resolve(events));
      call.on('error', (error: Error) => reject(convertToCommandError(error)));
    });
  }
}
