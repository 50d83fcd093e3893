import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import { leaveOutTimerWarnings } from './quiet-timers.ts';

export const defaultTopic = 'crm.events';

export interface KafkaSettings {
  /** `host:port` of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  /** How this process names itself to the brokers. */
  readonly clientId: string;
  /** By default `crm.events`: one topic, so that a customer's events have one order across contexts. */
  readonly topic?: string;
  readonly tls?: Exclude<KafkaConfig['ssl'], undefined>;
  readonly sasl?: Exclude<KafkaConfig['sasl'], undefined>;
  /** What the client has to say of brokers that come and go. By default nothing: what matters ends in an error. */
  readonly onLog?: (line: string) => void;
}

/** The client, which reaches for no broker before it is used. */
export function clientOf({ brokers, clientId, tls, sasl, onLog }: KafkaSettings): Kafka {
  leaveOutTimerWarnings();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8 },
    logLevel: onLog ? logLevel.WARN : logLevel.NOTHING,
    logCreator:
      () =>
      ({ namespace, log: { message } }) =>
        onLog?.(`${namespace}: ${message}`),
    ...(tls === undefined ? {} : { ssl: tls }),
    ...(sasl === undefined ? {} : { sasl }),
  });
}
