import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventStore } from './event-store.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';
import { startLoadedProcess } from './testing/processes.ts';

const folders = temporaryFolders();

describe('who owns a data folder', () => {
  it('is one process: a second one is told which, and since when', async () => {
    const folder = folders.make();
    const owner = await startLoadedProcess(folder, '0');
    const { since } = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as { since: string };
    const second = openSqliteEventStore({ folder, clock: testClock });
    await expect(second).rejects.toMatchObject({ code: 'STORE.OWNED', message: expect.stringContaining(`process ${owner.pid}`) });
    await expect(second).rejects.toMatchObject({ message: expect.stringContaining(since) });
    await owner.kill();
  });

  it('is free again the moment its owner is killed, and the card he left misleads nobody', async () => {
    const folder = folders.make();
    const owner = await startLoadedProcess(folder, '0');
    await owner.kill();
    expect(existsSync(join(folder, 'owner.json'))).toBe(true);
    const store = await openSqliteEventStore({ folder, clock: testClock });
    expect(JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    await store.close();
  });

  it('holds within a process too, until the store is closed', async () => {
    const folder = folders.make();
    const store = await openSqliteEventStore({ folder, clock: testClock });
    await store.append('visit-1', 'no-stream', [visit()]);
    await expect(openSqliteEventStore({ folder, clock: testClock })).rejects.toMatchObject({ code: 'STORE.OWNED' });
    await store.append('visit-1', 0, [visit({ orderingKey: (await store.readStream('visit-1'))[0]?.orderingKey ?? '' })]);
    await store.close();
    expect(existsSync(join(folder, 'owner.json'))).toBe(false);
    const next = await openSqliteEventStore({ folder, clock: testClock });
    expect(await next.head()).toBe(2);
    await next.close();
  });

  it('is nobody where the folder cannot be made, and that is said', async () => {
    const folder = join(folders.make(), 'a file stands here');
    writeFileSync(folder, '');
    await expect(openSqliteEventStore({ folder, clock: testClock })).rejects.toMatchObject({ code: 'STORE.UNAVAILABLE' });
  });

  it('is not kept by a store that could not be opened', async () => {
    const folder = folders.make();
    writeFileSync(join(folder, 'events.sqlite'), 'this is no database, it only stands where one should');
    for (let more = 0; more < 2; more += 1) {
      await expect(openSqliteEventStore({ folder, clock: testClock })).rejects.toMatchObject({ code: 'STORE.CORRUPT' });
    }
  });
});
