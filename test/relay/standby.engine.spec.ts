import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestConsumer, visits } from '@zongheng/event-feed/contract';
import { kafkaFeed, type KafkaSettings } from '@zongheng/event-feed-kafka';
import type { EventStore } from '@zongheng/event-store';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import type { Instant, RecordedEvent } from '@zongheng/kernel';
import { endProgramsAfterwards } from '../running/program.ts';
import { type RelayProcess, startRelay } from './service.ts';

const { EVENTSTORE_URL = '', KAFKA_BROKERS = '' } = process.env;

/** Events recorded without a pause, until it is ended. */
class Load {
  readonly recorded: RecordedEvent[] = [];
  readonly #store: EventStore;
  readonly #running: Promise<void>;
  #isOver = false;

  constructor(store: EventStore) {
    this.#store = store;
    this.#running = this.#run();
  }

  async end(): Promise<readonly RecordedEvent[]> {
    this.#isOver = true;
    await this.#running;
    return this.recorded.sort((one, other) => one.position - other.position);
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const appends = visits(10).map(({ stream, event }) => this.#store.append(stream, 'no-stream', [event]));
      for (const { events } of await Promise.all(appends)) this.recorded.push(...events);
      await sleep(5);
    }
  }
}

endProgramsAfterwards();

describe('the relay and its standby, as processes', () => {
  let store: EventStore;
  let environment: Readonly<Record<string, string>>;
  let kafka: KafkaSettings;
  let relays: RelayProcess[] = [];
  let load: Load | null = null;
  let consumer: TestConsumer;
  const ending: { abort: AbortController; consuming: Promise<void> }[] = [];

  beforeEach(async () => {
    const namespace = `r${randomBytes(6).toString('hex')}`;
    const topic = `spec-${randomUUID()}`;
    store = await openEventStoreDb({ connectionString: EVENTSTORE_URL, namespace, clock: () => new Date().toISOString() as Instant });
    kafka = { brokers: KAFKA_BROKERS.split(','), clientId: 'spec', topic };
    environment = {
      EVENTSTORE_URL,
      EVENTSTORE_NAMESPACE: namespace,
      KAFKA_BROKERS,
      KAFKA_TOPIC: topic,
      KAFKA_PARTITIONS: '4',
      KAFKA_REPLICATION: '1',
    };
    relays = await Promise.all([startRelay(environment), startRelay(environment)]);
    await until(async () => (await standings()).every((standing) => standing !== null));
    load = new Load(store);
    consumer = new TestConsumer('views');
    const abort = new AbortController();
    ending.push({ abort, consuming: kafkaFeed({ kafka, log: store }).consume(consumer, abort.signal) });
    await until(async () => consumer.seen.length > 100);
  });

  afterEach(async () => {
    await load?.end();
    load = null;
    for (const { abort, consuming } of ending.splice(0)) {
      abort.abort();
      await consuming;
    }
    for (const { program } of relays) program.child.kill('SIGKILL');
    await Promise.all(relays.map(({ program }) => program.ended));
    await store.close();
  });

  const standings = (): Promise<readonly (string | null)[]> => Promise.all(relays.map((relay) => relay.standing()));

  /** The one that publishes, and the one that stands by. */
  async function roles(): Promise<readonly [active: RelayProcess, standby: RelayProcess]> {
    const [one, other] = relays;
    if (!one || !other) throw new Error('there are two');
    return (await one.standing()) === 'active' ? [one, other] : [other, one];
  }

  /** How long it takes until something is consumed that was recorded from now on, in ms. */
  async function silence(): Promise<number> {
    const begun = performance.now();
    const from = await store.head();
    await until(async () => consumer.seen.some(({ position }) => position > from));
    return performance.now() - begun;
  }

  async function everythingOnce(): Promise<void> {
    const recorded = (await load?.end()) ?? [];
    await consumer.everyShardAt(recorded.at(-1)?.position ?? 0);
    expect([...consumer.seen].sort((one, other) => one.position - other.position).map(({ id }) => id)).toEqual(
      recorded.map(({ id }) => id),
    );
  }

  it('are one that publishes and one that stands by, both ready, and say so', async () => {
    expect([...(await standings())].sort()).toEqual(['active', 'standby']);
    const [active, standby] = await roles();
    expect(await active.figure('zongheng_relay_active')).toBe(1);
    expect(await standby.figure('zongheng_relay_active')).toBe(0);
    expect(await active.figure('zongheng_relay_events')).toBeGreaterThan(100);
    expect(await standby.figure('zongheng_relay_events')).toBe(0);
    await load?.end();
    await until(async () => (await active.figure('zongheng_relay_lag_events')) === 0);
    expect(await active.figure('zongheng_relay_lag_seconds')).toBe(0);
    expect(await standby.figure('zongheng_relay_lag_events')).toBeNull();
    await everythingOnce();
  });

  it('go on within ten seconds when the one that publishes is killed', async () => {
    const [active, standby] = await roles();
    active.program.child.kill('SIGKILL');
    await active.program.ended;
    expect(await silence()).toBeLessThan(10_000);
    expect(await standby.standing()).toBe('active');
    await everythingOnce();
  });

  it('go on when it is stopped for longer than its session, and it publishes nothing when it wakes', async () => {
    const [active, standby] = await roles();
    active.program.child.kill('SIGSTOP');
    expect(await silence()).toBeLessThan(10_000);
    expect(await standby.standing()).toBe('active');
    await sleep(1_000);
    active.program.child.kill('SIGCONT');
    await until(async () => (await active.standing()) === 'standby');
    const published = await active.figure('zongheng_relay_events');
    await sleep(1_000);
    expect(await active.figure('zongheng_relay_events')).toBe(published);
    expect(await standby.standing()).toBe('active');
    await everythingOnce();
  });

  it('hand over within two seconds when the one that publishes is told to stop', async () => {
    const [active, standby] = await roles();
    active.program.child.kill('SIGTERM');
    const begun = performance.now();
    await until(async () => (await standby.standing()) === 'active');
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await active.program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await silence()).toBeLessThan(2_000);
    await everythingOnce();
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}
