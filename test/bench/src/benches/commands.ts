import { join } from 'node:path';
import { type Bench, type BenchGround, roundsAt, scaled } from '../harness/bench.ts';
import { rateRow, type Row } from '../harness/row.ts';
import { byTurns } from '../harness/statistics.ts';
import { inWindow, withClients } from '../house/clients.ts';
import { type House, openHouse } from '../house/house.ts';
import { changeOf, lifeCommands, lifeOf, now, today, type Town, townOf, townSize } from '../house/town.ts';
import { readRawLog, writeRaw } from '../raw/raw-log.ts';

const clients = 64;
const rounds = 5;
const counterpart =
  'a loop on node:sqlite that inserts the very same rows into the same tables and indexes, 64 commands a transaction (WAL, FULL)';

/** Measures a load in a house of its own, and the raw loop on the rows that came of it, by turns. */
async function againstRaw(ground: BenchGround, name: string, load: Load): Promise<Row> {
  let last: Measured | null = null;
  const product = async (): Promise<number> => {
    last = await measured(ground, name, load);
    return last.rate;
  };
  const raw = async (round: number): Promise<number> =>
    writeRaw(join(ground.folder(`${name}-raw-${round}`), 'raw.sqlite'), readRawLog(last?.dataDir ?? '', last?.before ?? 0));
  const compared = await byTurns(roundsAt(ground, rounds), product, raw);
  const notes = last === null ? [] : [(last as Measured).note];
  return rateRow(name, { ...compared, unit: 'commands/s' }, { counterpart, notes, atLeast: load.atLeast });
}

/** How a load went. */
interface Measured {
  /** Commands a second. */
  readonly rate: number;
  readonly note: string;
  readonly dataDir: string;
  /** The last position before the load. */
  readonly before: number;
}

/** Puts a load on a house in a folder of its own. */
export async function measured(ground: BenchGround, name: string, load: Load): Promise<Measured> {
  const dataDir = ground.folder(name);
  const house = await openHouse({ folder: join(dataDir, 'log'), clock: () => now });
  try {
    const town = townOf(townSize(ground), today);
    await inWindow(town.orders, 256, async (order) => void (await house.carryOut(order)));
    const { count, run } = await load.prepare(house, town);
    const before = await house.store.head();
    const { commits } = house.store.stats();
    const cpu = process.threadCpuUsage();
    const ms = await run();
    const { user, system } = process.threadCpuUsage(cpu);
    const written = house.store.stats();
    const aCommit = (count / (written.commits - commits)).toFixed(1);
    const note = `${count} commands, ${(await house.store.head()) - before} events, ${aCommit} commands a commit, ${((user + system) / count).toFixed(0)} µs of the main thread a command`;
    return { rate: (count / ms) * 1_000, note, dataDir, before };
  } finally {
    await house.close();
  }
}

export interface Load {
  readonly atLeast: number;
  prepare(house: Pick<House, 'carryOut'>, town: Town): Promise<{ readonly count: number; run(): Promise<number> }>;
}

/**
 * Sixty-four clients, each with a deal of its own at any time, which it takes from its opening to its winning. A quarter as many deals go before,
 * unmeasured: the counterpart has neither code to be compiled nor customers to be looked up for the first time.
 */
export function lives(count: number): Load {
  const live = (house: Pick<House, 'carryOut'>, town: Town, key: string, deals: number): Promise<number> =>
    withClients(clients, async (client, isOver) => {
      for (let life = client; life < deals && !isOver(); life += clients) {
        for (const order of lifeOf(town, life, key)) await house.carryOut(order);
      }
    });
  return {
    atLeast: 0.6,
    async prepare(house, town) {
      await live(house, town, 'warm', Math.ceil(count / 4));
      return { count: count * lifeCommands, run: () => live(house, town, 'life', count) };
    },
  };
}

export const commands64: Bench = {
  name: 'commands.64',
  rows: ['commands.64'],
  what: 'durable commands through the bus, 64 at once, each on an aggregate of its own',
  run: async (ground) => [await againstRaw(ground, 'commands.64', lives(scaled(16_000, ground, clients)))],
};

/** After so many changes a deal makes way for another: a deal's history is bounded. */
const changesADeal = 240;

/** Sixty-four clients, each of which changes any of the same sixty-four deals. */
export const commandsContended: Bench = {
  name: 'commands.contended',
  rows: ['commands.contended'],
  what: '64 clients contending for 64 aggregates; one refusal or failure ends it',
  run: async (ground) => {
    const count = scaled(24_000, ground, clients * 2);
    const generations = Math.ceil(count / (clients * changesADeal));
    const prepare: Load['prepare'] = async (house, town) => {
      const deals = Array.from({ length: generations * clients }, (_, number) => lifeOf(town, number, 'contended').slice(0, 2));
      for (const orders of deals) for (const order of orders) await house.carryOut(order);
      const ids = deals.map(([opening]) => opening?.id ?? '');
      let next = 0;
      const run = () =>
        withClients(clients, async (_, isOver) => {
          while (next < count && !isOver()) {
            const number = next++;
            const generation = Math.floor(number / (clients * changesADeal));
            // Scattered, not in turns: some deals have several clients at once, others none.
            const deal = ids[generation * clients + ((Math.imul(number, 0x9e3779b1) >>> 16) % clients)] ?? '';
            await house.carryOut(changeOf(deal, number, 'change', town.today));
          }
        });
      return { count, run };
    };
    return [await againstRaw(ground, 'commands.contended', { atLeast: 0.5, prepare })];
  },
};
