import { randomUUID } from 'node:crypto';
import { ensureTopic, type KafkaSettings, relay } from '@zongheng/event-feed-kafka';
import type { EventStore } from '@zongheng/event-store';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import { businessDate } from '@zongheng/kernel';
import { wallClock } from '@zongheng/service-kit';
import { findEngine } from '../../../engines/found.ts';
import { produceRaw, rawMessagesOf, readRaw } from '../engines/raw-relay.ts';
import { type Bench, type BenchGround, roundsAt, scaled } from '../harness/bench.ts';
import { rateRow, type Row } from '../harness/row.ts';
import { byTurns } from '../harness/statistics.ts';
import { inWindow } from '../house/clients.ts';

const eventsInLog = 40_000;
const rounds = 4;
const partitions = 12;

/** The relay from an empty topic to the last acknowledgement, against what bounds it: reading the same events, or producing the same messages, by the clients alone. */
async function relayed(ground: BenchGround): Promise<Row> {
  const kafka = await findEngine('kafka', ground.folder('kafka'), ground.say);
  const server = await findEngine('eventstoredb', ground.folder('eventstore'), ground.say);
  const store = await openEventStoreDb({
    connectionString: server.address,
    clock: wallClock,
    namespace: `b${randomUUID().slice(0, 8).replaceAll('-', '')}`,
  });
  try {
    const count = await filled(store, scaled(eventsInLog, ground, 500));
    const messages = await rawMessagesOf(store, partitions);
    const topicOf = async (): Promise<KafkaSettings> => {
      const settings: KafkaSettings = { brokers: kafka.address.split(','), clientId: 'bench', topic: `bench-${randomUUID()}` };
      await ensureTopic(settings, { partitions, replication: 1, retentionMs: -1 });
      return settings;
    };
    const bounds: { readonly read: number; readonly produced: number }[] = [];
    const compared = await byTurns(
      roundsAt(ground, rounds),
      async () => (count / (await publishing(store, await topicOf()))) * 1_000,
      async () => {
        const read = 1_000 / (await readRaw(server.address));
        const produced = 1_000 / (await produceRaw(await topicOf(), messages));
        bounds.push({ read, produced });
        return Math.min(read, produced);
      },
    );
    const notes = [
      `${count} events`,
      ...bounds.slice(-1).map(({ read, produced }) => `read ${Math.round(read)}, produced ${Math.round(produced)} a second`),
    ];
    const counterpart = 'the slower of reading the log and producing its messages, 500 a send, by the clients alone';
    return rateRow('engines.relay', { ...compared, unit: 'events/s' }, { counterpart, notes, atLeast: 0.7 });
  } finally {
    await store.close();
    await server.stop();
    await kafka.stop();
  }
}

/** From the start of the relay, tails and all, until Kafka has acknowledged the last event. */
async function publishing(store: EventStore, kafka: KafkaSettings): Promise<number> {
  const head = await store.head();
  const stop = new AbortController();
  const done = Promise.withResolvers<number>();
  let began = 0;
  const running = relay(
    {
      log: store,
      kafka,
      onState(told) {
        // A topic that was just made may have no leader yet: the relay begins again by itself, and so does the clock.
        if (told.state === 'publishing') began = performance.now();
        if (told.state === 'published' && told.position >= head) done.resolve(performance.now() - began);
      },
    },
    stop.signal,
  );
  try {
    return await done.promise;
  } finally {
    stop.abort();
    await running;
  }
}

/** Records events of about 500 bytes in streams of ten. */
async function filled(store: EventStore, count: number): Promise<number> {
  const streams = Array.from({ length: Math.ceil(count / 10) }, (_, index) => index);
  await inWindow(streams, 64, async (index) => {
    const events = Array.from({ length: 10 }, (_, revision) => ({
      id: `${index}-${revision}`,
      type: 'VisitRecorded',
      schemaVersion: 1,
      orderingKey: `customer-${index % 5_000}`,
      businessDate: businessDate('2026-03-01'),
      actor: 'employee-7',
      correlationId: `request-${index}`,
      data: { number: revision, words: 'so much as an event of the product says '.repeat(8) },
    }));
    await store.append(`visit-${index}`, 'no-stream', events);
  });
  return streams.length * 10;
}

export const enginesRelay: Bench = {
  name: 'engines-relay',
  rows: ['engines.relay'],
  what: 'the relay, from the log in EventStoreDB or its double to acknowledged in Kafka',
  run: async (ground) => [await relayed(ground)],
};
