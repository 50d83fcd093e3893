/** Folds the topic into the read models, as a process that can be killed: `projecting.ts PLACE`. Ends with its parent, which may have what is parked released. */
import { kafkaFeed } from '@zongheng/event-feed-kafka';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import { ProjectionEngine } from '@zongheng/projection';
import { poisoned, toyViews } from '@zongheng/projection/testing';
import { openMongoReadStore } from '@zongheng/read-store-mongodb';
import { wallClock } from '@zongheng/service-kit';
import { given, type Place } from './place.ts';

export interface Projecting extends Place {
  /** Whose events cannot be folded here, where somebody's cannot. */
  readonly poison?: string;
  /** Another group than the others: then it reads all partitions, as one does that does not know it has lost them. */
  readonly group?: string;
}

const { eventstore, namespace, brokers, topic, mongodb, database, poison, group = 'projector' } = given<Projecting>();
const log = await openEventStoreDb({ connectionString: eventstore, namespace, clock: wallClock });
const store = await openMongoReadStore({ url: mongodb, database });
const feed = kafkaFeed({ kafka: { brokers: brokers.split(','), clientId: group, topic }, log, sessionMs: 6_000 });
const views = toyViews.map((view) =>
  poison === undefined ? view : poisoned(view, ({ orderingKey, revision }) => orderingKey === poison && revision > 2).view,
);
const engine = new ProjectionEngine({ views, log, feed, store, group, retryMs: [100, 2_000], shared: {} });
await engine.start();

process.on('disconnect', () => process.exit(0));
process.on('message', (asked) => {
  if (asked !== 'release') return;
  void Promise.all(toyViews.map(({ name }) => engine.release(name))).then(() => process.send?.('released'));
});
process.on('SIGTERM', () => {
  void engine
    .stop()
    .then(() => Promise.all([store.close(), log.close()]))
    .then(() => process.exit(0));
});
process.send?.('ready');
