/** Publishes the log, as a process that can be killed: `relaying.ts PLACE`. Ends with its parent. */
import { relay } from '@zongheng/event-feed-kafka';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import { given, type Place } from './place.ts';
import { wallClock } from '@zongheng/service-kit';

const { eventstore, namespace, brokers, topic } = given<Place>();
const stopping = new AbortController();
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => stopping.abort());
const log = await openEventStoreDb({ connectionString: eventstore, namespace, clock: wallClock });
process.send?.('ready');
await relay({ log, kafka: { brokers: brokers.split(','), clientId: 'relay', topic } }, stopping.signal);
await log.close();
process.exit(0);
