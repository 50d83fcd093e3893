import {
  closeSync,
  copyFileSync,
  cpSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '@zongheng/event-store';
import { readWhole } from '@zongheng/event-store/contract';
import type { RecordedEvent } from '@zongheng/kernel';
import { openSqliteEventStore } from './event-store.ts';
import { faultOf } from './fault.ts';
import { type LogFiles, logFilesIn, writerSettings } from './log-file.ts';
import { LogRows } from './log-rows.ts';
import { verifyLog } from './maintenance.ts';
import { openLog } from './open-log.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';
import { startLoadedProcess } from './testing/processes.ts';
import { verifyFile } from './verify-file.ts';

const folders = temporaryFolders();

/** A closed log of 600 events in 200 streams, made once and copied for each test. */
let sound: { readonly folder: string; readonly events: readonly RecordedEvent[] };

beforeAll(async () => {
  const folder = folders.make();
  const store = await openSqliteEventStore({ folder, clock: testClock });
  const appends = Array.from({ length: 200 }, (_, stream) => {
    const orderingKey = `customer-${stream}`;
    const first = visit({ orderingKey, actor: `actor-${String(stream).padStart(3, '0')}` });
    return store.append(`visit-${stream}`, 'no-stream', [first, visit({ orderingKey }), visit({ orderingKey })]);
  });
  await Promise.all(appends);
  sound = { folder, events: await readWhole(store) };
  await store.close();
});

function closedLog(): string {
  const folder = folders.make();
  cpSync(sound.folder, folder, { recursive: true });
  return folder;
}

const opening = (folder: string) => openSqliteEventStore({ folder, clock: testClock });

describe('a damaged log', () => {
  it.each([
    ['holds something else', (file: string) => writeFileSync(file, 'not a database '.repeat(1_000))],
    ['was cut in half', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['lost its last page', (file: string) => truncateSync(file, statSync(file).size - 4_096)],
    ['was emptied', (file: string) => truncateSync(file, 0)],
    ['is gone', (file: string) => rmSync(file)],
    ['has its first page wiped', (file: string) => overwrite(file, 0, Buffer.alloc(4_096))],
  ])('is refused when its file %s', async (_case, damage) => {
    const folder = closedLog();
    damage(logFilesIn(folder).events);
    await expect(opening(folder)).rejects.toMatchObject({ code: 'STORE.CORRUPT' });
    await expect(opening(folder)).rejects.toBeInstanceOf(StoreError);
  });

  it('is refused when an older copy was put in its place', async () => {
    const folder = closedLog();
    const { events } = logFilesIn(folder);
    copyFileSync(events, `${events}.old`);
    const store = await opening(folder);
    await store.append('visit-new', 'no-stream', [visit()]);
    await store.close();
    copyFileSync(`${events}.old`, events);
    await expect(opening(folder)).rejects.toMatchObject({ code: 'STORE.CORRUPT', message: expect.stringContaining('events are missing') });
  });

  it('is refused when another log was put in its place', async () => {
    const folder = closedLog();
    const other = folders.make();
    await (await opening(other)).close();
    copyFileSync(logFilesIn(other).events, logFilesIn(folder).events);
    await expect(opening(folder)).rejects.toMatchObject({ code: 'STORE.CORRUPT' });
  });

  it.each([
    ['lost', (file: string) => rmSync(file)],
    ['cut off', (file: string) => truncateSync(file, 32 + 4_096 * 3)],
    ['altered', (file: string) => flip(file, Math.floor(statSync(file).size / 2))],
  ])('is refused when its write-ahead log was %s after a crash: what it acknowledged is not there', async (_case, damage) => {
    const folder = folders.make();
    const process = await startLoadedProcess(folder, '0');
    await process.reaches(50);
    await process.kill();
    damage(`${logFilesIn(folder).events}-wal`);
    await expect(opening(folder)).rejects.toMatchObject({ code: 'STORE.CORRUPT' });
  });

  it('is refused when one of its last events was altered', async () => {
    const folder = closedLog();
    alter(logFilesIn(folder).events, 'actor-199', 'actor-198');
    await expect(opening(folder)).rejects.toMatchObject({ code: 'STORE.CORRUPT', message: expect.stringContaining('checksum') });
  });

  it('says at which event, when that one is read, and gives the others', async () => {
    const folder = closedLog();
    alter(logFilesIn(folder).events, 'actor-000', 'actor-001');
    const store = await opening(folder);
    await expect(store.readStream('visit-0')).rejects.toMatchObject({
      code: 'STORE.CORRUPT',
      message: expect.stringContaining('position 1 '),
    });
    await expect(store.readAll({ after: 0 })).rejects.toMatchObject({ code: 'STORE.CORRUPT' });
    expect((await store.readAll({ after: 3 })).events).toEqual(sound.events.slice(3));
    expect(await store.readStream('visit-1')).toEqual(sound.events.slice(3, 6));
    await store.close();
    await expect(verifyLog({ file: logFilesIn(folder).events })).rejects.toMatchObject({ code: 'STORE.CORRUPT' });
  });

  it('is found by verifying where an event had moved to another shard, whose readers alone would have missed it', async () => {
    const { events: file } = logFilesIn(closedLog());
    const database = new DatabaseSync(file);
    database.exec('UPDATE events SET shard = (shard + 1) % 64 WHERE position = 77');
    database.close();
    await expect(verifyLog({ file })).rejects.toMatchObject({ code: 'STORE.CORRUPT', message: expect.stringContaining('position 77 ') });
  });

  it('never gives back anything but what was recorded, whichever bytes were flipped', () => {
    const files = logFilesIn(closedLog());
    const whole = readFileSync(files.events);
    const told = { 'when opened': 0, 'when read': 0, 'when verified': 0, never: 0 };
    for (let trial = 0; trial < 200; trial += 1) {
      writeFileSync(files.events, whole);
      flip(files.events, Math.floor((whole.length / 200) * (trial + 0.37)));
      told[whenToldOf(files)] += 1;
    }
    expect(told['when opened'] + told['when read']).toBeGreaterThan(100);
    expect(told.never).toBeLessThan(50);
  });
});

/** When the damage is told; 'never' where it did none: everything is still there, to the byte. */
function whenToldOf(files: LogFiles): 'when opened' | 'when read' | 'when verified' | 'never' {
  const log = unlessCorrupt(() => openLog(files, 'new', writerSettings));
  if (log === undefined) return 'when opened';
  const read = unlessCorrupt(() => new LogRows(log.database).readAll({ after: 0 }, log.position).events);
  log.database.close();
  if (read === undefined) return 'when read';
  if (JSON.stringify(read) !== JSON.stringify(sound.events)) throw new Error('events were read that were never recorded');
  return unlessCorrupt(() => verifyFile(files.events, () => undefined)) === undefined ? 'when verified' : 'never';
}

function unlessCorrupt<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    expect(faultOf(error)).toMatchObject({ code: 'STORE.CORRUPT' });
    return undefined;
  }
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
}

/** Flips some bits of eight bytes. */
function flip(file: string, at: number): void {
  const descriptor = openSync(file, 'r+');
  const bytes = Buffer.alloc(8);
  const read = readSync(descriptor, bytes, 0, 8, at);
  closeSync(descriptor);
  overwrite(file, at, Buffer.from(bytes.subarray(0, read).map((byte) => byte ^ 0x55)));
}

/** Replaces a text where it first stands in the file by another of the same length. */
function alter(file: string, text: string, by: string): void {
  const at = readFileSync(file).indexOf(text);
  expect(at).toBeGreaterThan(0);
  overwrite(file, at, Buffer.from(by));
}
