import { setTimeout as sleep } from 'node:timers/promises';
import { shardCount } from '@zongheng/kernel';
import type { Admin, Kafka, PartitionMetadata } from 'kafkajs';
import { FeedError } from './errors.ts';
import { clientOf, defaultTopic, type KafkaSettings } from './settings.ts';

export interface TopicSettings {
  /** From 1 to 64: shards are spread over them. More of them let more projectors share the work. */
  readonly partitions: number;
  /** How many brokers hold each message; all that are in step acknowledge it. */
  readonly replication: number;
  /** How long a message is kept, in ms; -1 for ever. Whoever comes later reads the store. */
  readonly retentionMs: number;
}

/** Creates the topic, or checks that it is as declared. @throws FeedError FEED.TOPIC */
export async function ensureTopic(settings: KafkaSettings, wanted: TopicSettings): Promise<void> {
  const { topic = defaultTopic } = settings;
  const { partitions, replication, retentionMs } = wanted;
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > shardCount) {
    throw new FeedError(
      'FEED.TOPIC',
      `${topic} is to have ${partitions} partitions`,
      `give from 1 to ${shardCount}: one for each shard at most`,
    );
  }
  await withAdmin(clientOf(settings), async (admin) => {
    await admin.createTopics({
      waitForLeaders: false,
      topics: [
        {
          topic,
          numPartitions: partitions,
          replicationFactor: replication,
          configEntries: [
            { name: 'retention.ms', value: String(retentionMs) },
            { name: 'min.insync.replicas', value: String(Math.max(1, replication - 1)) },
            { name: 'max.message.bytes', value: String(4 * 1024 * 1024) },
          ],
        },
      ],
    });
    const found = await settled(admin, topic);
    if (found !== partitions) {
      const remedy = `declare ${found}, or publish into a new topic: events of one customer must not be on two partitions`;
      throw new FeedError('FEED.TOPIC', `${topic} has ${found} partitions, and ${partitions} are declared`, remedy);
    }
  });
}

/**
 * How many partitions there are, once each has a leader: brokers hear of a new topic one after the other, and whoever joins before sees only
 * some of it.
 */
async function settled(admin: Admin, topic: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await metadataOf(admin, topic).catch((error: unknown) => notYet(attempt, error));
    if (found !== null && found.length > 0 && found.every(({ leader }) => leader >= 0)) return found.length;
    if (attempt === settlingAttempts) throw new FeedError('FEED.TOPIC', `${topic} has partitions without a leader`, 'look at the brokers');
    await sleep(settlingPauseMs);
  }
}

function notYet(attempt: number, error: unknown): null {
  if (attempt === settlingAttempts) throw error;
  return null;
}

const settlingAttempts = 40;
const settlingPauseMs = 250;

/** @throws FeedError FEED.TOPIC where there is no such topic. */
export async function partitionsOf(admin: Admin, topic: string): Promise<number> {
  return (await metadataOf(admin, topic)).length;
}

async function metadataOf(admin: Admin, topic: string): Promise<readonly PartitionMetadata[]> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions ?? [];
  } catch (error) {
    throw new FeedError(
      'FEED.TOPIC',
      `the topic ${topic} cannot be read`,
      'start the relay first, which creates it; look at the brokers',
      error,
    );
  }
}

export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
