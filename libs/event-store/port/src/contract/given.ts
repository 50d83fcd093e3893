import type { BusinessDate, Instant, NewEvent, RecordedEvent } from '@zongheng/kernel';
import type { EventStore, LogRead } from '../event-store.ts';

/** How an adapter makes a store for one test: empty, with the clock given. The suite closes it. */
export type MakeEventStore = (given: { readonly clock: () => Instant }) => Promise<EventStore>;

/** A clock that a test sets; each reading is a millisecond later than the one before. */
export class TestClock {
  #ms = Date.UTC(2026, 2, 1, 8);

  readonly read = (): Instant => {
    this.#ms += 1;
    return new Date(this.#ms).toISOString() as Instant;
  };

  set(instant: string): void {
    this.#ms = Date.parse(instant);
  }
}

/** Opens stores for the tests of a suite and closes them after each. */
export function storesOf(make: MakeEventStore): { open(clock?: TestClock): Promise<EventStore> } {
  const opened: EventStore[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  return {
    async open(clock = new TestClock()) {
      const store = await make({ clock: clock.read });
      opened.push(store);
      return store;
    },
  };
}

let made = 0;

/** An event as a command would record it; everything can be said otherwise. */
export function event(more: Partial<NewEvent> = {}): NewEvent {
  made += 1;
  return {
    id: `event-${made}`,
    type: 'VisitRecorded',
    schemaVersion: 1,
    orderingKey: 'customer-1',
    businessDate: '2026-03-01' as BusinessDate,
    actor: 'employee-7',
    correlationId: `request-${made}`,
    data: { number: made },
    ...more,
  };
}

export function events(count: number, more: Partial<NewEvent> = {}): NewEvent[] {
  return Array.from({ length: count }, () => event(more));
}

/** Every field an event can have. */
export function fullEvent(): NewEvent {
  return event({
    occurredAt: '2026-02-28T23:59:59.999Z' as Instant,
    customerId: 'customer-1',
    causationId: 'event-0',
    command: { key: 'RecordVisit:k-1', hash: 'b1946ac92492d2347c6235b4d2611184' },
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  });
}

/** The whole log in pages. */
export async function readWhole(store: EventStore, read: Omit<LogRead, 'after'> = {}): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for (let after = 0; ;) {
    const page = await store.readAll({ ...read, after });
    all.push(...page.events);
    if (page.atEnd) return all;
    after = page.position;
  }
}

export function numbersOf(recorded: readonly RecordedEvent[]): unknown[] {
  return recorded.map(({ data }) => (typeof data === 'object' && data !== null && 'number' in data ? data.number : undefined));
}
