import { setTimeout as sleep } from 'node:timers/promises';
import { TestConsumer, visits } from '@zongheng/event-feed/contract';
import type { RecordedEvent } from '@zongheng/kernel';
import { kafkaFeed } from './kafka-feed.ts';
import { standingRelay, type StandingRelayState } from './standing-relay.ts';
import { PublishedLog } from './testing/published-log.ts';

const declared = { partitions: 4, replication: 1, retentionMs: -1 };

/** A relay that stands for election, and what it has told of itself. */
class Standing {
  readonly told: StandingRelayState[] = [];
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  constructor({ kafka, store }: PublishedLog) {
    const options = { kafka, log: store, declared, pauseMs: 100, onState: (state: StandingRelayState) => void this.told.push(state) };
    this.#running = standingRelay(options, this.#stop.signal);
  }

  get standing(): string | undefined {
    return this.told.map(({ state }) => state).findLast((state) => state === 'active' || state === 'standby');
  }

  get publishedEvents(): number {
    return this.told.reduce((sum, told) => sum + (told.state === 'published' ? told.events : 0), 0);
  }

  get position(): number {
    return Math.max(0, ...this.told.map((told) => (told.state === 'published' ? told.position : 0)));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}

describe('relays that stand for election', () => {
  let log: PublishedLog;
  const relays: Standing[] = [];

  const start = (): Standing => {
    const relay = new Standing(log);
    relays.push(relay);
    return relay;
  };

  beforeEach(async () => {
    log = await PublishedLog.make();
  });

  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.stop();
    await log.close();
  });

  it('elect one of two that start at once; the other stands by and publishes nothing', async () => {
    const both = [start(), start()];
    const recorded = await log.record(visits(50));
    await until(() => both.every(({ standing }) => standing !== undefined));
    await until(() => both.some(({ position }) => position >= (recorded.at(-1)?.position ?? 0)));
    expect(both.map(({ standing }) => standing).sort()).toEqual(['active', 'standby']);
    expect(both.find(({ standing }) => standing === 'standby')?.publishedEvents).toBe(0);
  });

  it('keep the one that publishes, whoever comes and goes', async () => {
    const first = start();
    await until(() => first.standing === 'active');
    for (let round = 0; round < 3; round += 1) {
      const other = start();
      await until(() => other.standing !== undefined);
      expect(other.standing).toBe('standby');
      await other.stop();
    }
    expect(first.told.filter(({ state }) => state === 'active')).toHaveLength(1);
    expect(first.told.filter(({ state }) => state === 'standby' || state === 'failed')).toEqual([]);
  });

  it('hand over within two seconds when the one that publishes stops in order', async () => {
    const [one, other] = [start(), start()];
    await until(() => one.standing !== undefined && other.standing !== undefined);
    const [active, standby] = one.standing === 'active' ? [one, other] : [other, one];
    await log.record(visits(20));
    await until(() => active.publishedEvents === 20);
    // By now it has long joined the group by which it reads the tails.
    await sleep(500);
    const begun = performance.now();
    const stopping = active.stop();
    const [last] = await log.record(visits(1));
    await until(() => Math.max(standby.position, active.position) >= (last?.position ?? 0) && standby.standing === 'active');
    expect(performance.now() - begun).toBeLessThan(2_000);
    await stopping;
  });

  it('lose nothing and repeat nothing for consumers while they take turns', async () => {
    const consumer = new TestConsumer('views');
    const ending = new AbortController();
    const consuming = kafkaFeed({ kafka: log.kafka, log: log.store }).consume(consumer, ending.signal);
    const recorded: RecordedEvent[] = [];
    let standing = start();
    for (let round = 0; round < 3; round += 1) {
      const next = start();
      recorded.push(...(await log.record(visits(200))));
      await standing.stop();
      standing = next;
    }
    recorded.push(...(await log.record(visits(20))));
    await consumer.everyShardAt(recorded.at(-1)?.position ?? 0);
    ending.abort();
    await consuming;
    expect([...consumer.seen].sort((one, other) => one.position - other.position)).toEqual(recorded);
  });
});
