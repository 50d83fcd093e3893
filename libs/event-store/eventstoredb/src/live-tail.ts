import { setTimeout as sleep } from 'node:timers/promises';
import { type AllStreamSubscription, START, streamNameFilter } from '@eventstore/db-client';
import { type FollowedLog, type LogPage, type LogRead, LogTail } from '@zongheng/event-store';
import type { Connection } from './connection.ts';
import { AnswerMissing } from './failures.ts';
import type { StreamNames } from './names.ts';
import { RecentEvents } from './recent-events.ts';
import { placeToReadFrom, positionOf, recordedEvent, type StoredEvent } from './stored-event.ts';

export interface LiveTailParts {
  readonly connection: Connection;
  readonly names: StreamNames;
  readonly answerMs: number;
  /** The position at which our log was begun. */
  readonly begin: number;
  /** The position of the last event of ours, as the database has it now. */
  readonly head: () => Promise<number>;
}

const pauseMs = 100;
const pauseMaxMs = 2_000;

/**
 * Where the log ends, by one subscription for all who wait, begun when the first one does. It is taken in as it comes, so it is never the slow one
 * that the server drops; whoever is slow reads pages. It ends with its connection, by error or without a word, and is begun again after the
 * last event that it brought.
 */
export class LiveTail implements Pick<FollowedLog['tail'], 'isClosed' | 'past'> {
  readonly #parts: LiveTailParts;
  readonly #tail = new LogTail(0);
  readonly #recent = new RecentEvents();
  readonly #closed = new AbortController();
  #following: Promise<void> | undefined;
  #isTelling = false;

  constructor(parts: LiveTailParts) {
    this.#parts = parts;
  }

  get isClosed(): boolean {
    return this.#tail.isClosed;
  }

  advance(position: number): void {
    this.#tail.advance(position);
  }

  past(position: number, signal: AbortSignal): Promise<void> {
    this.#following ??= this.#follow();
    return this.#tail.past(position, signal);
  }

  /** A page out of what has just come, where it is there. */
  page(read: LogRead): LogPage | null {
    return this.#recent.page(read, this.#tail.position);
  }

  async close(): Promise<void> {
    this.#tail.close();
    this.#closed.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    let hasBegun = false;
    for (let pause = pauseMs; !this.isClosed; pause = Math.min(pause * 2, pauseMaxMs)) {
      try {
        if (!hasBegun) {
          const head = await this.#parts.head();
          this.#recent.beginAt(head);
          this.#tail.advance(head);
          hasBegun = true;
        }
        await this.#subscription(() => (pause = pauseMs));
      } catch {
        // The server is away, or starting: the loop is what is done about it.
      }
      await sleep(pause, undefined, { signal: this.#closed.signal }).catch(() => undefined);
    }
  }

  /** Resolves when the subscription is over, however it ended. */
  async #subscription(confirmed: () => void): Promise<void> {
    const { connection, names, answerMs, begin } = this.#parts;
    await connection.renewing;
    if (this.isClosed) return;
    const { client } = connection;
    const place = placeToReadFrom(Math.max(this.#recent.to, begin));
    const subscription = client.subscribeToAll({
      fromPosition: place === 'start' ? START : { commit: place, prepare: place },
      filter: streamNameFilter({ prefixes: [names.prefix], checkpointInterval: 1_000 }),
    });
    const error = await this.#taken(subscription, answerMs, confirmed);
    if (error !== null && !this.isClosed) connection.renew(client);
  }

  #taken(subscription: AllStreamSubscription, answerMs: number, confirmed: () => void): Promise<unknown> {
    return new Promise((resolve) => {
      const over = (error: unknown): void => {
        clearTimeout(timer);
        this.#closed.signal.removeEventListener('abort', stop);
        resolve(error);
      };
      const stop = (): void => {
        void subscription.unsubscribe().catch(() => undefined);
        over(null);
      };
      const timer = setTimeout(() => {
        stop();
        over(new AnswerMissing(answerMs));
      }, answerMs);
      this.#closed.signal.addEventListener('abort', stop);
      subscription.on('confirmation', () => {
        clearTimeout(timer);
        confirmed();
      });
      subscription.on('data', ({ event }) => event && this.#met(event));
      subscription.on('error', (error) => over(error));
      subscription.on('end', () => over(null));
      subscription.on('close', () => over(null));
    });
  }

  #met(stored: StoredEvent): void {
    const position = positionOf(stored);
    if (position <= this.#recent.to) return;
    try {
      this.#recent.add(recordedEvent(stored, this.#parts.names));
    } catch {
      // Whoever reads it is told what is wrong with it.
      this.#recent.beginAt(position);
    }
    if (this.#isTelling) return;
    // What came together is told together.
    this.#isTelling = true;
    setImmediate(() => {
      this.#isTelling = false;
      this.#tail.advance(this.#recent.to);
    });
  }
}
