import { join } from 'node:path';
import { businessDateAt, type Instant } from '@zongheng/kernel';
import { type Bench, type BenchGround, roundsAt, scaled } from '../harness/bench.ts';
import { rateRow, type Row } from '../harness/row.ts';
import { byTurns } from '../harness/statistics.ts';
import { withClients } from '../house/clients.ts';
import { timeZone } from '../house/house.ts';
import { lifeCommands, lifeOf, type Town, townOf, townSize } from '../house/town.ts';
import { type BulkDone, bulkBody, sendBulk } from '../process/bulk.ts';
import { type RunningInstallation, startInstallation } from '../process/installation.ts';
import { HttpClient } from '../queries/client.ts';
import { readRawLog, writeRaw } from '../raw/raw-log.ts';

const clients = 64;
const rounds = 3;
const counterpart = 'the raw loop of commands.64 on the very rows that came of it';

interface HttpLoad {
  readonly name: string;
  readonly atLeast?: number;
  /** Sends the commands of so many deals, however; answers how many milliseconds that took. */
  send(installation: RunningInstallation, town: Town, deals: { readonly lives: number; readonly key: string }): Promise<number>;
}

/** Measures commands against an installation in a process of its own, which projects them meanwhile, and the raw loop, by turns. */
async function againstRaw(ground: BenchGround, { name, atLeast, send }: HttpLoad): Promise<Row> {
  const lives = scaled(3_000, ground, clients);
  let dataDir = '';
  let before = 0;
  const product = async (): Promise<number> => {
    dataDir = ground.folder(name);
    const installation = await startInstallation(dataDir);
    try {
      const town = townOf(townSize(ground), businessDateAt(new Date().toISOString() as Instant, timeZone));
      requireDone(await sendBulk(installation.url, bulkBody(town.orders)));
      await send(installation, town, { lives: Math.ceil(lives / 3), key: `${name}-warm` });
      await installation.caughtUp();
      before = (await installation.views()).head;
      return ((lives * lifeCommands) / (await send(installation, town, { lives, key: name }))) * 1_000;
    } finally {
      await installation.stop();
    }
  };
  const raw = async (round: number): Promise<number> =>
    writeRaw(join(ground.folder(`${name}-raw-${round}`), 'raw.sqlite'), readRawLog(dataDir, before));
  const compared = await byTurns(roundsAt(ground, rounds), product, raw);
  const notes = [`${lives * lifeCommands} commands; client, server, log, projections share the machine`];
  return rateRow(name, { ...compared, unit: 'commands/s' }, { counterpart, notes, ...(atLeast === undefined ? {} : { atLeast }) });
}

function requireDone({ refused, firstRefusal }: BulkDone): void {
  if (refused > 0) throw new Error(`${refused} commands were refused, the first: ${firstRefusal}`);
}

const pathOf: Readonly<Record<string, string>> = {
  OpenOpportunity: '',
  AssignOpportunity: '/assign',
  AdvanceOpportunity: '/advance',
  WinOpportunity: '/win',
};

/** Sixty-four connections, a command a request. */
export const commandsHttp: Bench = {
  name: 'commands.http',
  rows: ['commands.http'],
  what: 'commands over HTTP, one a request, 64 connections',
  run: async (ground) => [
    await againstRaw(ground, {
      name: 'commands.http',
      async send({ url }, town, { lives, key: deals }) {
        const client = new HttpClient(url, clients);
        const ms = await withClients(clients, async (number, isOver) => {
          for (let life = number; life < lives && !isOver(); life += clients) {
            for (const { command, id = '', key = '', body } of lifeOf(town, life, deals)) {
              const creates = command === 'OpenOpportunity';
              const headers = { 'content-type': 'application/json', 'idempotency-key': key };
              const path = `/v1/opportunities${creates ? '' : `/${id}`}${pathOf[command]}`;
              const answer = await client.send(path, { method: 'POST', headers, body: JSON.stringify(creates ? { id, ...body } : body) });
              if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
            }
          }
        });
        client.close();
        return ms;
      },
    }),
  ],
};

/** One request with all commands, a line each; a deal's lines stand one after another. */
export const commandsBulk: Bench = {
  name: 'commands.bulk',
  rows: ['commands.bulk'],
  what: 'commands through the bulk endpoint, all in one request',
  run: async (ground) => [
    await againstRaw(ground, {
      name: 'commands.bulk',
      atLeast: 0.4,
      async send({ url }, town, { lives, key: deals }) {
        const body = bulkBody(Array.from({ length: lives }, (_, life) => lifeOf(town, life, deals)).flat());
        const begun = performance.now();
        requireDone(await sendBulk(url, body));
        return performance.now() - begun;
      },
    }),
  ],
};
