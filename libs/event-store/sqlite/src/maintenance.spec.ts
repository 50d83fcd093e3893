import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWhole } from '@zongheng/event-store/contract';
import { openSqliteEventStore, type SqliteEventStore } from './event-store.ts';
import { logFilesIn } from './log-file.ts';
import { backUpLog, restoreLog, verifyLog } from './maintenance.ts';
import type { MaintenanceProgress } from './maintenance-protocol.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';

const folders = temporaryFolders();

async function filled(events: number): Promise<{ store: SqliteEventStore; folder: string }> {
  const folder = folders.make();
  const store = await openSqliteEventStore({ folder, clock: testClock });
  await Promise.all(Array.from({ length: events }, (_, index) => store.append(`visit-${index}`, 'no-stream', [visit()])));
  return { store, folder };
}

describe('a backup', () => {
  it('taken while others append holds everything acknowledged before, is whole, and is one file', async () => {
    const { store } = await filled(3_000);
    const place = folders.make();
    const file = join(place, 'crm.backup');
    const before = await store.head();
    let isRunning = true;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let more = 0; isRunning; more += 1) await store.append(`visit-later-${writer}-${more}`, 'no-stream', [visit()]);
    });
    const summary = await store.backup(file);
    isRunning = false;
    await Promise.all(writers);
    expect(await store.head()).toBeGreaterThan(before);
    expect(summary.head).toBeGreaterThanOrEqual(before);
    expect(summary).toEqual({ epoch: store.epoch, events: summary.head, streams: summary.head, head: summary.head });
    expect(await verifyLog({ file })).toEqual(summary);
    expect(readdirSync(place)).toEqual(['crm.backup']);
    await store.close();
  });

  it('can be taken of a folder that nobody has open', async () => {
    const { store, folder } = await filled(10);
    await store.close();
    const file = join(folders.make(), 'crm.backup');
    expect(await backUpLog({ folder, file })).toMatchObject({ events: 10, epoch: store.epoch });
  });

  it('says how far it has come', async () => {
    const { store } = await filled(5_000);
    const seen: MaintenanceProgress[] = [];
    await store.backup(join(folders.make(), 'crm.backup'), { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ phase: 'checking', done: 5_000, total: 5_000 });
    expect(seen.filter(({ phase, done, total }) => phase === 'checking' && done <= total)).toHaveLength(3);
    await store.close();
  });

  it('never overwrites a file', async () => {
    const { store } = await filled(1);
    const file = join(folders.make(), 'crm.backup');
    writeFileSync(file, 'dear to somebody');
    await expect(store.backup(file)).rejects.toMatchObject({ code: 'STORE.INVALID', message: expect.stringContaining(file) });
    expect(readFileSync(file, 'utf8')).toBe('dear to somebody');
    await store.close();
  });

  it('is not left in half where it cannot be finished', async () => {
    const place = folders.make();
    await expect(backUpLog({ folder: folders.make(), file: join(place, 'crm.backup') })).rejects.toMatchObject({
      code: 'STORE.UNAVAILABLE',
    });
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('a restored log', () => {
  it('has the same events under a new epoch, and goes on', async () => {
    const { store } = await filled(200);
    const events = await readWhole(store);
    const file = join(folders.make(), 'crm.backup');
    await store.backup(file);
    await store.close();

    const folder = join(folders.make(), 'new');
    const summary = await restoreLog({ from: file, folder, clock: testClock });
    expect(summary).toMatchObject({ events: 200, restoredFrom: store.epoch });
    expect(summary.epoch).not.toBe(store.epoch);
    const restored = await openSqliteEventStore({ folder, clock: testClock });
    expect(restored.epoch).toBe(summary.epoch);
    expect(await readWhole(restored)).toEqual(events);
    expect((await restored.append('visit-new', 'no-stream', [visit()])).position).toBe(201);
    await restored.close();
    expect(await verifyLog({ file: logFilesIn(folder).events })).toMatchObject({
      events: 201,
      epoch: summary.epoch,
      restoredFrom: store.epoch,
    });
  });

  it('never takes the place of another', async () => {
    const { store } = await filled(3);
    const file = join(folders.make(), 'crm.backup');
    await store.backup(file);
    await store.close();
    const other = await filled(5);
    await expect(restoreLog({ from: file, folder: other.folder, clock: testClock })).rejects.toMatchObject({ code: 'STORE.OWNED' });
    await other.store.close();
    await expect(restoreLog({ from: file, folder: other.folder, clock: testClock })).rejects.toMatchObject({ code: 'STORE.INVALID' });
    const again = await openSqliteEventStore({ folder: other.folder, clock: testClock });
    expect(await again.head()).toBe(5);
    await again.close();
  });

  it('is not made of a backup that is damaged', async () => {
    const { store } = await filled(300);
    const file = join(folders.make(), 'crm.backup');
    await store.backup(file);
    await store.close();
    const bytes = readFileSync(file);
    const at = bytes.indexOf('Rates for the second quarter', Math.floor(bytes.length / 2));
    bytes.write('Rates for the SECOND quarter', at);
    writeFileSync(file, bytes);
    const folder = join(folders.make(), 'new');
    await expect(restoreLog({ from: file, folder, clock: testClock })).rejects.toMatchObject({ code: 'STORE.CORRUPT' });
    expect(existsSync(logFilesIn(folder).events)).toBe(false);
    await expect(verifyLog({ file: `${file}.missing` })).rejects.toMatchObject({ code: 'STORE.UNAVAILABLE' });
  });
});
