import { visits } from '@zongheng/event-feed/contract';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { compareTopic } from './compare-topic.ts';
import { eventMessage, markMessage } from './message.ts';
import { clientOf } from './settings.ts';
import { PublishedLog } from './testing/published-log.ts';
import { withAdmin } from './topic.ts';

const partitions = 4;

describe('holding the topic against the log', () => {
  let log: PublishedLog;
  let recorded: readonly RecordedEvent[];

  beforeEach(async () => {
    log = await PublishedLog.make();
    recorded = await log.record(visits(300));
  });

  afterEach(() => log.close());

  const partitionOf = ({ orderingKey }: RecordedEvent): number => shardOf(orderingKey) % partitions;
  const compare = () => compareTopic({ kafka: log.kafka, log: log.store });

  /** Publishes events by hand, in the order given, and marks all partitions as whole. */
  async function published(events: readonly RecordedEvent[], upTo = recorded.at(-1)?.position ?? 0): Promise<void> {
    const producer = clientOf(log.kafka).producer();
    const last = Array.from({ length: partitions }, () => 0);
    const epoch = log.store.epoch;
    const messages = events.map((event) => {
      const partition = partitionOf(event);
      const message = eventMessage(event, { epoch, previous: last[partition] ?? 0 });
      last[partition] = event.position;
      return { ...message, partition };
    });
    const at = recorded.at(-1)?.recordedAt ?? (recorded[0] as RecordedEvent).recordedAt;
    const marks = last.map((previous, partition) => ({ ...markMessage({ epoch, position: upTo, previous }, at), partition }));
    await producer.connect();
    await producer.send({ topic: log.kafka.topic ?? '', acks: -1, messages: [...messages, ...marks] });
    await producer.disconnect();
  }

  it('finds what relays have published equal, event by event, repetitions counted', async () => {
    const stops = [log.startRelay(50), log.startRelay(70)];
    await log.publishedUpTo(recorded.at(-1)?.position ?? 0);
    for (const stop of stops) await stop();
    const finding = await compare();
    expect(finding).toMatchObject({ equal: true, difference: null, counts: { compared: 300, expired: 0, waiting: 0 } });
    expect(finding.hashes.topic).toBe(finding.hashes.log);
  });

  it('counts apart what has yet to be published', async () => {
    await published(recorded.slice(0, 200), recorded[199]?.position);
    expect(await compare()).toMatchObject({ equal: true, position: recorded[199]?.position, counts: { compared: 200, waiting: 100 } });
  });

  it('counts apart what the topic keeps no longer, and holds the rest against the log', async () => {
    await published(recorded);
    await withAdmin(clientOf(log.kafka), async (admin) => {
      const ends = await admin.fetchTopicOffsets(log.kafka.topic ?? '');
      await admin.deleteTopicRecords({
        topic: log.kafka.topic ?? '',
        partitions: ends.map(({ partition }) => ({ partition, offset: '10' })),
      });
    });
    expect(await compare()).toMatchObject({ equal: true, counts: { compared: 300 - 10 * partitions, expired: 10 * partitions } });
  });

  it('names an event that is not there', async () => {
    const gone = recorded[150] as RecordedEvent;
    await published(recorded.filter((event) => event !== gone));
    const { id, position } = gone;
    expect(await compare()).toMatchObject({ equal: false, difference: { kind: 'missing', id, position, partition: partitionOf(gone) } });
  });

  it('names an event that says something else', async () => {
    const { id, position } = recorded[150] as RecordedEvent;
    await published(recorded.map((event) => (event.id === id ? { ...event, data: { number: -1 } } : event)));
    const finding = await compare();
    expect(finding).toMatchObject({ equal: false, difference: { kind: 'altered', id, position } });
    expect(finding.hashes.topic).not.toBe(finding.hashes.log);
  });

  it('names an event that a later one of its partition has overtaken', async () => {
    const first = recorded[150] as RecordedEvent;
    const second = recorded.slice(151).find((event) => partitionOf(event) === partitionOf(first)) as RecordedEvent;
    const swapped = recorded.map((event) => (event === first ? second : event === second ? first : event));
    await published(swapped);
    expect(await compare()).toMatchObject({ equal: false, difference: { kind: 'overtaken', id: first.id, position: first.position } });
  });

  it('names a repetition that says something else, and an event that the log has not', async () => {
    const { id, position } = recorded[20] as RecordedEvent;
    await published([...recorded, { ...(recorded[20] as RecordedEvent), actor: 'another' }]);
    expect(await compare()).toMatchObject({ difference: { kind: 'altered', id, position } });
    await published([{ ...(recorded[20] as RecordedEvent), id: 'invented', position: 9_999 }], 9_999);
    expect((await compare()).equal).toBe(false);
  });
});
