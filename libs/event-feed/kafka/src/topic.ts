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
    const found = await made(admin, topic, partitions, replication, {
      'retention.ms': retentionMs,
      'max.message.bytes': 4 * 1024 * 1024,
    });
    if (found !== partitions) {
      const remedy = `declare ${found}, or publish into a new topic: events of one customer must not be on two partitions`;
      throw new FeedError('FEED.TOPIC', `${topic} has ${found} partitions, and ${partitions} are declared`, remedy);
    }
  });
}

/** Creates the topic of one partition that is never written to: whoever of a group is given it, is the one. @throws FeedError FEED.TOPIC */
export async function ensureToken(settings: KafkaSettings, topic: string, replication: number): Promise<void> {
  await withAdmin(clientOf(settings), async (admin) => {
    const found = await made(admin, topic, 1, replication, {});
    if (found !== 1)
      throw new FeedError('FEED.TOPIC', `${topic} has ${found} partitions`, 'delete it: it holds nothing, and must have one');
  });
}

/** How many partitions a topic has, which is created where it is missing. */
async function made(
  admin: Admin,
  topic: string,
  partitions: number,
  replication: number,
  settings: Readonly<Record<string, number>>,
): Promise<number> {
  const entries = Object.entries({ ...settings, 'min.insync.replicas': Math.max(1, replication - 1) });
  await admin.createTopics({
    waitForLeaders: false,
    topics: [
      {
        topic,
        numPartitions: partitions,
        replicationFactor: replication,
        configEntries: entries.map(([name, value]) => ({ name, value: String(value) })),
      },
    ],
  });
  return settled(admin, topic);
}

/**
 * How many partitions there are, once each has a leader: brokers hear of a new topic one after the other, and whoever joins before sees only
 * some of it.
 */
async function settled(admin: Admin, topic: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await metadataOf(admin, topic).catch((error: unknown) => notYet(attempt, error));
    if (found !== null && found.length > 0 && found.every(({ leader }) => leader >= 0)) return found.length;
    if (attempt === settlingAttempts)
      throw new FeedError('FEED.UNAVAILABLE', `${topic} has partitions without a leader`, 'look at the brokers');
    await sleep(settlingPauseMs);
  }
}

function notYet(attempt: number, error: unknown): null {
  if (attempt === settlingAttempts) throw error;
  return null;
}

const settlingAttempts = 40;
const settlingPauseMs = 250;

/** @throws FeedError FEED.TOPIC where there is no such topic | FEED.UNAVAILABLE */
export async function partitionsOf(admin: Admin, topic: string): Promise<number> {
  return (await metadataOf(admin, topic)).length;
}

async function metadataOf(admin: Admin, topic: string): Promise<readonly PartitionMetadata[]> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions ?? [];
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION') {
      throw new FeedError('FEED.TOPIC', `there is no topic ${topic}`, 'start the relay first, which creates it', error);
    }
    throw new FeedError('FEED.UNAVAILABLE', `the topic ${topic} cannot be read`, 'look at the brokers', error);
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
