import { randomBytes } from 'node:crypto';
import { type EventStore } from '@zongheng/event-store';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import { startDoubleProcess } from '../../../eventstore/double/process.ts';
import { type Bench, type BenchGround, roundsAt, scaled } from '../harness/bench.ts';
import { rateRow, type Row } from '../harness/row.ts';
import { byTurns } from '../harness/statistics.ts';
import { appendRaw, appendsOf } from '../engines/raw-client.ts';
import { inWindow } from '../house/clients.ts';
import { houseOver } from '../house/house.ts';
import { now, today, townOf, townSize } from '../house/town.ts';
import { lives } from './commands.ts';
import { projectorRows, projectors } from './projectors.ts';

const clients = 64;
const rounds = 4;
const counterpart = 'the client alone, appending the very same events, 64 streams at once';

interface Server {
  readonly title: string;
  readonly address: string;
  stop(): Promise<void>;
}

/** The server that the environment names; else the double, as a process of its own. */
async function serverOf(ground: BenchGround): Promise<Server> {
  const address = process.env['EVENTSTORE_URL'] ?? '';
  if (address !== '') return { title: 'the server that EVENTSTORE_URL names', address, stop: async () => undefined };
  const double = await startDoubleProcess({ folder: ground.folder('eventstore'), sizeMax: 16 * 1024 * 1024 - 1 });
  return { title: 'the wire double', address: `esdb://127.0.0.1:${double.port}?tls=false`, stop: () => double.kill() };
}

/** Commands through the bus over the adapter, against the appends that came of them, by turns on one server. */
async function commandsOnEventStore(ground: BenchGround): Promise<Row> {
  const server = await serverOf(ground);
  let appended: Awaited<ReturnType<typeof appendsOf>> = [];
  let count = 0;
  const product = async (): Promise<number> => {
    const store = await openEventStoreDb({ connectionString: server.address, clock: () => now, namespace: anyName() });
    const done = await measured(ground, store);
    ({ appended, count } = done);
    return (count / done.ms) * 1_000;
  };
  const raw = async (): Promise<number> => {
    const ms = await appendRaw(server.address, `${anyName()}.`, appended, clients);
    return (appended.flat().length / ms) * 1_000;
  };
  try {
    const compared = await byTurns(roundsAt(ground, rounds), product, raw);
    const notes = [`on ${server.title}`, `${count} commands, ${appended.flat(2).length} events`];
    return rateRow('engines.commands', { ...compared, unit: 'commands/s' }, { counterpart, notes, atLeast: 0.85 });
  } finally {
    await server.stop();
  }
}

async function measured(ground: BenchGround, store: EventStore) {
  const house = await houseOver(store, { clock: () => now });
  try {
    const town = townOf(townSize({ scale: ground.scale / 8 }), today);
    await inWindow(town.orders, 256, async (order) => void (await house.carryOut(order)));
    const { count, run } = await lives(scaled(1_500, ground, clients)).prepare(house, town);
    const before = await store.head();
    const ms = await run();
    return { ms, count, appended: await appendsOf(store, before) };
  } finally {
    await house.close();
  }
}

function anyName(): string {
  return `b${randomBytes(6).toString('hex')}`;
}

export const engines: Bench = {
  name: 'engines',
  rows: ['engines.commands', ...projectorRows],
  what: 'commands through the bus over EventStoreDB or its double, 64 at once; from Kafka into MongoDB, and how soon it is seen there',
  run: async (ground) => [await commandsOnEventStore(ground), ...(await projectors(ground))],
};
