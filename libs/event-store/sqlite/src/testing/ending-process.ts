/** A process that appends, follows, closes in the middle of it, and has nothing left to do. */
import { openSqliteEventStore } from '../event-store.ts';
import { openSqliteLogReader } from '../log-reader.ts';
import { testClock, visit } from './appending.ts';

const folder = process.argv[2] ?? '';
const store = await openSqliteEventStore({ folder, clock: testClock });
const reader = openSqliteLogReader({ folder });
const following = (async () => {
  for await (const page of reader.subscribeAll({ after: 0 }, new AbortController().signal)) if (page.position < 0) break;
})();
const appends = Array.from({ length: 100 }, (_, index) => store.append(`visit-${index}`, 'no-stream', [visit()]));
await reader.close();
await following;
await store.close();
await Promise.all(appends);
process.stdout.write('closed\n');
