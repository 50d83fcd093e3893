import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openSqliteEventStore } from './event-store.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';

const folders = temporaryFolders();

describe('a disk that takes 10 ms to sync', () => {
  it('makes 64 clients share commits, and nobody else wait', async () => {
    const store = await openSqliteEventStore({ folder: folders.make(), clock: testClock, syncDelayMs: 10 });
    await store.append('visit-0', 'no-stream', [visit()]);
    const delays = monitorEventLoopDelay({ resolution: 1 });
    const before = store.stats();
    delays.enable();
    const started = performance.now();
    const clients = Array.from({ length: 64 }, async (_, client) => {
      for (let more = 0; more < 20; more += 1) await store.append(`visit-${client}-${more}`, 'no-stream', [visit()]);
    });
    await Promise.all(clients);
    const elapsedMs = performance.now() - started;
    delays.disable();

    const { appends, commits } = store.stats();
    expect(appends - before.appends).toBe(64 * 20);
    expect(commits - before.commits).toBeLessThan((64 * 20) / 8);
    expect(elapsedMs).toBeLessThan((64 * 20 * 10) / 8);
    // Half of all turns of the event loop are late by less than a sync takes; a main thread that waited for the disk would always be.
    expect(delays.percentile(50) / 1e6).toBeLessThan(5);
    await store.close();
  });

  it('does not slow reading down', async () => {
    const store = await openSqliteEventStore({ folder: folders.make(), clock: testClock, syncDelayMs: 10 });
    await store.append('visit-0', 'no-stream', [visit()]);
    let isWriting = true;
    const writing = Promise.all(
      Array.from({ length: 20 }, async (_, client) => {
        for (let more = 0; more < 10; more += 1) await store.append(`visit-${client}-${more}`, 'no-stream', [visit()]);
      }),
    ).then(() => {
      isWriting = false;
    });
    const readMs: number[] = [];
    while (isWriting) {
      const started = performance.now();
      expect(await store.readStream('visit-0')).toHaveLength(1);
      readMs.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await writing;
    readMs.sort((one, other) => one - other);
    expect(readMs[readMs.length >> 1]).toBeLessThan(2);
    await store.close();
  });
});
