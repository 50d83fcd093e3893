import { type LogPage, type LogRead, pageLimit } from '@zongheng/event-store';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';

/** So many of the last events are kept. */
const eventsMax = 256;

/** The last events as a subscription brought them: those who follow the log stand at its end, and need not ask for each event again. */
export class RecentEvents {
  #events: RecordedEvent[] = [];
  /** Every event of ours after `#from`, up to `#to`, is kept. */
  #from = 0;
  #to = 0;

  get to(): number {
    return this.#to;
  }

  /** What comes from now on comes after this position. */
  beginAt(position: number): void {
    this.#events = [];
    this.#from = position;
    this.#to = position;
  }

  add(event: RecordedEvent): void {
    this.#events.push(event);
    this.#to = event.position;
    if (this.#events.length <= eventsMax * 2) return;
    const gone = this.#events.splice(0, this.#events.length - eventsMax);
    this.#from = gone.at(-1)?.position ?? this.#from;
  }

  /** A page, where all that it asks about is kept; else null. `head` is the last position known. */
  page({ after, limit, shards, types }: LogRead, head: number): LogPage | null {
    if (after < this.#from || this.#to < head || this.#to === 0) return null;
    const wanted = pageLimit(limit);
    const events: RecordedEvent[] = [];
    let position = after;
    for (let index = this.#firstAfter(after); index < this.#events.length && events.length < wanted; index += 1) {
      const event = this.#events[index];
      if (!event) break;
      position = event.position;
      if (shards?.has(shardOf(event.orderingKey)) === false || types?.has(event.type) === false) continue;
      events.push(event);
    }
    return { events, position, atEnd: position >= this.#to };
  }

  #firstAfter(position: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.position ?? 0) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
