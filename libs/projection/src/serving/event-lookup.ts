import type { EventStore } from '@zongheng/event-store';
import type { RecordedEvent } from '@zongheng/kernel';

/** Finds events by their positions: what stands behind a row of a journal. */
export class EventLookup {
  readonly #log: Pick<EventStore, 'readAll'>;

  constructor(log: Pick<EventStore, 'readAll'>) {
    this.#log = log;
  }

  /** The events at some positions, by position; those that the log does not have are left out. */
  async at(positions: Iterable<number>): Promise<ReadonlyMap<number, RecordedEvent>> {
    const found = new Map<number, RecordedEvent>();
    for (const position of new Set(positions)) {
      const [event] = (await this.#log.readAll({ after: position - 1, limit: 1 })).events;
      if (event?.position === position) found.set(position, event);
    }
    return found;
  }
}
