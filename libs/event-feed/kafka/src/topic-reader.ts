import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { letGoForGood } from './letting-go.ts';
import { type Received, received } from './message.ts';
import { withAdmin } from './topic.ts';

/** A message and where it stands. */
export interface Placed extends Received {
  readonly partition: number;
  readonly offset: string;
}

/** A partition stops being fetched with so many messages waiting, and goes on with so few. */
const waitingMax = 2_000;
const waitingMin = 500;

interface Partition {
  /** Where it begins and where it ended when reading began. */
  readonly low: bigint;
  readonly high: bigint;
  /** What has come and was not taken, from `taken` on. */
  waiting: KafkaMessage[];
  taken: number;
  isWhole: boolean;
  isPaused: boolean;
  news: PromiseWithResolvers<void>;
}

/** Reads a topic as it stands, once, each partition at the pace of whoever asks for it. */
export class TopicReader {
  readonly #kafka: Kafka;
  readonly #topic: string;
  readonly #consumer: Consumer;
  readonly #groupId: string;
  #joining: Promise<void> = Promise.resolve();
  #partitions: readonly Partition[] = [];

  constructor(kafka: Kafka, topic: string) {
    this.#kafka = kafka;
    this.#topic = topic;
    this.#groupId = `reading.${topic}.${randomUUID()}`;
    this.#consumer = kafka.consumer({ groupId: this.#groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
  }

  /** How many partitions there are. */
  get count(): number {
    return this.#partitions.length;
  }

  async open(): Promise<void> {
    const ends = await withAdmin(this.#kafka, (admin) => admin.fetchTopicOffsets(this.#topic));
    this.#partitions = [...ends]
      .sort((one, other) => one.partition - other.partition)
      .map(({ low, high }) => {
        const isWhole = BigInt(low) >= BigInt(high);
        return { low: BigInt(low), high: BigInt(high), waiting: [], taken: 0, isWhole, isPaused: false, news: Promise.withResolvers() };
      });
    const consumer = this.#consumer;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      for (const { news } of this.#partitions) {
        news.promise.catch(() => undefined);
        news.reject(payload.error);
      }
    });
    this.#joining = this.#join();
    await this.#joining;
  }

  async #join(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topic: this.#topic, fromBeginning: true });
    await this.#consumer.run({ autoCommit: false, eachBatch: async ({ batch }) => this.#came(batch.partition, batch.messages) });
  }

  /** Whether messages of it have expired. */
  hasExpired(partition: number): boolean {
    return (this.#partitions[partition]?.low ?? 0n) > 0n;
  }

  /** The next message of a partition, without taking it; null at its end. */
  async peek(partition: number): Promise<Placed | null> {
    const own = this.#partitions[partition];
    if (!own) return null;
    while (own.taken >= own.waiting.length) {
      if (own.isWhole) return null;
      await own.news.promise;
    }
    const message = own.waiting[own.taken];
    return message ? this.#placed(partition, message) : null;
  }

  take(partition: number): void {
    const own = this.#partitions[partition];
    if (!own) return;
    own.taken += 1;
    if (own.taken < waitingMin && own.taken < own.waiting.length) return;
    own.waiting = own.waiting.slice(own.taken);
    own.taken = 0;
    if (!own.isPaused || own.waiting.length > waitingMin) return;
    own.isPaused = false;
    this.#consumer.resume([{ topic: this.#topic, partitions: [partition] }]);
  }

  /** Whether a message of this position is among those that have come and were not taken. */
  isComing(partition: number, position: number): boolean {
    const own = this.#partitions[partition];
    return own?.waiting.slice(own.taken).some((message) => received(message, this.#topic).position === position) ?? false;
  }

  async close(): Promise<void> {
    await letGoForGood(this.#consumer, this.#joining, this.#kafka, this.#groupId);
  }

  #placed(partition: number, message: KafkaMessage): Placed {
    return { ...received(message, this.#topic), partition, offset: message.offset };
  }

  #came(partition: number, messages: readonly KafkaMessage[]): void {
    const own = this.#partitions[partition];
    if (!own || own.isWhole) return;
    for (const message of messages) if (BigInt(message.offset) < own.high) own.waiting.push(message);
    own.isWhole = messages.some(({ offset }) => BigInt(offset) + 1n >= own.high);
    if (own.isWhole || own.waiting.length > waitingMax) {
      own.isPaused = !own.isWhole;
      this.#consumer.pause([{ topic: this.#topic, partitions: [partition] }]);
    }
    own.news.resolve();
    own.news = Promise.withResolvers();
  }
}
