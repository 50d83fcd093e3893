import type { Catalogue, RecordedEvent } from '@zongheng/kernel';
import type { EventStore } from '@zongheng/event-store';
import type { EventCodec } from './event-codec.ts';

const pageEvents = 1000;

/** Reads streams as today's code understands them: decoded, and of the current schema version. */
export class StreamReader {
  readonly #store: EventStore;
  readonly #catalogue: Catalogue;
  readonly #codec: EventCodec | undefined;

  constructor(store: EventStore, catalogue: Catalogue, codec?: EventCodec) {
    this.#store = store;
    this.#catalogue = catalogue;
    this.#codec = codec;
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
    const events = await this.#store.readStream(stream, { from: revision, limit });
    const current: RecordedEvent[] = [];
    for (const event of events) current.push(this.#upcast(this.#codec ? await this.#codec.decode(event) : event));
    return current;
  }

  #upcast(event: RecordedEvent): RecordedEvent {
    const version = this.#catalogue.definitions.get(event.type)?.version;
    if (version === event.schemaVersion) return event;
    return {
      ...event,
      data: this.#catalogue.upcast(event.type, event.schemaVersion, event.data),
      schemaVersion: version ?? event.schemaVersion,
    };
  }
}
