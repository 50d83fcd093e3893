import { randomUUID } from 'node:crypto';
import { convertToCommandError, type EventStoreDBClient } from '@eventstore/db-client';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision } from '@zongheng/event-store';
import { type AppendAnswer, answerOf } from './append-answer.ts';
import { type AppendRequest, messagesOf, type ProposedEvent } from './append-request.ts';
import type { Connection } from './connection.ts';
import { AnswerMissing } from './failures.ts';

type Wire = ReturnType<InstanceType<typeof grpcStreams.StreamsClient>['batchAppend']>;

/** A stream that was opened, and who waits for its answers. */
interface Opened {
  readonly wire: Wire;
  readonly waiting: Map<string, { readonly stream: string; readonly answered: (answer: AppendAnswer) => void }>;
  /** Why it is over, once it is. */
  over: { readonly cause: unknown } | null;
}

/**
 * The one stream to the server that all appends of this process share, each answered by itself: what the client's `appendToStream` uses as well, on
 * the client's connection. The client's own half of it is not used, because it ends the process: when the stream breaks while appends queue for it, it
 * leaves their rejection to nobody; an answer that it does not know any more, it trips over; and its register of what is under way is one for all
 * clients of a process.
 */
export class AppendStream {
  readonly #connection: Connection;
  readonly #answerMs: number;
  #opened: Promise<Opened> | undefined;

  constructor(connection: Connection, answerMs: number) {
    this.#connection = connection;
    this.#answerMs = answerMs;
  }

  /** Sends an append, in the order of the calls. Always answers: what the server says, or after its time that nobody knows. */
  async append(stream: string, expected: ExpectedRevision, makeEvents: () => readonly ProposedEvent[]): Promise<AppendAnswer> {
    if (this.#connection.renewing) await this.#connection.renewing;
    let opened: Opened;
    try {
      opened = await (this.#opened ??= this.#open(this.#connection.client));
    } catch (cause) {
      return { kind: 'unknown', cause };
    }
    if (opened.over) return { kind: 'unknown', cause: opened.over.cause };
    const until = new Date(Date.now() + this.#answerMs);
    return this.#sent(opened, { correlation: randomUUID(), stream, expected, events: makeEvents(), until });
  }

  #sent({ wire, waiting }: Opened, request: AppendRequest): Promise<AppendAnswer> {
    return new Promise((resolve) => {
      const answered = (answer: AppendAnswer): void => {
        clearTimeout(timer);
        waiting.delete(request.correlation);
        resolve(answer);
      };
      const timer = setTimeout(() => answered({ kind: 'unknown', cause: new AnswerMissing(this.#answerMs) }), this.#answerMs);
      waiting.set(request.correlation, { stream: request.stream, answered });
      // How much queues here is bounded by how many wait for an answer.
      for (const message of messagesOf(request)) wire.write(message);
    });
  }

  async #open(client: EventStoreDBClient): Promise<Opened> {
    try {
      // Protected, for those who extend the client: the stream is made on its connection, known to it, and ended by its dispose.
      const wire = await client['GRPCStreamCreator'](grpcStreams.StreamsClient, 'appends', (grpc) =>
        grpc.batchAppend(...client['callArguments']({}, { deadline: Number.POSITIVE_INFINITY })),
      )();
      const opened: Opened = { wire, waiting: new Map(), over: null };
      wire.on('data', (message: BatchAppendResp) => met(opened, message));
      wire.on('error', (error: Error) => this.#broken(client, opened, convertToCommandError(error)));
      wire.on('end', () => this.#broken(client, opened, new Error('the server ended the stream of appends')));
      return opened;
    } catch (error) {
      this.#opened = undefined;
      this.#connection.renew(client);
      throw error;
    }
  }

  #broken(client: EventStoreDBClient, opened: Opened, cause: unknown): void {
    if (opened.over) return;
    opened.over = { cause };
    this.#opened = undefined;
    this.#connection.renew(client);
    for (const { answered } of opened.waiting.values()) answered({ kind: 'unknown', cause });
  }
}

/** An answer that comes after its time is not waited for any more. */
function met({ waiting }: Opened, message: BatchAppendResp): void {
  const waiter = waiting.get(message.getCorrelationId()?.getString() ?? '');
  waiter?.answered(answerOf(message, waiter.stream));
}
