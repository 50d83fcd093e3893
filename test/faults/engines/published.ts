import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import type { Place } from './programs/place.ts';

/**
 * What stands in a topic, by partition: the ids of its events, with what a consumer has already dropped by position. Read by a client of its own, so
 * that what is checked is not what checks.
 */
export async function publishedIn({ brokers, topic }: Place): Promise<ReadonlyMap<number, readonly string[]>> {
  const kafka = new Kafka({ brokers: [brokers], clientId: 'auditor', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
  await admin.disconnect();
  const published = new Map([...ends.keys()].map((partition): [number, string[]] => [partition, []]));
  const last = new Map<number, number>();
  const missing = new Set([...ends].filter(([, end]) => end > 0).map(([partition]) => partition));
  if (missing.size === 0) return published;
  const consumer = kafka.consumer({ groupId: `auditor-${randomUUID()}`, maxWaitTimeInMs: 50 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const over = Promise.withResolvers<void>();
  consumer.on(consumer.events.CRASH, ({ payload }) => over.reject(payload.error));
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message: { headers = {}, offset } }) => {
      const position = Number(String(headers['ce_position']));
      if (position > (last.get(partition) ?? 0)) {
        last.set(partition, position);
        if (String(headers['ce_type']) !== 'PositionReached') published.get(partition)?.push(String(headers['ce_id']));
      }
      if (Number(offset) + 1 >= (ends.get(partition) ?? 0)) missing.delete(partition);
      if (missing.size === 0) over.resolve();
    },
  });
  await over.promise.finally(() => consumer.disconnect());
  return published;
}
