import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import { openSqliteLogReader } from '@zongheng/event-store-sqlite';
import { catchUp, openBuild } from '@zongheng/projection';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import { opportunityDecider, type OpportunityState } from '@zongheng/sales-domain';
import type { OpportunityFact } from '@zongheng/sales-events';
import { opportunities } from '@zongheng/sales-views';
import type { PeerDone } from '../emmett/process.ts';
import { installEmmett } from '../emmett/install.ts';
import { type Bench, type BenchGround, roundsAt, scaled } from '../harness/bench.ts';
import { missingRow, rateRow } from '../harness/row.ts';
import { byTurns } from '../harness/statistics.ts';
import { programArguments } from '../process/program.ts';
import { lives, measured } from './commands.ts';

const run = promisify(execFile);
const rounds = 3;
const clients = 64;
const rows = ['emmett.commands', 'emmett.catchup'] as const;

/** The same deals by the same decider on Emmett and its SQLite store. */
export const emmett: Bench = {
  name: 'emmett',
  rows,
  what: 'against @event-driven-io/emmett with its SQLite store: the same deals by the same decider, the same durability',
  run: async (ground) => {
    try {
      await installEmmett(ground.say);
    } catch (error) {
      return rows.map((name) =>
        missingRow(name, '', `Emmett could not be installed: ${error instanceof Error ? error.message : String(error)}`),
      );
    }
    return held(ground);
  },
};

async function held(ground: BenchGround) {
  let dataDir = '';
  let peer: PeerDone | null = null;
  const product = async (): Promise<number> => {
    const ours = await measured(ground, 'emmett', lives(scaled(16_000, ground, clients)));
    dataDir = ours.dataDir;
    return ours.rate;
  };
  const commands = await byTurns(
    roundsAt(ground, rounds),
    product,
    async (round) => (peer = await peerOnce(ground, round, 1)).commandsASecond,
  );
  const sharing = await peerOnce(ground, rounds, clients);
  const catchUps = await byTurns(
    roundsAt(ground, rounds),
    () => consumeOnce(ground, dataDir),
    async () => (peer ?? sharing).eventsASecond,
  );
  const list = await listOnce(ground, dataDir);
  return [
    rateRow(
      'emmett.commands',
      { ...commands, unit: 'commands/s' },
      {
        counterpart:
          'its decider’s command handler, 64 at once, one connection, WAL, FULL, each append a transaction of its own, as it makes them',
        notes: [
          `were its concurrent appends to share commits, which it does not do by itself, it would take ${Math.round(sharing.commandsASecond)} commands/s`,
          'it neither checks bodies, nor looks customers, owners, products up, nor remembers keys: that is at hand in its run',
        ],
        atLeast: 10,
      },
    ),
    rateRow(
      'emmett.catchup',
      { ...catchUps, unit: 'events/s' },
      {
        counterpart: 'its consumer in batches of 5,000, folding in memory and storing only its checkpoint',
        notes: [
          'ours is a consumer of the feed that folds in memory and stores where it stands after each batch',
          `a list of documents with its indexes and search, stored page by page, catches up at ${Math.round(list)} events/s`,
        ],
        atLeast: 10,
      },
    ),
  ];
}

async function peerOnce(ground: BenchGround, round: number, transactionsACommit: number): Promise<PeerDone> {
  const file = join(ground.folder(`emmett-${round}`), 'peer.sqlite');
  const program = join(import.meta.dirname, '../emmett/process.ts');
  const { stdout } = await run(
    process.execPath,
    programArguments(program, file, String(scaled(1_500, ground, clients)), String(transactionsACommit)),
    {
      maxBuffer: 2 ** 26,
    },
  );
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return JSON.parse(last) as PeerDone;
}

/** A consumer of the feed that reads the log from its start, folds in memory as the peer's does, and stores where it stands after each batch. */
async function consumeOnce(ground: BenchGround, dataDir: string): Promise<number> {
  const log = openSqliteLogReader({ folder: join(dataDir, 'log') });
  const store = await openSqliteReadStore({ folder: ground.folder('emmett-consumer') });
  const states = new Map<string, OpportunityState>();
  const caughtUp = new AbortController();
  const group = 'catch-up';
  const begun = performance.now();
  await inProcessFeed(log).consume(
    {
      group,
      positions: async () => (await store.checkpoints(group)).map(({ position }) => position),
      async handle({ events, marks, caughtUp: isDone }) {
        for (const event of events) {
          if (!event.stream.startsWith('opportunity-')) continue;
          const before = states.get(event.stream) ?? opportunityDecider.initialState();
          // Only opportunities' own events stand in their streams.
          states.set(event.stream, opportunityDecider.evolve(before, event as unknown as OpportunityFact));
        }
        await store.saveCheckpoints(group, marks);
        if (isDone) caughtUp.abort();
      },
    },
    caughtUp.signal,
  );
  const ms = performance.now() - begun;
  const events = await log.head();
  await store.close();
  await log.close();
  return (events / ms) * 1_000;
}

/** A new build of a list that catches up from the log as a live one does: page by page, each stored with its positions. */
async function listOnce(ground: BenchGround, dataDir: string): Promise<number> {
  const log = openSqliteLogReader({ folder: join(dataDir, 'log') });
  const store = await openSqliteReadStore({ folder: ground.folder('emmett-views') });
  const build = await openBuild(store, opportunities, 'opportunities@1.1');
  const begun = performance.now();
  await catchUp({ log, builds: [build] });
  const ms = performance.now() - begun;
  const events = await log.head();
  await store.close();
  await log.close();
  return (events / ms) * 1_000;
}
