import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, memoryEventStore } from '@zongheng/event-store';
import type { Instant, NewEvent, RecordedEvent } from '@zongheng/kernel';
import { relay } from '../relay.ts';
import { clientOf, type KafkaSettings } from '../settings.ts';
import { ensureTopic, withAdmin } from '../topic.ts';

/** A log in memory, and a topic of its own that relays publish it into. */
export class PublishedLog {
  readonly store: EventStore;
  readonly kafka: KafkaSettings;
  #published = 0;
  readonly #relays: { readonly stop: AbortController; readonly running: Promise<void> }[] = [];

  private constructor(kafka: KafkaSettings) {
    let now = Date.parse('2026-03-01T08:00:00.000Z');
    this.store = memoryEventStore({ clock: () => new Date((now += 1)).toISOString() as Instant });
    this.kafka = kafka;
  }

  static async make(brokers = process.env['KAFKA_BROKERS'] ?? ''): Promise<PublishedLog> {
    const kafka: KafkaSettings = { brokers: brokers.split(','), clientId: 'spec', topic: `spec-${randomUUID()}` };
    await ensureTopic(kafka, { partitions: 4, replication: 1, retentionMs: -1 });
    return new PublishedLog(kafka);
  }

  /** Starts a relay; answers how to stop it. */
  startRelay(batchMax = 500): () => Promise<void> {
    const stop = new AbortController();
    const running = relay(
      {
        log: this.store,
        kafka: this.kafka,
        batchMax,
        pauseMs: 100,
        onState: (told) => {
          if (told.state === 'published') this.#published = Math.max(this.#published, told.position);
        },
      },
      stop.signal,
    );
    this.#relays.push({ stop, running });
    return async () => {
      stop.abort();
      await running;
    };
  }

  async record(given: readonly { readonly stream: string; readonly event: NewEvent }[]): Promise<readonly RecordedEvent[]> {
    const recorded: RecordedEvent[] = [];
    for (const { stream, event } of given) recorded.push(...(await this.store.append(stream, 'no-stream', [event])).events);
    return recorded;
  }

  /** Resolves when Kafka has acknowledged everything up to a position. */
  async publishedUpTo(position: number): Promise<void> {
    while (this.#published < position) await sleep(5);
  }

  async close(): Promise<void> {
    for (const { stop } of this.#relays) stop.abort();
    await Promise.all(this.#relays.map(({ running }) => running));
    await this.store.close();
    await withAdmin(clientOf(this.kafka), (admin) => admin.deleteTopics({ topics: [this.kafka.topic ?? ''] }));
  }
}
