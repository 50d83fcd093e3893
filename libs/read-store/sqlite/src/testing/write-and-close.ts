/* A process that writes enough to start the thread behind the write-ahead log, closes its store and has nothing else to do. */
import { openSqliteReadStore } from '../sqlite-read-store.ts';

const store = await openSqliteReadStore({ folder: process.argv[2] ?? '', wal: { behindMax: 10, framesMax: 1_000_000 } });
const collection = await store.collection({ view: 'notes', version: 1, build: 'notes@1.1', fields: {}, indexes: [] });
const body = JSON.stringify('x'.repeat(100_000));
await collection.write([{ foldedFrom: null, document: { key: 'a', shard: 0, position: 1, body, fields: {}, search: [], attributes: {} } }]);
await store.close();
process.stdout.write('closed\n');
