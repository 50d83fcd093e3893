import type { TopicSettings } from '@zongheng/event-feed-kafka';
import { type Configured, listeningSettings, logSettings, setting, topicSettings, wholeNumber } from '@zongheng/service-kit';

const shards = 64;
const dayMs = 86_400_000;

export const settings = {
  ...listeningSettings,
  ...logSettings,
  ...topicSettings,
  KAFKA_PARTITIONS: setting('how many partitions the topic has: so many projectors can share the work', wholeNumber(1, shards), {
    fallback: '12',
  }),
  KAFKA_REPLICATION: setting('how many brokers hold each message', wholeNumber(1, 9), { fallback: '3' }),
  KAFKA_RETENTION_DAYS: setting(
    'how many days a message is kept; -1 for ever. Whoever comes later reads the store',
    wholeNumber(-1, 36_500),
    {
      fallback: '30',
    },
  ),
};

export type RelayConfiguration = Configured<typeof settings>;

/** How the topic is made, or must be. */
export function declaredTopic({ KAFKA_PARTITIONS, KAFKA_REPLICATION, KAFKA_RETENTION_DAYS }: RelayConfiguration): TopicSettings {
  return {
    partitions: KAFKA_PARTITIONS,
    replication: KAFKA_REPLICATION,
    retentionMs: KAFKA_RETENTION_DAYS < 0 ? -1 : KAFKA_RETENTION_DAYS * dayMs,
  };
}
