import type { EventFeed } from '@zongheng/event-feed';
import { type EventStore, memoryEventStore } from '@zongheng/event-store';
import type { Instant, NewEvent, RecordedEvent, View } from '@zongheng/kernel';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import { type EngineOptions, ProjectionEngine } from '../engine.ts';

/** An engine on stores in memory, with a log that can be appended to while it runs. */
export interface World {
  readonly log: EventStore;
  readonly store: ReadStore;
  readonly engine: ProjectionEngine;
  /** Appends toy events as they come, each to its stream. */
  append(events: readonly RecordedEvent[]): Promise<void>;
  /** Resolves when every view that is live has reached the end of the log. */
  caughtUp(views?: readonly string[]): Promise<void>;
}

export interface WorldOptions extends Partial<Omit<EngineOptions, 'views' | 'log' | 'feed' | 'store'>> {
  readonly views: readonly View[];
  readonly feedOf: (log: EventStore) => EventFeed;
  readonly log?: EventStore;
  readonly store?: ReadStore;
}

export function worldOf({ views, feedOf, log = newLog(), store = memoryReadStore(), ...options }: WorldOptions): World {
  const engine = new ProjectionEngine({ ...options, views, log, feed: feedOf(log), store, retryMs: [1, 20] });
  return {
    log,
    store,
    engine,
    append: (events) => appendAll(log, events),
    async caughtUp(names = views.map((view) => view.name)) {
      const head = await log.head();
      for (const name of names) {
        if (!(await engine.progress.waitFor(name, 'all', head, 10_000))) throw new Error(`${name} does not reach ${head}`);
      }
    },
  };
}

export function newLog(): EventStore {
  return memoryEventStore({ clock: () => '2026-03-01T00:00:00.000Z' as Instant });
}

export async function appendAll(log: EventStore, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    const [last] = await log.readStream(event.stream, { direction: 'backwards', limit: 1 });
    await log.append(event.stream, last?.revision ?? 'no-stream', [newEventOf(event)]);
  }
}

function newEventOf({ id, type, schemaVersion, orderingKey, businessDate, actor, correlationId, data }: RecordedEvent): NewEvent {
  return { id, type, schemaVersion, orderingKey, businessDate, actor, correlationId, data };
}
