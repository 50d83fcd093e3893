import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '@zongheng/kernel';
import { readWhole } from '@zongheng/event-store/contract';
import { openSqliteEventStore } from './event-store.ts';
import { openSqliteLogReader } from './log-reader.ts';
import { verifyLog } from './maintenance.ts';
import { logFilesIn } from './log-file.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';
import { type Acknowledged, startLoadedProcess } from './testing/processes.ts';

const folders = temporaryFolders();

describe('a process killed with -9 under load', () => {
  it('has lost nothing it acknowledged, has nothing twice and no append in half, kill after kill', async () => {
    const folder = folders.make();
    const acknowledged: Acknowledged[] = [];
    for (let life = 0; life < 6; life += 1) {
      const process = await startLoadedProcess(folder, String(life));
      await process.reaches(100);
      await sleep(Math.random() * 150);
      acknowledged.push(...(await process.kill()));

      const store = await openSqliteEventStore({ folder, clock: testClock });
      expectWhole(await readWhole(store), acknowledged);
      await store.append(`visit-between-${life}`, 'no-stream', [visit()]);
      await store.close();
    }
    expect((await verifyLog({ file: logFilesIn(folder).events })).events).toBeGreaterThanOrEqual(acknowledged.length * 2);
  }, 180_000);

  it('leaves a log that can be read before anybody writes to it again', async () => {
    const folder = folders.make();
    const process = await startLoadedProcess(folder, '0');
    await process.reaches(200);
    const acknowledged = await process.kill();
    const reader = openSqliteLogReader({ folder });
    const last = acknowledged.at(-1);
    expect(await reader.head()).toBeGreaterThanOrEqual(last?.position ?? 0);
    expect((await reader.readStream(last?.stream ?? '')).length).toBeGreaterThan(last?.revision ?? 0);
    await reader.close();
  });
});

function expectWhole(log: readonly RecordedEvent[], acknowledged: readonly Acknowledged[]): void {
  const byPosition = new Map(log.map((event) => [event.position, event]));
  const lost = acknowledged.filter(({ stream, revision, position }) => {
    const found = byPosition.get(position);
    return found?.stream !== stream || found.revision !== revision;
  });
  expect(lost).toEqual([]);
  const lengths = new Map<string, number>();
  const misplaced = log.filter(({ stream, revision, position }, index) => {
    const isInPlace = position === index + 1 && revision === (lengths.get(stream) ?? 0);
    lengths.set(stream, revision + 1);
    return !isInPlace;
  });
  expect(misplaced).toEqual([]);
  const torn = [...lengths].filter(([stream, length]) => !stream.startsWith('visit-between') && length % 2 !== 0);
  expect(torn).toEqual([]);
  expect(new Set(log.map(({ id, stream }) => `${stream} ${id}`)).size).toBe(log.length);
}
