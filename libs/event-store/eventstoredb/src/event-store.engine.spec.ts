import { randomBytes } from 'node:crypto';
import { eventStoreContract } from '@zongheng/event-store/contract';
import { openEventStoreDb } from './event-store.ts';

const connectionString = process.env['EVENTSTORE_URL'] ?? '';

/** Each store has a namespace of its own: a server is not emptied for a test. */
eventStoreContract('EventStoreDB', ({ clock }) =>
  openEventStoreDb({ connectionString, clock, namespace: `t${randomBytes(6).toString('hex')}` }),
);
