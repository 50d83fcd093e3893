import type { Catalogue, RecordedEvent } from '@zongheng/kernel';
import type { EventCodec } from './event-codec.ts';

/** Makes of stored events what today's code understands: decoded, and of the current schema version. */
export class EventReading {
  readonly #catalogue: Catalogue;
  readonly #codec: EventCodec | undefined;

  constructor(catalogue: Catalogue, codec?: EventCodec) {
    this.#catalogue = catalogue;
    this.#codec = codec;
  }

  /** @throws RangeError for an event of a version from the future. */
  async current(events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    const current: RecordedEvent[] = [];
    for (const event of events) current.push(this.#upcast(this.#codec ? await this.#codec.decode(event) : event));
    return current;
  }

  #upcast(event: RecordedEvent): RecordedEvent {
    const version = this.#catalogue.definitions.get(event.type)?.version;
    if (version === undefined || version === event.schemaVersion) return event;
    return { ...event, data: this.#catalogue.upcast(event.type, event.schemaVersion, event.data), schemaVersion: version };
  }
}
