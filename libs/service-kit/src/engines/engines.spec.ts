import { configured } from '../settings.ts';
import { logSettings, openLog } from './log.ts';
import { readModelSettings } from './read-models.ts';
import { kafkaOf, topicSettings } from './topic.ts';

const kafkaIn = (environment: Readonly<Record<string, string>>) => kafkaOf(configured(topicSettings, environment), 'relay');

async function complaintOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return `${String(error)} ${JSON.stringify(error)}`;
  }
  return 'it was taken';
}

describe('the engines of the environment', () => {
  it('have to be named', () => {
    expect(() => configured(logSettings, {})).toThrow(/EVENTSTORE_URL.*esdb:/);
    expect(() => configured(topicSettings, {})).toThrow(/KAFKA_BROKERS/);
    expect(() => configured(readModelSettings, {})).toThrow(/MONGODB_URL.*replica set/);
  });

  it('are named in the words of each, and errors never show credentials', async () => {
    const said = await Promise.all([
      complaintOf(() => configured(logSettings, { EVENTSTORE_URL: 'http://admin:hunter2@db:2113' })),
      complaintOf(() => configured(readModelSettings, { MONGODB_URL: 'mongo://admin:hunter2@db' })),
      complaintOf(() => openLog({ EVENTSTORE_URL: 'esdb://admin:hunter2@db:port?tls=perhaps', EVENTSTORE_NAMESPACE: 'crm' })),
    ]);
    for (const complaint of said) {
      expect(complaint).toMatch(/esdb:|mongodb:/);
      expect(complaint).not.toContain('hunter2');
    }
  });

  it('are, of Kafka, some brokers and one topic', () => {
    expect(kafkaIn({ KAFKA_BROKERS: 'one:9092, two:9092' })).toEqual({
      brokers: ['one:9092', 'two:9092'],
      clientId: 'relay',
      topic: 'crm.events',
    });
    expect(() => kafkaIn({ KAFKA_BROKERS: 'one' })).toThrow(/host:port/);
    expect(() => kafkaIn({ KAFKA_BROKERS: 'one:9092', KAFKA_TOPIC: 'a topic' })).toThrow(/KAFKA_TOPIC/);
  });

  it('are reached over TLS and by name where that is said, whole or not at all', () => {
    const brokers = { KAFKA_BROKERS: 'one:9092' };
    expect(kafkaIn({ ...brokers, KAFKA_TLS: 'yes' })).toMatchObject({ tls: {} });
    expect(kafkaIn({ ...brokers, KAFKA_TLS: 'yes', KAFKA_TLS_CA: 'pem' })).toMatchObject({ tls: { ca: 'pem' } });
    expect(() => kafkaIn({ ...brokers, KAFKA_TLS: 'yes', KAFKA_TLS_CERT: 'pem' })).toThrow(/a certificate and its key/);
    const named = { ...brokers, KAFKA_SASL: 'scram-sha-512', KAFKA_SASL_USERNAME: 'crm' };
    expect(() => kafkaIn(named)).toThrow(/KAFKA_SASL_PASSWORD/);
    const sasl = { mechanism: 'scram-sha-512', username: 'crm', password: 'secret' };
    expect(kafkaIn({ ...named, KAFKA_SASL_PASSWORD: 'secret' })).toMatchObject({ sasl });
  });
});
