import { FeedError, type StandingRelayState } from '@zongheng/event-feed-kafka';
import type { EventLog } from '@zongheng/event-store';
import { shardOf } from '@zongheng/kernel';
import type { Metrics } from '@zongheng/nest-kit';

/** So many events are counted at most that wait to be published: whoever is told so many need not know how many more there are. */
const countedMax = 10_000;
const pageEvents = 2_000;

/** What waits for one partition: how many events, and when the first of them was recorded. */
interface Waiting {
  events: number;
  sinceMs: number;
}

/** How a relay is, in words and in figures. */
export class RelayFigures {
  readonly #log: EventLog;
  /** The position up to which each partition is published; empty on standby. */
  #tails: number[] = [];
  #reached = 0;
  #standing: 'joining' | 'standby' | 'active' = 'joining';
  #trouble: string | null = 'it has not joined the relays yet';
  #events = 0;
  #sends = 0;
  readonly #failures = new Map<string, number>();

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** Why it is not of use now; null where it publishes or stands by. */
  get trouble(): string | null {
    return this.#trouble;
  }

  get standing(): string {
    return this.#standing;
  }

  told(told: StandingRelayState): void {
    switch (told.state) {
      case 'standby':
      case 'active':
        this.#standing = told.state;
        this.#trouble = told.state === 'standby' ? null : 'it was elected, and finds out how far the topic is';
        this.#tails = [];
        return;
      case 'publishing':
        this.#tails = [...told.tails];
        this.#reached = Math.min(...told.tails);
        this.#trouble = null;
        return;
      case 'published':
        this.#reached = told.position;
        this.#events += told.events;
        this.#sends += told.events > 0 ? 1 : 0;
        return;
      case 'failed': {
        const code = told.error instanceof FeedError ? told.error.code : 'FEED.UNAVAILABLE';
        this.#failures.set(code, (this.#failures.get(code) ?? 0) + 1);
        this.#trouble = told.error instanceof Error ? told.error.message : String(told.error);
      }
    }
  }

  register(metrics: Metrics): void {
    metrics.gauge('zongheng_relay_active', 'Whether this relay publishes (1) or stands by (0)', [], (set) =>
      set({}, this.#standing === 'active' ? 1 : 0),
    );
    metrics.gauge('zongheng_relay_position', 'The position up to which this relay has published', [], (set) => {
      if (this.#tails.length > 0) set({}, this.#reached);
    });
    metrics.gauge('zongheng_relay_events', 'Events that Kafka has acknowledged to this relay since its start', [], (set) =>
      set({}, this.#events),
    );
    metrics.gauge('zongheng_relay_sends', 'Sends in which they went', [], (set) => set({}, this.#sends));
    metrics.gauge(
      'zongheng_relay_retries',
      'Times it began again with the tails of the topic, by the code of what had failed',
      ['code'],
      (set) => {
        for (const [code, count] of this.#failures) set({ code }, count);
      },
    );
    // Both are counted in one reading.
    let waiting: Promise<ReadonlyMap<number, Waiting>> = Promise.resolve(new Map());
    metrics.gauge(
      'zongheng_relay_lag_events',
      `Events of the log that are not published yet, by partition; ${countedMax} in all stand for that many or more`,
      ['partition'],
      async (set) => {
        waiting = this.#waiting();
        for (const [partition, { events }] of await waiting) set({ partition: String(partition) }, events);
      },
    );
    metrics.gauge('zongheng_relay_lag_seconds', 'How long the first of them has waited, by partition', ['partition'], async (set) => {
      const now = Date.now();
      for (const [partition, { events, sinceMs }] of await waiting) {
        set({ partition: String(partition) }, events === 0 ? 0 : Math.max(0, (now - sinceMs) / 1_000));
      }
    });
  }

  /** What the log holds beyond what is acknowledged; nothing on standby, which does not know. */
  async #waiting(): Promise<ReadonlyMap<number, Waiting>> {
    const tails = this.#tails.map((tail) => Math.max(tail, this.#reached));
    const waiting = new Map(tails.map((_, partition) => [partition, { events: 0, sinceMs: 0 }]));
    if (tails.length === 0) return waiting;
    let counted = 0;
    for (let after = Math.min(...tails); counted < countedMax;) {
      const page = await this.#log.readAll({ after, limit: pageEvents });
      for (const { orderingKey, position, recordedAt } of page.events) {
        const partition = shardOf(orderingKey) % tails.length;
        const own = waiting.get(partition);
        if (!own || position <= (tails[partition] ?? 0)) continue;
        if (own.events === 0) own.sinceMs = Date.parse(recordedAt);
        own.events += 1;
      }
      counted += page.events.length;
      after = page.position;
      if (page.atEnd) break;
    }
    return waiting;
  }
}
