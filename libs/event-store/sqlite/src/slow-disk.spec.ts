import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteEventStore, type SqliteEventStore } from './event-store.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';

const folders = temporaryFolders();

/** Appends of many clients, each its own streams, one after the other. */
function load(store: SqliteEventStore, clients: number, appendsEach: number): Promise<unknown> {
  return Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let more = 0; more < appendsEach; more += 1) await store.append(`visit-${client}-${more}`, 'no-stream', [visit()]);
    }),
  );
}

describe('a slow disk', () => {
  it('makes 64 clients share commits', async () => {
    const store = await openSqliteEventStore({ folder: folders.make(), clock: testClock, syncDelayMs: 10 });
    const started = performance.now();
    await load(store, 64, 20);
    const elapsedMs = performance.now() - started;
    const { appends, commits, pending } = store.stats();
    expect({ appends, pending }).toEqual({ appends: 64 * 20, pending: 0 });
    expect(commits).toBeLessThan((64 * 20) / 8);
    // A commit each would take 12.8 s; how much less it is depends on the machine, and the count of commits says it exactly.
    expect(elapsedMs).toBeLessThan((64 * 20 * 10) / 2);
    await store.close();
  });

  it('makes nobody else wait: the event loop turns, and reading stays fast', async () => {
    const syncDelayMs = 40;
    const store = await openSqliteEventStore({ folder: folders.make(), clock: testClock, syncDelayMs });
    await store.append('visit-0', 'no-stream', [visit()]);
    const delays = monitorEventLoopDelay({ resolution: 1 });
    const readMs: number[] = [];
    let isWriting = true;
    const writing = load(store, 64, 20).then(() => {
      isWriting = false;
    });
    delays.enable();
    while (isWriting) {
      const started = performance.now();
      expect(await store.readStream('visit-0')).toHaveLength(1);
      readMs.push(performance.now() - started);
      await sleep(1);
    }
    delays.disable();
    await writing;
    readMs.sort((one, other) => one - other);
    expect(readMs[readMs.length >> 1]).toBeLessThan(syncDelayMs / 4);
    expect(delays.percentile(50) / 1e6).toBeLessThan(syncDelayMs / 4);
    await store.close();
  });
});
