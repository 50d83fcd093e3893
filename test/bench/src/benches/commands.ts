import { join } from 'node:path';
import type { Instant } from '@zongheng/kernel';
import { type Bench, type BenchGround, scaled } from '../harness/bench.ts';
import { rateRow, type Row } from '../harness/row.ts';
import { byTurns } from '../harness/statistics.ts';
import { withClients } from '../house/clients.ts';
import { type House, openHouse } from '../house/house.ts';
import { changeOf, lifeOf, lifeCommands, now, settle, type Town } from '../house/town.ts';
import { readRawLog, writeRaw } from '../raw/raw-log.ts';

const clients = 64;
const rounds = 5;
const counterpart =
  'a loop on node:sqlite that inserts the very same rows into the same tables and indexes, 64 commands a transaction (WAL, FULL)';

/** Measures a load in a house of its own, and the raw loop on the rows that came of it, by turns. */
async function againstRaw(ground: BenchGround, name: string, load: Load): Promise<Row> {
  const notes: string[] = [];
  let dataDir = '';
  let before = 0;
  const product = async (): Promise<number> => {
    dataDir = ground.folder(name);
    const house = await openHouse({ folder: join(dataDir, 'log'), clock: () => now as Instant });
    try {
      const town = await settle(house, { reps: scaled(400, ground, 8), customers: scaled(8_000, ground, 80) });
      const commands = await load.prepare(house, town);
      before = await house.store.head();
      const { commits } = house.store.stats();
      const ms = await commands.run();
      const written = house.store.stats();
      notes[0] = `${commands.count} commands, ${written.events - before} events, ${(commands.count / (written.commits - commits)).toFixed(1)} commands a commit`;
      return (commands.count / ms) * 1_000;
    } finally {
      await house.close();
    }
  };
  const raw = async (round: number): Promise<number> =>
    writeRaw(join(ground.folder(`${name}-raw-${round}`), 'raw.sqlite'), readRawLog(dataDir, before));
  const compared = await byTurns(rounds, product, raw);
  return rateRow(name, { ...compared, unit: 'commands/s' }, { counterpart, notes, atLeast: load.atLeast });
}

interface Load {
  readonly atLeast: number;
  prepare(house: House, town: Town): Promise<{ readonly count: number; run(): Promise<number> }>;
}

/** Sixty-four clients, each with a deal of its own at any time, which it takes from its opening to its winning. */
export const commands64: Bench = {
  name: 'commands.64',
  rows: ['commands.64'],
  what: 'durable commands through the bus, 64 at once, each on an aggregate of its own',
  run: async (ground) => {
    const lives = scaled(4_000, ground, clients);
    const prepare: Load['prepare'] = async (house, town) => ({
      count: lives * lifeCommands,
      run: () =>
        withClients(clients, async (client, isOver) => {
          for (let life = client; life < lives && !isOver(); life += clients) {
            for (const order of lifeOf(town, life, 'life')) await house.carryOut(order);
          }
        }),
    });
    return [await againstRaw(ground, 'commands.64', { atLeast: 0.6, prepare })];
  },
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
            await house.carryOut(changeOf(deal, number, 'change'));
          }
        });
      return { count, run };
    };
    return [await againstRaw(ground, 'commands.contended', { atLeast: 0.5, prepare })];
  },
};
