import type { FeedBatch } from '@zongheng/event-feed';
import type { EventLog } from '@zongheng/event-store';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { FeedError } from './errors.ts';
import type { Received } from './message.ts';

export interface Reading {
  readonly topic: string;
  readonly log: EventLog;
  readonly types: ReadonlySet<string> | undefined;
  readonly batchMax: number;
}

/** A piece of what was read; `isLast` is true for the last piece of some messages, which may be empty but for its marks. */
export interface ReadBatch extends Pick<FeedBatch, 'events' | 'marks'> {
  readonly isLast: boolean;
}

/**
 * One partition as a consumer reads it: drops what it has, and fetches from the store what the topic has not (any more). It knows that
 * something is missing by the position each message says came before it.
 */
export class PartitionReader {
  readonly shards: readonly number[];
  /** How far the consumer is in each of its shards. */
  readonly #reached: Map<number, number>;
  /** Everything in this partition up to here has been handed over, or was had before. */
  #last: number;
  readonly #reading: Reading;
  atEnd: boolean;

  constructor(reading: Reading, reached: ReadonlyMap<number, number>, atEnd: boolean) {
    this.#reading = reading;
    this.#reached = new Map(reached);
    this.shards = [...reached.keys()];
    this.#last = Math.min(...reached.values());
    this.atEnd = atEnd;
  }

  /** Batches of what is new in some messages, with what was missing before them; each moves the reader on once it is handled. */
  async *batches(messages: readonly Received[]): AsyncGenerator<ReadBatch> {
    let events: RecordedEvent[] = [];
    for (const { event, position, previous, epoch } of messages) {
      this.#checkEpoch(epoch);
      if (previous > this.#last && position > this.#last) {
        if (events.length > 0) yield this.#batch(events);
        events = [];
        yield* this.#missing(previous);
      }
      // What relays sent twice may stand close together: it was handed over, if only with this very piece.
      if (event !== null && position > this.#last && this.#isWanted(event)) events.push(event);
      this.#last = Math.max(this.#last, position);
      if (events.length >= this.#reading.batchMax) {
        yield this.#batch(events);
        events = [];
      }
    }
    yield this.#batch(events, true);
  }

  /** What stands in the store up to a position, and not in the topic. */
  async *#missing(upTo: number): AsyncGenerator<ReadBatch> {
    const { log, batchMax } = this.#reading;
    const shards = new Set(this.shards);
    while (this.#last < upTo) {
      const page = await log.readAll({ after: this.#last, limit: batchMax, shards });
      const position = Math.min(page.position, upTo);
      const events = page.events.filter((event) => event.position <= upTo && this.#isWanted(event));
      this.#last = page.atEnd ? upTo : Math.max(this.#last, position);
      yield this.#batch(events);
    }
  }

  #isWanted(event: RecordedEvent): boolean {
    const { types } = this.#reading;
    return event.position > (this.#reached.get(shardOf(event.orderingKey)) ?? 0) && (types === undefined || types.has(event.type));
  }

  #batch(events: readonly RecordedEvent[], isLast = false): ReadBatch {
    for (const [shard, reached] of this.#reached) if (this.#last > reached) this.#reached.set(shard, this.#last);
    return { events, marks: new Map(this.#reached), isLast };
  }

  #checkEpoch(epoch: string): void {
    const { log, topic } = this.#reading;
    if (epoch === log.epoch) return;
    const remedy = 'read the topic that this log is published into';
    throw new FeedError('FEED.EPOCH', `${topic} holds events of the log ${epoch}, not of ${log.epoch}`, remedy);
  }
}
