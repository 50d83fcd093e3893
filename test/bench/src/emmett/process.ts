/** The peer in a process of its own: `node … process.ts FILE DEALS TRANSACTIONS_A_COMMIT`. It says in JSON how fast it took commands, and how fast it read them again. */
import type { BusinessDate } from '@zongheng/kernel';
import { opportunityDecider, type OpportunityState } from '@zongheng/sales-domain';
import type { OpportunityFact } from '@zongheng/sales-events';
import { withClients } from '../house/clients.ts';
import { commandsOf, decided } from './deals.ts';
import { withOrderedCommits } from './ordered-commits.ts';
import { loadPeer, type PeerConnection, type PeerEvent } from './peer.ts';

/** What the peer reached. */
export interface PeerDone {
  readonly commandsASecond: number;
  readonly eventsASecond: number;
  readonly events: number;
}

const clients = 64;
const [fileName = '', deals = '0', transactionsMax = '1'] = process.argv.slice(2);
const peer = await loadPeer();
// One connection and a synced write-ahead log: opening one for each operation, as it does by itself, is several times slower.
const connection = peer.sqliteConnection({ fileName });
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536', 'wal_autocheckpoint = 4000'])
  await connection.command(`PRAGMA ${pragma}`);
const storeOn = (one: PeerConnection) =>
  peer.getSQLiteEventStore({ fileName, connectionOptions: { singleton: true, connection: one }, schema: { autoMigration: 'None' } });
await storeOn(connection).schema.migrate();
const store = storeOn(withOrderedCommits(connection, Number(transactionsMax)));

const handle = peer.DeciderCommandHandler({
  initialState: () => opportunityDecider.initialState(),
  evolve: (state: OpportunityState, event: PeerEvent) => opportunityDecider.evolve(state, factOf(event)),
  decide: (command: ReturnType<typeof commandsOf>[number], state: OpportunityState): PeerEvent[] =>
    decided(opportunityDecider.decide(state, command)).map(({ type, businessDate, data }) => ({ type, data: { businessDate, data } })),
});

const lives = Number(deals);
let commands = 0;
const ms = await withClients(clients, async (client, isOver) => {
  for (let life = client; life < lives && !isOver(); life += clients) {
    for (const command of commandsOf(life)) {
      await handle(store, `opportunity-${life}`, command);
      commands += 1;
    }
  }
});
const [count] = await connection.query<{ readonly events: number }>('SELECT count(*) AS events FROM emt_messages');
const events = count?.events ?? 0;

// Its own consumer, with the largest batches it is given here; the handler only folds in memory and stores nothing but the checkpoint.
const states = new Map<number, OpportunityState>();
let seen = 0;
const consumer = storeOn(connection).consumer({ pulling: { batchSize: 5_000, pullingFrequencyInMs: 0 } });
consumer.processor({
  processorId: 'catch-up',
  startFrom: 'BEGINNING',
  stopAfter: () => seen >= events,
  eachMessage: (event) => {
    seen += 1;
    const key = seen % 1_000;
    states.set(key, opportunityDecider.evolve(opportunityDecider.initialState(), factOf(event)));
  },
});
const begun = performance.now();
await consumer.start();
const catchUpMs = performance.now() - begun;
connection.close();
const done: PeerDone = { commandsASecond: (commands / ms) * 1_000, eventsASecond: (seen / catchUpMs) * 1_000, events };
process.stdout.write(`${JSON.stringify(done)}\n`);

function factOf({ type, data }: PeerEvent): OpportunityFact {
  const { businessDate, data: inner } = data as { readonly businessDate: BusinessDate; readonly data: unknown };
  // What was stored is what the decider decided.
  return { type, businessDate, data: inner } as OpportunityFact;
}
