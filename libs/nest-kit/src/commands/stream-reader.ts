import type { EventStore } from '@zongheng/event-store';
import type { RecordedEvent } from '@zongheng/kernel';
import type { EventReading } from './event-reading.ts';

const pageEvents = 1000;

/** Reads streams as today's code understands them. */
export class StreamReader {
  readonly #store: EventStore;
  readonly #reading: EventReading;

  constructor(store: EventStore, reading: EventReading) {
    this.#store = store;
    this.#reading = reading;
  }

  /** The events of a stream from a revision on, a page at a time; the last page is short. */
  async *from(stream: string, revision: number): AsyncGenerator<readonly RecordedEvent[], void> {
    let next = revision;
    for (;;) {
      const page = await this.some(stream, next, pageEvents);
      if (page.length > 0) yield page;
      if (page.length < pageEvents) return;
      next += page.length;
    }
  }

  /** At most so many events of a stream, from a revision on. */
  async some(stream: string, revision: number, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#reading.current(await this.#store.readStream(stream, { from: revision, limit }));
  }
}
