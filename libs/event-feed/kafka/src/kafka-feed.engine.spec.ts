import { setTimeout as sleep } from 'node:timers/promises';
import { eventFeedContract, TestConsumer, visits } from '@zongheng/event-feed/contract';
import { memoryEventStore } from '@zongheng/event-store';
import { type Instant, type RecordedEvent, shardCount } from '@zongheng/kernel';
import { kafkaFeed } from './kafka-feed.ts';
import { relay } from './relay.ts';
import { clientOf } from './settings.ts';
import { PublishedLog } from './testing/published-log.ts';
import { ensureTopic, withAdmin } from './topic.ts';

eventFeedContract('Kafka', async () => {
  const log = await PublishedLog.make();
  log.startRelay();
  return {
    feed: kafkaFeed({ kafka: log.kafka, log: log.store }),
    async record(given) {
      const recorded = await log.record(given);
      // A consumer knows of what is in the topic: what waits is what waits there.
      await log.publishedUpTo(recorded.at(-1)?.position ?? 0);
      return recorded;
    },
    close: () => log.close(),
  };
});

describe('the feed over Kafka', () => {
  let log: PublishedLog;
  const stops: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    log = await PublishedLog.make();
  });

  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await log.close();
  });

  function start(consumer: TestConsumer): () => Promise<void> {
    const ending = new AbortController();
    const consuming = kafkaFeed({ kafka: log.kafka, log: log.store, sessionMs: 6_000 }).consume(consumer, ending.signal);
    const stop = async (): Promise<void> => {
      ending.abort();
      await consuming;
    };
    stops.push(stop);
    return stop;
  }

  const inOrder = (events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
    [...events].sort((one, other) => one.position - other.position);

  it('hands everything over once, however many relays publish at once, stop and come back', async () => {
    const consumer = new TestConsumer('views');
    start(consumer);
    const recorded: RecordedEvent[] = [];
    for (let round = 0; round < 3; round += 1) {
      const relays = [log.startRelay(7), log.startRelay(20)];
      recorded.push(...(await log.record(visits(150))));
      await relays[round % 2]?.();
      recorded.push(...(await log.record(visits(50))));
      await log.publishedUpTo(recorded.at(-1)?.position ?? 0);
      await relays[(round + 1) % 2]?.();
    }
    // The last one was stopped before it could mark the partitions that were silent at the end.
    log.startRelay();
    await consumer.everyShardAt(recorded.at(-1)?.position ?? 0);
    expect(inOrder(consumer.seen)).toEqual(recorded);
  });

  it('lets two consumers of a group share the shards, and one go on alone where the other left', async () => {
    log.startRelay();
    // Both write into the same checkpoints, as projectors do.
    const reached = Array.from({ length: shardCount }, () => 0);
    const [one, other] = [new TestConsumer('views'), new TestConsumer('views')];
    const seen: RecordedEvent[] = [];
    for (const consumer of [one, other]) {
      consumer.positions = async () => [...reached];
      const handle = consumer.handle.bind(consumer);
      consumer.handle = async (batch) => {
        const before = consumer.seen.length;
        consumer.reached.splice(0, shardCount, ...consumer.reached.map((each, shard) => Math.max(each, reached[shard] ?? 0)));
        await handle(batch);
        seen.push(...consumer.seen.slice(before));
        for (const [shard, position] of consumer.reached.entries()) reached[shard] = Math.max(reached[shard] ?? 0, position);
      };
    }
    const stopOne = start(one);
    const recorded = [...(await log.record(visits(100)))];
    await one.everyShardAt(recorded.at(-1)?.position ?? 0);
    start(other);
    // Partitions go over when the group has taken in the second: until then the first goes on with all of them.
    while (other.batches.length === 0) {
      recorded.push(...(await log.record(visits(10))));
      await sleep(100);
    }
    recorded.push(...(await log.record(visits(100))));
    await stopOne();
    recorded.push(...(await log.record(visits(100))));
    const last = recorded.at(-1)?.position ?? 0;
    while (reached.some((position) => position < last)) await sleep(20);
    expect(inOrder(seen)).toEqual(recorded);
    expect(one.seen.length).toBeGreaterThan(0);
    expect(other.seen.length).toBeGreaterThan(100);
  });

  it('has from the store what the topic keeps no longer', async () => {
    log.startRelay();
    const recorded = await log.record(visits(200));
    await log.publishedUpTo(recorded.at(-1)?.position ?? 0);
    await withAdmin(clientOf(log.kafka), async (admin) => {
      const ends = await admin.fetchTopicOffsets(log.kafka.topic ?? '');
      const partitions = ends.map(({ partition, high }) => ({ partition, offset: String(Math.floor(Number(high) / 2)) }));
      await admin.deleteTopicRecords({ topic: log.kafka.topic ?? '', partitions });
    });
    const consumer = new TestConsumer('late', { batchMax: 30 });
    start(consumer);
    await consumer.everyShardAt(recorded.at(-1)?.position ?? 0);
    expect(inOrder(consumer.seen)).toEqual(recorded);
    expect(Math.max(...consumer.batches.map(({ events }) => events.length))).toBeLessThanOrEqual(30);
  });

  it('publishes what a CloudEvents reader expects, and what an auditor needs', async () => {
    log.startRelay();
    const [recorded] = await log.record(visits(1));
    await log.publishedUpTo(recorded?.position ?? 0);
    const message = await firstMessage(log);
    expect(message.key).toBe(recorded?.orderingKey);
    expect(JSON.parse(message.value)).toEqual(recorded?.data);
    expect(message.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      ce_specversion: '1.0',
      ce_id: recorded?.id,
      ce_source: '/zongheng',
      ce_type: 'VisitRecorded',
      ce_subject: recorded?.stream,
      ce_time: recorded?.recordedAt,
      ce_position: String(recorded?.position),
      ce_previous: '0',
      ce_epoch: log.store.epoch,
    });
  });

  it('is refused a topic of another log, or with other partitions, by relay and consumer alike', async () => {
    const stop = log.startRelay();
    const recorded = await log.record(visits(3));
    await log.publishedUpTo(recorded.at(-1)?.position ?? 0);
    await stop();
    const other = memoryEventStore({ epoch: 'another', clock: () => '2026-03-01T08:00:00.000Z' as Instant });
    await expect(relay({ log: other, kafka: log.kafka }, new AbortController().signal)).rejects.toMatchObject({ code: 'FEED.EPOCH' });
    const consuming = kafkaFeed({ kafka: log.kafka, log: other }).consume(new TestConsumer('views'), new AbortController().signal);
    await expect(consuming).rejects.toMatchObject({ code: 'FEED.EPOCH' });
    await expect(ensureTopic(log.kafka, { partitions: 8, replication: 1, retentionMs: -1 })).rejects.toMatchObject({ code: 'FEED.TOPIC' });
    await expect(ensureTopic(log.kafka, { partitions: 65, replication: 1, retentionMs: -1 })).rejects.toMatchObject({ code: 'FEED.TOPIC' });
  });
});

interface Read {
  readonly key: string | undefined;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The first message of the topic that is no mark, as anybody reads it. */
async function firstMessage({ kafka }: PublishedLog): Promise<Read> {
  const consumer = clientOf(kafka).consumer({ groupId: `${kafka.topic}.reader` });
  const read = Promise.withResolvers<Read>();
  await consumer.connect();
  await consumer.subscribe({ topic: kafka.topic ?? '', fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const headers = Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]));
      if (headers['ce_type'] === 'VisitRecorded') read.resolve({ key: message.key?.toString(), value: String(message.value), headers });
    },
  });
  try {
    return await read.promise;
  } finally {
    await consumer.disconnect();
  }
}
