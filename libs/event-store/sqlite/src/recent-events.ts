import { type EncodedEvent, type EventMeta, type LogPage, type LogRead, pageLimit } from '@zongheng/event-store';
import type { Instant, RecordedEvent } from '@zongheng/kernel';
import type { QueuedAppend } from './appends.ts';

/** So many of the last events are kept, and of texts at most so many characters. */
const eventsMax = 4_096;
const charactersMax = 4_194_304;

interface Kept extends EncodedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly orderingKey: string;
  readonly shard: number;
  readonly recordedAt: Instant;
  /** Decoded when first asked for, for all who ask. */
  event: RecordedEvent | null;
}

/**
 * The last events as they were written, once they are durable: policies and event streams that follow the log stand at its end, all of them, and
 * each would ask the file for the same few events at each commit.
 */
export class RecentEvents {
  #kept: Kept[] = [];
  /** Where what is kept begins: those before have gone, and are taken out by and by. */
  #from = 0;
  #characters = 0;

  /** Keeps an append that was given these positions. */
  add({ stream, expected, orderingKey, shard, events }: QueuedAppend, firstPosition: number, recordedAt: Instant): void {
    const last = this.#kept.at(-1);
    if (last && last.position !== firstPosition - 1) this.#clear();
    const firstRevision = expected === 'no-stream' ? 0 : expected + 1;
    events.forEach(({ type, meta, data }, index) => {
      const place = { position: firstPosition + index, revision: firstRevision + index };
      this.#kept.push({ stream, orderingKey, shard, recordedAt, type, meta, data, ...place, event: null });
      this.#characters += meta.length + data.length;
    });
    this.#trim();
  }

  /** A page, where all that it asks about is kept; else null. `head` is the last position known to be durable. */
  page({ after, limit, shards, types }: LogRead, head: number): LogPage | null {
    const first = this.#kept[this.#from];
    const last = this.#kept.at(-1);
    if (!first || !last || after < first.position - 1 || last.position < head) return null;
    const wanted = pageLimit(limit);
    const events: RecordedEvent[] = [];
    let position = after;
    while (position < head && events.length < wanted) {
      position += 1;
      const row = this.#kept[this.#from + position - first.position];
      if (!row || shards?.has(row.shard) === false || types?.has(row.type) === false) continue;
      events.push((row.event ??= decoded(row)));
    }
    return { events, position, atEnd: position >= head };
  }

  #trim(): void {
    while (this.#kept.length - this.#from > eventsMax || this.#characters > charactersMax) {
      const oldest = this.#kept[this.#from];
      if (!oldest) break;
      this.#characters -= oldest.meta.length + oldest.data.length;
      this.#from += 1;
    }
    if (this.#from < eventsMax && this.#from < this.#kept.length) return;
    this.#kept = this.#kept.slice(this.#from);
    this.#from = 0;
  }

  #clear(): void {
    this.#kept = [];
    this.#from = 0;
    this.#characters = 0;
  }
}

function decoded({ meta, data, type, orderingKey, stream, revision, position, recordedAt }: Kept): RecordedEvent {
  // What is kept was encoded by this store's own writer.
  return {
    ...(JSON.parse(meta) as EventMeta),
    type,
    orderingKey,
    stream,
    revision,
    position,
    recordedAt,
    data: JSON.parse(data) as unknown,
  };
}
