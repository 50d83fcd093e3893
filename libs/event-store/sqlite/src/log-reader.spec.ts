import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { openSqliteEventStore } from './event-store.ts';
import { openSqliteLogReader } from './log-reader.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';
import { startLoadedProcess } from './testing/processes.ts';

const folders = temporaryFolders();

describe('reading a log beside its owner', () => {
  it('gives the same events, pages and epoch as the owner has', async () => {
    const folder = folders.make();
    const store = await openSqliteEventStore({ folder, clock: testClock });
    await store.append(
      'visit-1',
      'no-stream',
      [visit(), visit()].map((each) => ({ ...each, orderingKey: 'customer-1' })),
    );
    const reader = openSqliteLogReader({ folder });
    expect(reader.epoch).toBe(store.epoch);
    expect(await reader.readStream('visit-1')).toEqual(await store.readStream('visit-1'));
    expect(await reader.readAll({ after: 0 })).toEqual(await store.readAll({ after: 0 }));
    await store.append('visit-2', 'no-stream', [visit()]);
    expect(await reader.head()).toBe(3);
    await reader.close();
    await expect(reader.head()).rejects.toMatchObject({ code: 'STORE.CLOSED' });
    await store.close();
  });

  it('says that there is nothing to read where nobody has begun a log', () => {
    expect(() => openSqliteLogReader({ folder: folders.make() })).toThrow(expect.objectContaining({ code: 'STORE.UNAVAILABLE' }));
  });

  it('brings news to another thread well before it would look for itself', async () => {
    const folder = folders.make();
    const store = await openSqliteEventStore({ folder, clock: testClock });
    const thread = new Worker(new URL('testing/reading-thread.ts', import.meta.url), {
      workerData: { folder, events: 30 },
      execArgv: ['--conditions=@zongheng/source', '--disable-warning=ExperimentalWarning'],
    });
    const delaysMs: number[] = [];
    const exited = once(thread, 'exit');
    await once(thread, 'message');
    for (let more = 0; more < 30; more += 1) {
      const seen = once(thread, 'message');
      await store.append(`visit-${more}`, 'no-stream', [visit()]);
      const started = performance.now();
      await seen;
      delaysMs.push(performance.now() - started);
      await sleep(2);
    }
    await exited;
    delaysMs.sort((one, other) => one - other);
    // It looks for itself every 5 s here.
    expect(delaysMs[15]).toBeLessThan(250);
    await store.close();
  });

  it('follows an owner in another process by looking for itself', async () => {
    const folder = folders.make();
    const owner = await startLoadedProcess(folder, '0');
    const reader = openSqliteLogReader({ folder, pollMs: 10 });
    const stop = new AbortController();
    let last = 0;
    let pages = 0;
    for await (const page of reader.subscribeAll({ after: 0 }, stop.signal)) {
      for (const { position } of page.events) {
        expect(position).toBe(last + 1);
        last = position;
      }
      pages += page.events.length > 0 ? 1 : 0;
      if (pages === 10) stop.abort();
    }
    expect(last).toBeGreaterThan(10);
    await owner.kill();
    await reader.close();
  });

  it('waits for news, and no longer once it is closed', async () => {
    const folder = folders.make();
    const store = await openSqliteEventStore({ folder, clock: testClock });
    const reader = openSqliteLogReader({ folder, pollMs: 5 });
    let pages = 0;
    const following = (async () => {
      for await (const page of reader.subscribeAll({ after: 0 }, new AbortController().signal)) pages += page.atEnd ? 1 : 0;
    })();
    await sleep(30);
    await reader.close();
    await following;
    expect(pages).toBe(1);
    await store.close();
  });
});
