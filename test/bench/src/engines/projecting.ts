import { kafkaFeed } from '@zongheng/event-feed-kafka';
import { openSqliteLogReader } from '@zongheng/event-store-sqlite';
import { views } from '@zongheng/product/views';
import { ProjectionEngine } from '@zongheng/projection';
import { openMongoReadStore } from '@zongheng/read-store-mongodb';

/**
 * A projector as a process of its own. It makes its builds, says so, and begins when it is told; when it is told again, it says what it took of the
 * processor and of memory, in milliseconds and bytes.
 */
const [folder = '', brokers = '', topic = '', url = '', database = ''] = process.argv.slice(2);
const log = openSqliteLogReader({ folder });
const store = await openMongoReadStore({ url, database });
const feed = kafkaFeed({ kafka: { brokers: brokers.split(','), clientId: 'bench', topic }, log });
const begin = Promise.withResolvers<void>();
const engine = new ProjectionEngine({
  views,
  log,
  store,
  feed: { consume: (subscription, signal) => begin.promise.then(() => feed.consume(subscription, signal)) },
  build: { cacheMax: 1_000 },
  shared: {},
  shortLogMax: Number.MAX_SAFE_INTEGER,
});
await engine.start();
let begun = process.cpuUsage();
let most = 0;
setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 200).unref();
process.stdout.write('ready\n');
process.stdin.on('data', (said) => {
  if (said.toString().startsWith('begin')) {
    begun = process.cpuUsage();
    return begin.resolve();
  }
  const { user, system } = process.cpuUsage(begun);
  process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1_000, rss: most })}\n`);
});
