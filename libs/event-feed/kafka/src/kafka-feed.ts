import { type EventFeed, type FeedBatch, feedBatchMaxDefault, type FeedSubscription, type Partitions } from '@zongheng/event-feed';
import type { EventLog } from '@zongheng/event-store';
import { shardCount } from '@zongheng/kernel';
import type { Admin, Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { letGo } from './letting-go.ts';
import { received } from './message.ts';
import { startsOf } from './offsets.ts';
import { PartitionReader } from './partition-reader.ts';
import { clientOf, defaultTopic, type KafkaSettings } from './settings.ts';
import { partitionsOf, withAdmin } from './topic.ts';

export interface KafkaFeedOptions {
  readonly kafka: KafkaSettings;
  /** The store behind the topic: finds where to start, and has what the topic keeps no longer. */
  readonly log: EventLog;
  /** After how long without a sign of life a consumer's partitions go to the others of its group (default 10,000 ms). */
  readonly sessionMs?: number;
}

/**
 * The feed over Kafka. Consumers of a group share the partitions, and with them the shards. Nothing is committed to Kafka: where a consumer
 * stands, it says itself, each time it is given partitions.
 */
export function kafkaFeed(options: KafkaFeedOptions): EventFeed {
  return {
    async consume(subscription, signal) {
      if (signal.aborted) return;
      await new Consuming(options, subscription).run(signal);
    },
  };
}

class Consuming {
  readonly #kafka: Kafka;
  readonly #topic: string;
  readonly #options: KafkaFeedOptions;
  readonly #subscription: FeedSubscription;
  readonly #consumer: Consumer;
  readonly #over = Promise.withResolvers<void>();
  /** The partitions that this consumer has, once it knows where to start in them. */
  #readers = new Map<number, PartitionReader>();
  #isOver = false;
  #handling: Promise<void> = Promise.resolve();

  constructor(options: KafkaFeedOptions, subscription: FeedSubscription) {
    const { kafka, sessionMs = 10_000 } = options;
    this.#kafka = clientOf(kafka);
    this.#topic = kafka.topic ?? defaultTopic;
    this.#options = options;
    this.#subscription = subscription;
    this.#consumer = this.#kafka.consumer({
      groupId: `${this.#topic}.${subscription.group}`,
      sessionTimeout: sessionMs,
      heartbeatInterval: Math.min(3_000, Math.floor(sessionMs / 3)),
      rebalanceTimeout: sessionMs * 2,
      maxWaitTimeInMs: 200,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8, restartOnFailure: async () => !this.#isOver },
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    const consumer = this.#consumer;
    const stop = (): void => this.#end(null);
    signal.addEventListener('abort', stop, { once: true });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const assigned = payload.memberAssignment[this.#topic] ?? [];
      if (this.#isOver) return;
      // Whatever is under way belongs to what was assigned before.
      this.#readers = new Map();
      this.#assign(assigned).catch((error: unknown) => this.#end(error));
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) this.#end(payload.error);
    });
    const joining = this.#join();
    try {
      await Promise.race([joining.then(() => this.#over.promise), this.#over.promise]);
    } finally {
      this.#isOver = true;
      signal.removeEventListener('abort', stop);
      await this.#handling;
      await letGo(consumer, joining);
    }
  }

  async #join(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topic: this.#topic, fromBeginning: true });
    await this.#consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: (payload) => this.#eachBatch(payload) });
  }

  #end(error: unknown): void {
    this.#isOver = true;
    if (error === null) this.#over.resolve();
    else this.#over.reject(error);
  }

  /** Asks the consumer where it stands in the shards that it was given, and starts reading there. */
  async #assign(partitions: readonly number[]): Promise<void> {
    const { log } = this.#options;
    const { types, batchMax = feedBatchMaxDefault } = this.#subscription;
    const readers = this.#readers;
    const isOurs = (): boolean => !this.#isOver && readers === this.#readers;
    const count = await this.#asked(isOurs, (admin) => partitionsOf(admin, this.#topic));
    if (!isOurs()) return;
    const shards = new Map(partitions.map((partition) => [partition, shardsOf(partition, count)]));
    this.#subscription.assigned?.(shards);
    const after = await this.#standsAt(shards);
    const least = new Map([...after].map(([partition, reached]) => [partition, Math.min(...reached.values())]));
    const starts = await this.#asked(isOurs, (admin) => startsOf(admin, this.#topic, log, least));
    if (!isOurs()) return;
    for (const [partition, reached] of after) {
      const { offset = '0', atEnd = true } = starts.get(partition) ?? {};
      this.#consumer.seek({ topic: this.#topic, partition, offset });
      readers.set(partition, new PartitionReader({ topic: this.#topic, log, types, batchMax }, reached, atEnd));
    }
    if (this.#isCaughtUp()) await this.#handle({ events: [], marks: new Map(), caughtUp: true });
  }

  /** Asks the brokers, again where they have just changed places. */
  async #asked<T>(isWanted: () => boolean, ask: (admin: Admin) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withAdmin(this.#kafka, ask);
      } catch (error) {
        if (attempt === askedAttempts || !isWanted()) throw error;
        await pause(250);
      }
    }
  }

  /** Asked of all partitions at once: whoever answers looks at the store for each question. */
  async #standsAt(partitions: Partitions): Promise<ReadonlyMap<number, ReadonlyMap<number, number>>> {
    if (partitions.size === 0) return new Map();
    const positions = await this.#subscription.positions([...partitions.values()].flat());
    if (positions.length !== shardCount) {
      throw new RangeError(
        `${this.#subscription.group} stands at ${positions.length} shards: a position for each of ${shardCount} is wanted`,
      );
    }
    return new Map(
      [...partitions].map(([partition, shards]) => [partition, new Map(shards.map((shard) => [shard, positions[shard] ?? 0]))]),
    );
  }

  async #eachBatch({ batch, resolveOffset, heartbeat, isStale }: EachBatchPayload): Promise<void> {
    const reader = this.#readers.get(batch.partition);
    // Until it is known where to start, what comes is not asked for yet: the seek to come decides.
    if (!reader || this.#isOver || isStale()) return pause(10);
    const readers = this.#readers;
    const isOurs = (): boolean => !this.#isOver && !isStale() && readers === this.#readers;
    const last = batch.messages.at(-1)?.offset ?? '-1';
    const isAtEnd = BigInt(last) + 1n >= BigInt(batch.highWatermark);
    const batches = this.#read(reader, batch.messages, isAtEnd);
    for (;;) {
      const next = await batches.next().catch((error: unknown) => this.#end(error));
      if (!next || next.done === true || !isOurs()) return undefined;
      const { value } = next;
      await this.#handle(value).catch((error: unknown) => this.#end(error));
      if (!isOurs()) return undefined;
      // A group that is being shared anew says so here: the client joins again, and what is read twice is dropped.
      await heartbeat();
      if (value.isLast) resolveOffset(last);
    }
  }

  async *#read(
    reader: PartitionReader,
    messages: readonly KafkaMessage[],
    isAtEnd: boolean,
  ): AsyncGenerator<FeedBatch & { readonly isLast: boolean }> {
    for await (const batch of reader.batches(messages.map((message) => received(message, this.#topic)))) {
      if (batch.isLast) reader.atEnd = isAtEnd;
      yield { ...batch, caughtUp: batch.isLast && this.#isCaughtUp() };
    }
  }

  #isCaughtUp(): boolean {
    return [...this.#readers.values()].every(({ atEnd }) => atEnd);
  }

  /** One batch after the other, whichever partition it is of. */
  #handle(batch: FeedBatch): Promise<void> {
    const handling = this.#handling.then(async () => {
      if (!this.#isOver) await this.#subscription.handle(batch);
    });
    this.#handling = handling.catch(() => undefined);
    return handling;
  }
}

function shardsOf(partition: number, count: number): readonly number[] {
  return Array.from({ length: shardCount }, (_, shard) => shard).filter((shard) => shard % count === partition);
}

const askedAttempts = 20;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
