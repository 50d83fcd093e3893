import type { KafkaSettings } from '@zongheng/event-feed-kafka';
import { oneOf, textLike, textOrNone, yesOrNo } from '../kinds.ts';
import { ConfigurationError, type Configured, secret, setting } from '../settings.ts';

const mechanisms = ['none', 'plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Where the published log is. */
export const topicSettings = {
  KAFKA_BROKERS: setting('some brokers of Kafka, as host:port, parted by commas', (text, name) => {
    const brokers = text.split(',').map((broker) => broker.trim());
    for (const broker of brokers) textLike(/^\S+:\d{1,5}$/, 'give each as host:port, parted by commas')(broker, name);
    return brokers;
  }),
  KAFKA_TOPIC: setting(
    'the topic that the log is published into',
    textLike(/^[a-zA-Z0-9._-]{1,200}$/, 'give at most 200 letters, digits, dots, dashes and underscores'),
    { fallback: 'crm.events' },
  ),
  KAFKA_TLS: setting('whether brokers are reached over TLS', yesOrNo, { fallback: 'no' }),
  KAFKA_TLS_CA: secret('the certificates that brokers are trusted by, as PEM', textOrNone, ''),
  KAFKA_TLS_CERT: secret('the certificate by which a service shows itself, as PEM', textOrNone, ''),
  KAFKA_TLS_KEY: secret('the key of that certificate, as PEM', textOrNone, ''),
  KAFKA_SASL: setting(`how a service shows itself by name: ${mechanisms.join(', ')}`, oneOf(mechanisms), { fallback: 'none' }),
  KAFKA_SASL_USERNAME: setting('the name', textOrNone, { fallback: '' }),
  KAFKA_SASL_PASSWORD: secret('the password', textOrNone, ''),
};

/**
 * How Kafka is reached.
 * @param clientId how the service names itself to the brokers
 * @throws ConfigurationError where settings do not fit together
 */
export function kafkaOf(values: Configured<typeof topicSettings>, clientId: string): KafkaSettings {
  const tls = tlsOf(values);
  const sasl = saslOf(values);
  return {
    brokers: values.KAFKA_BROKERS,
    clientId,
    topic: values.KAFKA_TOPIC,
    ...(tls === null ? {} : { tls }),
    ...(sasl === null ? {} : { sasl }),
  };
}

type Values = Configured<typeof topicSettings>;
type Tls = Exclude<KafkaSettings['tls'], undefined>;
type Sasl = Exclude<KafkaSettings['sasl'], undefined>;

function tlsOf({ KAFKA_TLS, KAFKA_TLS_CA: ca, KAFKA_TLS_CERT: cert, KAFKA_TLS_KEY: key }: Values): Tls | null {
  if (!KAFKA_TLS) return null;
  if ((cert === null) !== (key === null)) throw new ConfigurationError('KAFKA_TLS_KEY', null, 'give a certificate and its key, or neither');
  return { ...(ca === null ? {} : { ca }), ...(cert === null || key === null ? {} : { cert, key }) };
}

function saslOf({ KAFKA_SASL: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password }: Values): Sasl | null {
  if (mechanism === 'none') return null;
  if (username === null || password === null) {
    throw new ConfigurationError('KAFKA_SASL', mechanism, 'give KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD, or KAFKA_SASL=none');
  }
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
  }
}
