import { randomBytes } from 'node:crypto';
import { ensureTopic, type KafkaSettings, relay } from '@zongheng/event-feed-kafka';
import type { EventLog } from '@zongheng/event-store';

/** A topic of its own for one measurement. */
export async function newTopic(partitions: number): Promise<KafkaSettings> {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  const kafka = { brokers, clientId: 'bench', topic: `bench-${randomBytes(6).toString('hex')}` };
  await ensureTopic(kafka, { partitions, replication: 1, retentionMs: -1 });
  return kafka;
}

/** Publishes all that a log holds, and marks every partition as that far. */
export async function publishAll(log: EventLog, kafka: KafkaSettings): Promise<void> {
  const head = await log.head();
  const stop = new AbortController();
  await relay(
    {
      log,
      kafka,
      batchMax: 2_000,
      onState: (told) => {
        // Silent partitions are marked soon after.
        if (told.state === 'published' && told.position >= head) setTimeout(() => stop.abort(), 500);
      },
    },
    stop.signal,
  );
}
