import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { FeedError } from './errors.ts';
import { letGoForGood } from './letting-go.ts';
import { received } from './message.ts';
import { partitionsOf, withAdmin } from './topic.ts';

/** How far a topic is published. */
export interface Tails {
  /**
   * The position of the last message of each partition, by its number; 0 where it holds none. A page is sent to all partitions at once, and one
   * of them may have failed: what the others hold says nothing of it.
   */
  readonly tails: readonly number[];
  /** Which log it was published from; null for an empty topic. */
  readonly epoch: string | null;
}

interface Place {
  readonly position: number;
  readonly epoch: string;
}

/** What is being looked for, by partition, and who waits for it. */
interface Search {
  readonly wanted: ReadonlyMap<number, string>;
  readonly found: Map<number, Place>;
  readonly done: PromiseWithResolvers<void>;
}

/** A member of a group that nobody else is in. */
interface Member {
  readonly groupId: string;
  readonly consumer: Consumer;
  /** Resolves when it has joined. */
  readonly joining: Promise<void>;
  /** The same, and rejects where that takes too long. */
  readonly ready: Promise<void>;
}

const deadlineMs = 20_000;

/**
 * Reads the last message of each partition: what stands there is the truth, whatever a checkpoint says. Kafka's client reads only as a member of a
 * group, and joining one takes three seconds on a broker with common settings: so one is joined that nobody else is in, before it is needed. Each joining
 * has a group of its own: brokers that were killed still count on the member that has lost them, and would have the next one wait for it.
 */
export class TailReader {
  readonly #kafka: Kafka;
  readonly #topic: string;
  #member: Member | null = null;
  #reading: Promise<unknown> = Promise.resolve();
  #search: Search | null = null;
  #isClosed = false;

  constructor(kafka: Kafka, topic: string) {
    this.#kafka = kafka;
    this.#topic = topic;
  }

  /** Joins, so that the next reading is quick. Where it cannot, the next reading tries again. */
  async warm(): Promise<void> {
    try {
      await this.#joined().ready;
    } catch {
      // The next reading says why, should it be so still.
    }
  }

  /** One reading after the other: whoever has given one up does not stop it. @throws FeedError */
  read(): Promise<Tails> {
    const reading = this.#reading.then(() => this.#read());
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#member) await this.#leave(this.#member);
  }

  async #read(): Promise<Tails> {
    const member = this.#joined();
    await member.ready;
    try {
      const { count, wanted } = await inTime(this.#ends(), `the ends of ${this.#topic} could not be had`);
      const found = wanted.size === 0 ? new Map<number, Place>() : await this.#lastOf(member.consumer, wanted);
      return {
        tails: Array.from({ length: count }, (_, partition) => found.get(partition)?.position ?? 0),
        epoch: [...found.values()][0]?.epoch ?? null,
      };
    } catch (error) {
      await this.#leave(member);
      throw error;
    }
  }

  /** The offset of the last message of each partition that holds one. */
  #ends(): Promise<{ readonly count: number; readonly wanted: ReadonlyMap<number, string> }> {
    return withAdmin(this.#kafka, async (admin) => ({
      count: await partitionsOf(admin, this.#topic),
      wanted: new Map(
        (await admin.fetchTopicOffsets(this.#topic))
          .filter(({ low, high }) => BigInt(high) > BigInt(low))
          .map(({ partition, high }) => [partition, String(BigInt(high) - 1n)]),
      ),
    }));
  }

  /** @throws FeedError when it is closed: a reading that was given up may still have been waiting for another. */
  #joined(): Member {
    if (this.#isClosed) throw new FeedError('FEED.UNAVAILABLE', `the tails of ${this.#topic} are read no longer`, 'open another reader');
    if (this.#member) return this.#member;
    const groupId = `tails.${this.#topic}.${randomUUID()}`;
    const consumer = this.#kafka.consumer({
      groupId,
      maxWaitTimeInMs: 100,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 2, restartOnFailure: async () => false },
    });
    const joining = this.#join(consumer);
    const member = { groupId, consumer, joining, ready: inTime(joining, `no group could be joined to read the tails of ${this.#topic}`) };
    this.#member = member;
    member.ready.catch(() => this.#leave(member));
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (this.#member !== member) return;
      this.#search?.done.reject(payload.error);
      // Joined no longer: the next reading joins anew.
      void this.#leave(member);
    });
    return member;
  }

  async #join(consumer: Consumer): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topic: this.#topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async ({ batch }) => this.#met(batch.partition, batch.messages),
    });
    consumer.pause([{ topic: this.#topic }]);
  }

  async #leave(member: Member): Promise<void> {
    if (this.#member === member) this.#member = null;
    await letGoForGood(member.consumer, member.joining, this.#kafka, member.groupId);
  }

  async #lastOf(consumer: Consumer, wanted: ReadonlyMap<number, string>): Promise<ReadonlyMap<number, Place>> {
    const search: Search = { wanted, found: new Map(), done: Promise.withResolvers() };
    this.#search = search;
    try {
      for (const [partition, offset] of wanted) consumer.seek({ topic: this.#topic, partition, offset });
      consumer.resume([{ topic: this.#topic }]);
      await inTime(search.done.promise, `the tails of ${this.#topic} could not be read`);
      return search.found;
    } finally {
      this.#search = null;
      consumer.pause([{ topic: this.#topic }]);
    }
  }

  #met(partition: number, messages: readonly KafkaMessage[]): void {
    const search = this.#search;
    const last = messages.find(({ offset }) => offset === search?.wanted.get(partition));
    if (!search || !last) return;
    try {
      search.found.set(partition, received(last, this.#topic));
      if (search.found.size === search.wanted.size) search.done.resolve();
    } catch (error) {
      search.done.reject(error);
    }
  }
}

/** The client waits for ever where a broker neither answers nor goes. */
async function inTime<T>(work: Promise<T>, found: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new FeedError('FEED.UNAVAILABLE', `${found} in ${deadlineMs} ms`, 'look at the brokers')),
    deadlineMs,
  );
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
