import type { BusinessDate, NewEvent, RecordedEvent } from '@zongheng/kernel';
import { shardCount, shardOf } from '@zongheng/kernel';
import type { EventFeed, FeedBatch, FeedSubscription, Partitions } from '../event-feed.ts';

/** A feed to try, and the log that it publishes. */
export interface FeedUnderTest {
  readonly feed: EventFeed;
  /** Records the events, one append each, and resolves when the log holds them; returns them as recorded. */
  record(events: readonly { readonly stream: string; readonly event: NewEvent }[]): Promise<readonly RecordedEvent[]>;
  close(): Promise<void>;
}

/** How an adapter makes a feed for one test, over an empty log. */
export type MakeEventFeed = () => Promise<FeedUnderTest>;

let made = 0;

/** New streams of one event each, over many customers and so over many shards. */
export function visits(count: number, more: Partial<NewEvent> = {}): { stream: string; event: NewEvent }[] {
  return Array.from({ length: count }, () => {
    made += 1;
    const event: NewEvent = {
      id: `event-${made}`,
      type: 'VisitRecorded',
      schemaVersion: 1,
      orderingKey: `customer-${made % 97}`,
      businessDate: '2026-03-01' as BusinessDate,
      actor: 'employee-7',
      correlationId: `request-${made}`,
      data: { number: made },
      ...more,
    };
    return { stream: `visit-${made}`, event };
  });
}

/** A consumer that does as the feed's readers must: ignores what it has, keeps its positions, remembers its batches. */
export class TestConsumer implements FeedSubscription {
  readonly group: string;
  readonly batchMax?: number;
  readonly types?: ReadonlySet<string>;
  readonly batches: FeedBatch[] = [];
  readonly seen: RecordedEvent[] = [];
  readonly reached: number[];
  /** The shards it was asked for, each time. */
  readonly asked: (readonly number[])[] = [];
  /** The shards it has, by partition. */
  has: Partitions = new Map();
  #waiting: { readonly isEnough: () => boolean; readonly resolve: () => void }[] = [];

  constructor(group: string, options: { positions?: readonly number[]; batchMax?: number; types?: ReadonlySet<string> } = {}) {
    this.group = group;
    this.reached = [...(options.positions ?? Array.from({ length: shardCount }, () => 0))];
    if (options.batchMax !== undefined) this.batchMax = options.batchMax;
    if (options.types !== undefined) this.types = options.types;
  }

  assigned(partitions: Partitions): void {
    this.has = partitions;
  }

  async positions(shards: readonly number[]): Promise<readonly number[]> {
    this.asked.push(shards);
    return [...this.reached];
  }

  async handle(batch: FeedBatch): Promise<void> {
    this.batches.push(batch);
    for (const event of batch.events) {
      const shard = shardOf(event.orderingKey);
      if (event.position <= (this.reached[shard] ?? 0)) continue;
      this.seen.push(event);
      this.reached[shard] = event.position;
    }
    for (const [shard, position] of batch.marks) this.reached[shard] = Math.max(this.reached[shard] ?? 0, position);
    this.#waiting = this.#waiting.filter(({ isEnough, resolve }) => {
      if (isEnough()) resolve();
      return !isEnough();
    });
  }

  /** Resolves after the batch that makes it true. */
  until(isEnough: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (isEnough()) resolve();
      else this.#waiting.push({ isEnough, resolve });
    });
  }

  /** Resolves when every shard has reached a position, by events or by marks. */
  everyShardAt(position: number): Promise<void> {
    return this.until(() => this.reached.every((each) => each >= position));
  }
}

/** What one consumer sees is in order within each shard. */
export function isOrderedByShard(events: readonly RecordedEvent[]): boolean {
  const last = new Map<number, number>();
  return events.every((event) => {
    const shard = shardOf(event.orderingKey);
    const isLater = event.position > (last.get(shard) ?? 0);
    last.set(shard, event.position);
    return isLater;
  });
}
