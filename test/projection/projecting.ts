import { kafkaFeed } from '@zongheng/event-feed-kafka';
import { openSqliteLogReader } from '@zongheng/event-store-sqlite';
import { ProjectionEngine } from '@zongheng/projection';
import { toyViews } from '@zongheng/projection/testing';
import { openMongoReadStore } from '@zongheng/read-store-mongodb';

/** A projector as a process of its own, which is killed sooner or later. It does what it reads: `rebuild VIEW`. */
const [folder = '', brokers = '', topic = '', url = '', database = ''] = process.argv.slice(2);
const log = openSqliteLogReader({ folder });
const store = await openMongoReadStore({ url, database });
const engine = new ProjectionEngine({
  views: toyViews,
  log,
  store,
  feed: kafkaFeed({ kafka: { brokers: brokers.split(','), clientId: 'spec', topic }, log, sessionMs: 6_000 }),
  shared: { leaseMs: 3_000, keptMs: 1_000, everyMs: 100, sweepMs: 1_000, patienceMs: 3_000 },
  retryMs: [50, 500],
});
await engine.start();
process.stdout.write('started\n');
process.stdin.on('data', (said) => {
  for (const line of said.toString().trim().split('\n')) {
    const [, view = ''] = line.split(' ');
    engine.rebuild([view]).then(
      ([outcome]) => process.stdout.write(`${JSON.stringify(outcome)}\n`),
      (error: unknown) => process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`),
    );
  }
});
