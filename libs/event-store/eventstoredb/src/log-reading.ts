import { type LogPage, type LogRead, pageLimit } from '@zongheng/event-store';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import type { StreamNames } from './names.ts';
import type { Reading } from './reading.ts';
import { placeToReadFrom, positionOf, recordedEvent, type StoredEvent } from './stored-event.ts';

/** So many events at least are asked for first; four times as many each time that filters, or others' events, have left too few of them. */
const askedMin = 32;
const askedMax = 2_000;
/** A page that is not full after so many questions is given as it is. */
const questionsMax = 8;
/** So many events are looked at together for the last of ours. */
const headEvents = 64;

/** Reads the log of this installation out of the database's, which others write to as well: the server itself above all. */
export class LogReading {
  readonly #reading: Reading;
  readonly #names: StreamNames;
  /** Nothing of ours stands before it, however much others have written. */
  readonly #begin: number;
  /** How far the database's log is known to hold no event of ours after `head`. */
  #looked: { readonly head: number; readonly end: number };

  constructor(reading: Reading, names: StreamNames, begin: number) {
    this.#reading = reading;
    this.#names = names;
    this.#begin = begin;
    this.#looked = { head: 0, end: begin };
  }

  /**
   * A page. At the end of the log, its position is that of our last event, not of what others wrote after it. @throws StoreError
   */
  async page(read: LogRead): Promise<LogPage> {
    const limit = pageLimit(read.limit);
    const events: RecordedEvent[] = [];
    let position = read.after;
    let from = Math.max(read.after, this.#begin);
    for (let questions = 0, least = askedMin; questions < questionsMax; questions += 1, least = Math.min(least * 4, askedMax)) {
      const count = Math.max(limit - events.length, least);
      // One more: the first is the one that the reader has already.
      const found = await this.#reading.all(placeToReadFrom(from), count + 1);
      for (const stored of found) {
        from = Math.max(from, positionOf(stored));
        if (from <= position || !this.#names.isOwn(stored.streamId)) continue;
        position = from;
        const event = recordedEvent(stored, this.#names);
        if (isWanted(event, read)) events.push(event);
        if (events.length === limit) break;
      }
      const isAll = found.length <= count;
      if (events.length === limit) return { events, position, atEnd: isAll && isLastOwn(found, position, this.#names) };
      if (isAll) return { events, position, atEnd: true };
    }
    return { events, position: from, atEnd: false };
  }

  /** The position of our last event, 0 where there is none: looks back from the end to what is known. @throws StoreError */
  async head(): Promise<number> {
    const { head, end } = this.#looked;
    let seen = 0;
    for (let from: bigint | 'start' | 'end' = 'end'; ;) {
      const found = await this.#reading.all(from, headEvents, 'backwards');
      for (const stored of found) {
        const position = positionOf(stored);
        seen = Math.max(seen, position);
        if (position <= end) return this.#know(head, seen);
        if (this.#names.isOwn(stored.streamId)) return this.#know(position, seen);
        from = placeToReadFrom(position);
      }
      if (found.length < headEvents) return this.#know(head, seen);
    }
  }

  #know(head: number, end: number): number {
    if (end > this.#looked.end) this.#looked = { head, end };
    return head;
  }
}

function isWanted({ orderingKey, type }: RecordedEvent, { shards, types }: LogRead): boolean {
  return shards?.has(shardOf(orderingKey)) !== false && types?.has(type) !== false;
}

/** Whether nothing of ours was found after a position. */
function isLastOwn(found: readonly StoredEvent[], position: number, names: StreamNames): boolean {
  return !found.some((stored) => names.isOwn(stored.streamId) && positionOf(stored) > position);
}
