import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Appended, type EncodedEvent, type ExpectedRevision, StoreError, WrongExpectedRevision } from '@zongheng/event-store';
import type { Instant, NewEvent, RecordedEvent } from '@zongheng/kernel';
import type { AppendStream } from './append-stream.ts';
import { type AppendFailure, wordsOf } from './failures.ts';
import type { StreamNames } from './names.ts';
import type { Reading } from './reading.ts';
import type { Waits } from './settings.ts';
import { positionAt, proposedEvent, recordedEvent, type StoredEvent } from './stored-event.ts';

/** One append on its way, with the ids by which the database knows its events, the same each time it is sent. */
export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly orderingKey: string;
  readonly events: readonly NewEvent[];
  readonly encoded: readonly EncodedEvent[];
  readonly ids: readonly string[];
}

export function appendOf(
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  encoded: readonly EncodedEvent[],
): Append {
  return { stream, expected, events, encoded, orderingKey: events[0]?.orderingKey ?? '', ids: events.map(() => randomUUID()) };
}

export interface AppendingParts {
  readonly wire: AppendStream;
  readonly reading: Reading;
  readonly names: StreamNames;
  readonly waits: Waits;
  readonly clock: () => Instant;
}

type Sent = { readonly kind: 'recorded'; readonly place: bigint | null; readonly recordedAt: Instant } | AppendFailure;

/** The first and the longest pause between two looks at what became of an append. */
const pauseMs = 50;
const pauseMaxMs = 1_000;

/**
 * Appends that end in certainty, or say that there is none. The answer of an append can be lost with the connection, or never come. Then the stream
 * is read first: our ids at our revision, it is recorded; others' there, it never can be; nothing, it is sent again, with the same ids at the
 * same revision, where the server takes a second coming for the first.
 */
export class Appending {
  readonly #parts: AppendingParts;

  constructor(parts: AppendingParts) {
    this.#parts = parts;
  }

  /** @throws WrongExpectedRevision | StoreError */
  async append(append: Append): Promise<Appended> {
    const sent = await this.#send(append);
    if (sent.kind === 'recorded') return this.#answered(append, sent.place, sent.recordedAt);
    if (sent.kind === 'unknown') return this.#settled(append, sent.cause);
    throw errorOf(append, sent);
  }

  async #send({ stream, expected, orderingKey, encoded, ids }: Append): Promise<Sent> {
    const { wire, names, clock } = this.#parts;
    let recordedAt = '' as Instant;
    const answer = await wire.append(names.stored(stream), expected, () => {
      // Read when it goes out, so that recorded times rise in the order of the appends.
      recordedAt = clock();
      return encoded.map((event, index) => proposedEvent(event, ids[index] ?? '', orderingKey, recordedAt));
    });
    return answer.kind === 'recorded' ? { kind: 'recorded', place: answer.place, recordedAt } : answer;
  }

  /** The server says where one event stands; where several do, only the log does. */
  async #answered(append: Append, place: bigint | null, recordedAt: Instant): Promise<Appended> {
    const { stream, expected, events } = append;
    const [event] = events;
    if (events.length > 1 || event === undefined || place === null) {
      const found = await this.#found(append).catch((error: unknown) => this.#settled(append, error));
      return found ?? this.#settled(append, null);
    }
    const position = positionAt(place);
    const revision = firstRevision(expected);
    return { revision, position, events: [{ ...event, stream, revision, position, recordedAt }] };
  }

  /** @throws WrongExpectedRevision | StoreError STORE.UNAVAILABLE when the time is over, and nobody knows */
  async #settled(append: Append, lost: unknown): Promise<Appended> {
    const until = performance.now() + this.#parts.waits.settleMs;
    let cause = lost;
    for (let pause = pauseMs; performance.now() < until; pause = Math.min(pause * 2, pauseMaxMs)) {
      await sleep(pause);
      try {
        const found = await this.#found(append);
        if (found) return found;
        const again = await this.#send(append);
        // Recorded now or before: the next look says as what. A conflict may be with ourselves, and the next look says that too.
        if (again.kind === 'refused') throw again.error;
        if (again.kind === 'conflict') return await this.#foundOrStale(append, again.actual);
        if (again.kind === 'unknown') cause = again.cause;
        else return await this.#found(append).then((recorded) => recorded ?? Promise.reject(new Error('not there')));
      } catch (error) {
        if (!isPassing(error)) throw error;
        cause = error;
      }
    }
    throw new StoreError(
      'STORE.UNAVAILABLE',
      `${append.stream}: nobody knows whether ${append.events.length} event(s) were recorded (${wordsOf(cause)})`,
      'read before writing again',
      cause,
    );
  }

  async #foundOrStale(append: Append, actual: ExpectedRevision): Promise<Appended> {
    const found = await this.#found(append);
    if (found) return found;
    throw new WrongExpectedRevision(append.stream, append.expected, actual);
  }

  /** The append as it stands in the log; null where nothing stands in its place. @throws WrongExpectedRevision where others do */
  async #found(append: Append): Promise<Appended | null> {
    const { reading, names } = this.#parts;
    const stored = names.stored(append.stream);
    const from = firstRevision(append.expected);
    const there = await reading.stream(stored, { from, limit: append.ids.length });
    if (there.length === 0) return null;
    if (there[0]?.id !== append.ids[0]) {
      const [last] = await reading.stream(stored, { direction: 'backwards', limit: 1 });
      throw new WrongExpectedRevision(append.stream, append.expected, last === undefined ? 'no-stream' : Number(last.revision));
    }
    return appendedOf(append, there, names);
  }
}

function appendedOf(append: Append, there: readonly StoredEvent[], names: StreamNames): Appended {
  const events = there.map((stored): RecordedEvent => recordedEvent(stored, names));
  const last = events.at(-1);
  if (last === undefined || events.length !== append.ids.length) {
    throw new StoreError(
      'STORE.CORRUPT',
      `${append.stream}: ${events.length} of ${append.ids.length} events of one append`,
      'look at the database',
    );
  }
  return { revision: last.revision, position: last.position, events };
}

function firstRevision(expected: ExpectedRevision): number {
  return expected === 'no-stream' ? 0 : expected + 1;
}

function errorOf({ stream, expected }: Append, failure: Exclude<AppendFailure, { readonly kind: 'unknown' }>): Error {
  return failure.kind === 'refused' ? failure.error : new WrongExpectedRevision(stream, expected, failure.actual);
}

/** Of what can go wrong while looking, only a server that does not answer passes. */
function isPassing(error: unknown): boolean {
  return !(error instanceof WrongExpectedRevision) && !(error instanceof StoreError && error.code !== 'STORE.UNAVAILABLE');
}
