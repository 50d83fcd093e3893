import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { relay } from '@zongheng/event-feed-kafka';
import type { EventLog } from '@zongheng/event-store';
import { openSqliteEventStore, openSqliteLogReader } from '@zongheng/event-store-sqlite';
import { type BusinessDate, shardOf } from '@zongheng/kernel';
import { views } from '@zongheng/product/views';
import { StoredProgress } from '@zongheng/projection';
import { openMongoReadStore } from '@zongheng/read-store-mongodb';
import { wallClock } from '@zongheng/service-kit';
import { MongoClient } from 'mongodb';
import { newTopic, publishAll } from '../engines/topic.ts';
import { type BenchGround, scaled } from '../harness/bench.ts';
import { boundRow, missingRow, rateRow, type Row } from '../harness/row.ts';
import { median, percentile } from '../harness/statistics.ts';
import { inWindow } from '../house/clients.ts';
import { houseOver } from '../house/house.ts';
import { lifeOf, townOf, townSize } from '../house/town.ts';
import { programArguments } from '../process/program.ts';

const program = join(import.meta.dirname, '../engines/projecting.ts');
const partitions = 8;
const rawBulk = 1_000;
/** How often a command is carried out while it is measured how soon it can be seen. */
const everyMs = 50;

export const projectorRows = [
  'engines.projector',
  'engines.projectors.two',
  'engines.projector.memory',
  'engines.visible',
  'engines.visible.p99',
];

interface Projected {
  readonly eventsASecond: number;
  readonly cpuMs: number;
  readonly rss: number;
}

/** The rows of projecting from Kafka into MongoDB. */
export async function projectors(ground: BenchGround): Promise<readonly Row[]> {
  const url = process.env['MONGODB_URL'] ?? '';
  if (url === '' || !process.env['KAFKA_BROKERS']) {
    const reason = 'neither MONGODB_URL nor KAFKA_BROKERS name a server: eval "$(npm run -s engines -- up)"';
    return projectorRows.map((name) => missingRow(name, 'events/s', reason));
  }
  const folder = join(await ground.set('small'), 'log');
  const log = openSqliteLogReader({ folder });
  try {
    return [...(await throughput(ground, url, folder, log)), ...(await visible(ground, url))];
  } finally {
    await log.close();
  }
}

async function throughput(ground: BenchGround, url: string, folder: string, log: EventLog): Promise<readonly Row[]> {
  const kafka = await newTopic(partitions);
  await publishAll(log, kafka);
  const given = { folder, url, brokers: kafka.brokers.join(','), topic: kafka.topic ?? '', log };
  const raw = await rawUpserts(url, log);
  ground.say(`raw upserts: ${Math.round(raw)} events/s`);
  const one = await projected(given, 1);
  ground.say(`one projector: ${Math.round(one.eventsASecond)} events/s, ${Math.round(one.cpuMs)} ms of processor`);
  const two = await projected(given, 2);
  const notes = [
    `${await log.head()} events into ${views.length} views; ${Math.round((one.cpuMs * 1_000) / (await log.head()))} µs of processor an event`,
  ];
  const counterpart = `one raw unordered upsert for each event, ${rawBulk} a bulk write`;
  const against = (value: number, other: number) => ({ value, against: other, ratio: value / other, unit: 'events/s' });
  return [
    rateRow('engines.projector', against(one.eventsASecond, raw), { counterpart, notes, atLeast: 3 }),
    rateRow('engines.projectors.two', against(two.eventsASecond, one.eventsASecond), { counterpart: 'one projector', atLeast: 1.6 }),
    boundRow('engines.projector.memory', one.rss / 2 ** 20, 'MiB', { atMost: 300 }),
  ];
}

/** One upsert for each event, as whoever does not fold would write them. */
async function rawUpserts(url: string, log: EventLog): Promise<number> {
  const client = new MongoClient(url, { writeConcern: { w: 'majority' } });
  const db = client.db(`bench-${randomBytes(6).toString('hex')}`);
  const rows = db.collection<{ _id: string }>('raw');
  let count = 0;
  let ms = 0;
  try {
    for (let after = 0; ;) {
      const page = await log.readAll({ after, limit: rawBulk });
      const writes = page.events.map(({ id, ...event }) => ({
        replaceOne: { filter: { _id: id }, replacement: { ...event, data: JSON.stringify(event.data) }, upsert: true },
      }));
      const begun = performance.now();
      if (writes.length > 0) await rows.bulkWrite(writes, { ordered: false });
      ms += performance.now() - begun;
      count += writes.length;
      after = page.position;
      if (page.atEnd || count >= 30_000) return (count / ms) * 1_000;
    }
  } finally {
    await db.dropDatabase();
    await client.close();
  }
}

interface Given {
  readonly folder: string;
  readonly url: string;
  readonly brokers: string;
  readonly topic: string;
  readonly log: EventLog;
}

/** Some projectors fold a topic that is published already; from when they are told to begin until all views are at its end. */
async function projected({ folder, url, brokers, topic, log }: Given, count: number): Promise<Projected> {
  const database = `bench-${randomBytes(6).toString('hex')}`;
  const children: ChildProcess[] = [];
  const store = await openMongoReadStore({ url, database });
  try {
    for (let number = 0; number < count; number += 1) children.push(await started(folder, brokers, topic, url, database));
    const progress = await StoredProgress.open({ store, views, everyMs: [50, 100] });
    const head = await log.head();
    for (const child of children) child.stdin?.write('begin\n');
    const begun = performance.now();
    const there = await Promise.all(views.map(({ name }) => progress.waitFor(name, 'all', head, 900_000)));
    const ms = performance.now() - begun;
    progress.close();
    if (there.includes(false)) throw new Error('the projectors did not reach the end of the topic');
    const told = await Promise.all(children.map(figuresOf));
    return {
      eventsASecond: (head / ms) * 1_000,
      cpuMs: told.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
      rss: Math.max(...told.map(({ rss }) => rss)),
    };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await store.close();
    await dropped(url, database);
  }
}

async function started(...given: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', ...programArguments(program, ...given)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function figuresOf(child: ChildProcess): Promise<{ readonly cpuMs: number; readonly rss: number }> {
  if (!child.stdout) throw new Error('a projector has no output');
  const told = once(child.stdout, 'data');
  child.stdin?.write('tell\n');
  return JSON.parse(String((await told)[0])) as { cpuMs: number; rss: number };
}

async function dropped(url: string, database: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db(database).dropDatabase();
  await client.close();
}

/** From the answer to a command until what it recorded can be read, by way of the relay, Kafka and a projector. */
async function visible(ground: BenchGround, url: string): Promise<readonly Row[]> {
  const folder = join(ground.folder('visible'), 'log');
  const database = `bench-${randomBytes(6).toString('hex')}`;
  const kafka = await newTopic(partitions);
  const log = await openSqliteEventStore({ folder, clock: wallClock });
  const house = await houseOver(log, { clock: wallClock });
  const stop = new AbortController();
  const relaying = relay({ log, kafka }, stop.signal);
  const store = await openMongoReadStore({ url, database });
  const child = await started(folder, kafka.brokers.join(','), kafka.topic ?? '', url, database);
  const progress = await StoredProgress.open({ store, views });
  try {
    child.stdin?.write('begin\n');
    const today = wallClock().slice(0, 10) as BusinessDate;
    const town = townOf(townSize({ scale: 0.02 }), today);
    await inWindow(town.orders, 64, async (order) => void (await house.carryOut(order)));
    const settled = await progress.waitFor('opportunities', 'all', await log.head(), 60_000);
    if (!settled) throw new Error('the projector does not come as far as the log');
    const taken: number[] = [];
    const orders = Array.from({ length: scaled(60, ground, 5) }, (_, number) => lifeOf(town, number, 'v')).flat();
    for (const order of orders) {
      const next = new Promise((resolve) => setTimeout(resolve, everyMs));
      const { position } = await house.carryOut(order);
      const begun = performance.now();
      const [last] = (await log.readAll({ after: position - 1, limit: 1 })).events;
      if (!last) throw new Error(`${order.command} recorded nothing`);
      if (!(await progress.waitFor('opportunities', shardOf(last.orderingKey), last.position, 10_000)))
        throw new Error('it is not seen at all');
      taken.push(performance.now() - begun);
      await next;
    }
    const notes = [`${orders.length} commands on the embedded log, one every ${everyMs} ms`];
    return [
      boundRow('engines.visible', median(taken), 'ms', { atMost: 60, notes }),
      boundRow('engines.visible.p99', percentile(taken, 0.99), 'ms', { atMost: 250 }),
    ];
  } finally {
    progress.close();
    child.kill('SIGKILL');
    stop.abort();
    await relaying;
    await store.close();
    await house.close();
    await dropped(url, database);
  }
}
