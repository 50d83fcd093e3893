import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { FeedError } from './errors.ts';
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

const deadlineMs = 20_000;

/** Reads the last message of each partition: what stands there is the truth, whatever a checkpoint says. @throws FeedError */
export async function readTails(kafka: Kafka, topic: string): Promise<Tails> {
  const { count, wanted } = await withAdmin(kafka, async (admin) => ({
    count: await partitionsOf(admin, topic),
    wanted: new Map(
      (await admin.fetchTopicOffsets(topic))
        .filter(({ low, high }) => BigInt(high) > BigInt(low))
        .map(({ partition, high }) => [partition, String(BigInt(high) - 1n)]),
    ),
  }));
  const found = wanted.size === 0 ? new Map<number, Place>() : await lastOf(kafka, topic, wanted);
  return {
    tails: Array.from({ length: count }, (_, partition) => found.get(partition)?.position ?? 0),
    epoch: [...found.values()][0]?.epoch ?? null,
  };
}

interface Place {
  readonly position: number;
  readonly epoch: string;
}

/** Reads the messages at given offsets, by a group of its own that nobody else joins. */
async function lastOf(kafka: Kafka, topic: string, wanted: ReadonlyMap<number, string>): Promise<ReadonlyMap<number, Place>> {
  const groupId = `tails.${topic}.${randomUUID()}`;
  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: 100,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 2 },
  });
  const found = new Map<number, Place>();
  const done = Promise.withResolvers<void>();
  const late = setTimeout(() => {
    done.reject(new FeedError('FEED.UNAVAILABLE', `the tails of ${topic} could not be read in ${deadlineMs} ms`, 'look at the brokers'));
  }, deadlineMs);
  consumer.on(consumer.events.CRASH, ({ payload }) => done.reject(payload.error));
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const last = batch.messages.find(({ offset }) => offset === wanted.get(batch.partition));
        if (last) found.set(batch.partition, received(last, topic));
        if (found.size === wanted.size) done.resolve();
      },
    });
    for (const [partition, offset] of wanted) consumer.seek({ topic, partition, offset });
    await done.promise;
    return found;
  } finally {
    clearTimeout(late);
    await consumer.disconnect();
    await withAdmin(kafka, (admin) => admin.deleteGroups([groupId])).catch(() => undefined);
  }
}
