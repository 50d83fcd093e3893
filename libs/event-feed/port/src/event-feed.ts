import type { RecordedEvent } from '@zongheng/kernel';

export const feedBatchMaxDefault = 1_000;

/** Where a consumer stands: the last position it has for each shard, by index; 0 where it has none. */
export type ShardPositions = readonly number[];

/** The shards of each partition, by its number. A feed within one process has one. */
export type Partitions = ReadonlyMap<number, readonly number[]>;

/** Events of some shards, in order of position within each shard. */
export interface FeedBatch {
  readonly events: readonly RecordedEvent[];
  /** How far each shard named here has been delivered with this batch, events or not: idle shards get marks, so that freshness is known. */
  readonly marks: ReadonlyMap<number, number>;
  /** Whether nothing more was waiting when the batch was made. */
  readonly caughtUp: boolean;
}

export interface FeedSubscription {
  /** Which consumer group reads: consumers of one group share the shards, groups do not know of each other. */
  readonly group: string;
  /** Told which shards this consumer has, by their partitions, whenever that changes: before it is asked where it stands in them. */
  assigned?(partitions: Partitions): void;
  /** Where the consumer stands, asked anew whenever shards are assigned. Delivery starts at or below it: the consumer ignores what it has. */
  positions(shards: readonly number[]): Promise<ShardPositions>;
  /** Handles one batch; the next one comes when it resolves. A rejection stops the subscription with that error. */
  handle(batch: FeedBatch): Promise<void>;
  /** At most so many events a batch (default 1,000). */
  readonly batchMax?: number;
  /** Only these types; batches may then be empty but for their marks. Without it, all. */
  readonly types?: ReadonlySet<string>;
}

/** What publishes the log to those who fold it: in-process here, Kafka in production. Delivers at least once, in order within a shard. */
export interface EventFeed {
  /** Runs until `signal` aborts, and the batch under way is handled; rejects when the feed or the handler fails. */
  consume(subscription: FeedSubscription, signal: AbortSignal): Promise<void>;
}
