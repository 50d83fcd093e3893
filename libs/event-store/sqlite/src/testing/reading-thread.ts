/** A thread that follows a log and says of every page that it came, until it has seen so many events; then it has nothing left to do. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteLogReader } from '../log-reader.ts';

const { folder, events } = workerData as { readonly folder: string; readonly events: number };
const reader = openSqliteLogReader({ folder, pollMs: 5_000 });
let seen = 0;
for await (const page of reader.subscribeAll({ after: 0 }, new AbortController().signal)) {
  seen += page.events.length;
  parentPort?.postMessage(seen);
  if (seen >= events) break;
}
await reader.close();
