import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureTopic, type KafkaSettings, relay } from '@zongheng/event-feed-kafka';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import { openSqliteEventStore, type SqliteEventStore } from '@zongheng/event-store-sqlite';
import type { Instant } from '@zongheng/kernel';
import { ProjectionEngine, StoredProgress } from '@zongheng/projection';
import { appendAll, storedTexts, toyLog, toyViews } from '@zongheng/projection/testing';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import { openMongoReadStore } from '@zongheng/read-store-mongodb';
import { MongoClient } from 'mongodb';
import { programArguments } from '../bench/src/process/program.ts';

const brokers = process.env['KAFKA_BROKERS'] ?? '';
const url = process.env['MONGODB_URL'] ?? '';
const program = join(import.meta.dirname, 'projecting.ts');
const events = toyLog(3_000, 200);

/** Projectors in processes of their own, over a log, a topic and a database of their own. */
class Projectors {
  readonly folder: string;
  readonly database = `spec-${randomUUID()}`;
  readonly kafka: KafkaSettings = { brokers: brokers.split(','), clientId: 'spec', topic: `spec-${randomUUID()}` };
  readonly log: SqliteEventStore;
  readonly #stopping = new AbortController();
  readonly #relay: Promise<void>;
  readonly #running = new Set<ChildProcess>();

  private constructor(log: SqliteEventStore, folder: string) {
    this.log = log;
    this.folder = folder;
    this.#relay = ensureTopic(this.kafka, { partitions: 4, replication: 1, retentionMs: -1 }).then(() =>
      relay({ log, kafka: this.kafka, pauseMs: 100 }, this.#stopping.signal),
    );
  }

  static async begin(): Promise<Projectors> {
    const folder = mkdtempSync(join(tmpdir(), 'projectors-'));
    const clock = () => new Date().toISOString() as Instant;
    return new Projectors(await openSqliteEventStore({ folder, clock }), folder);
  }

  async start(): Promise<ChildProcess> {
    const given = [this.folder, brokers, this.kafka.topic ?? '', url, this.database];
    const child = spawn(process.execPath, programArguments(program, ...given), { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#running.add(child);
    await once(child.stdout, 'data');
    return child;
  }

  async kill(child: ChildProcess): Promise<void> {
    this.#running.delete(child);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async store(): Promise<ReadStore> {
    return openMongoReadStore({ url, database: this.database });
  }

  async end(): Promise<void> {
    for (const child of this.#running) await this.kill(child);
    this.#stopping.abort();
    await this.#relay;
    await this.log.close();
    const client = new MongoClient(url);
    await client.db(this.database).dropDatabase();
    await client.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function everything(store: ReadStore): Promise<readonly (readonly string[])[]> {
  const served = new Map((await store.served()).map(({ view, build }) => [view, build]));
  return Promise.all(toyViews.map((view) => storedTexts(store, view, served.get(view.name) ?? '')));
}

/** What the embedded engine makes of the log. */
async function embedded(log: SqliteEventStore): Promise<readonly (readonly string[])[]> {
  const store = memoryReadStore();
  const engine = new ProjectionEngine({ views: toyViews, log, store, feed: inProcessFeed(log) });
  await engine.start();
  for (const { name } of toyViews) await engine.progress.waitFor(name, 'all', await log.head(), 30_000);
  await engine.stop();
  return everything(store);
}

describe('projectors on Kafka and MongoDB', () => {
  let world: Projectors;
  let store: ReadStore;
  let progress: StoredProgress;

  beforeEach(async () => {
    world = await Projectors.begin();
    store = await world.store();
  });

  afterEach(async () => {
    progress.close();
    await store.close();
    await world.end();
  });

  async function caughtUp(): Promise<void> {
    const head = await world.log.head();
    for (const { name } of toyViews)
      expect({ name, isThere: await progress.waitFor(name, 'all', head, 40_000) }).toEqual({ name, isThere: true });
  }

  it('share the work, are killed with -9 and come back, wake up with partitions that are another’s by now, and end as the embedded engine does', async () => {
    const first = await world.start();
    let second = await world.start();
    progress = await StoredProgress.open({ store, views: toyViews });
    let isOver = false;
    const traffic = (async () => {
      for (let from = 0; from < events.length && !isOver; from += 20) {
        await appendAll(world.log, events.slice(from, from + 20));
        await pause(60);
      }
    })();
    for (let round = 0; round < 2; round += 1) {
      await pause(2_500 + round * 700);
      await world.kill(second);
      second = await world.start();
    }
    // Longer than its session: its partitions go to the other, and it finds out after it has written.
    first.kill('SIGSTOP');
    await pause(8_000);
    first.kill('SIGCONT');
    await traffic;
    isOver = true;
    await caughtUp();
    expect(await everything(store)).toEqual(await embedded(world.log));
  }, 180_000);

  it('bring a rebuilt view live together, and remove what one left that was killed while it rebuilt', async () => {
    const first = await world.start();
    const second = await world.start();
    progress = await StoredProgress.open({ store, views: toyViews });
    await appendAll(world.log, events.slice(0, 1_500));
    await caughtUp();
    second.stdin?.write('rebuild parcels\n');
    while (!(await store.builds()).some(({ build }) => build === 'parcels@1.2')) await pause(5);
    await world.kill(second);
    expect(progress.get('parcels')?.build).toBe('parcels@1.1');
    const left = async (): Promise<number> => (await store.builds()).length;
    for (let tries = 0; (await left()) > toyViews.length && tries < 200; tries += 1) await pause(100);
    expect(await left()).toBe(toyViews.length);
    const traffic = appendAll(world.log, events.slice(1_500, 1_800));
    const rebuilt = once(first.stdout ?? process.stdin, 'data');
    first.stdin?.write('rebuild parcels\n');
    expect(JSON.parse(String((await rebuilt)[0]))).toMatchObject({ view: 'parcels', isServed: true, difference: null, error: null });
    await traffic;
    await caughtUp();
    expect(await everything(store)).toEqual(await embedded(world.log));
  }, 120_000);
});
