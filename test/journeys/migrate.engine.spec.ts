import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { type EventLog, eventText } from '@zongheng/event-store';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import { openSqliteLogReader } from '@zongheng/event-store-sqlite';
import type { Instant, RecordedEvent } from '@zongheng/kernel';
import { views } from '@zongheng/product/views';
import { fillBuilds, nextBuildName } from '@zongheng/projection';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import { openMongoReadStore } from '@zongheng/read-store-mongodb';
import { crm, crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { type Ended, endProgramsAfterwards, startProgram } from '../running/program.ts';
import { readModels } from '../services/read-models.ts';
import { mavenFolder } from './maven/table.ts';

jest.setTimeout(600_000);
const { EVENTSTORE_URL = '', MONGODB_URL = '' } = process.env;
const folders = temporaryFolders();
endProgramsAfterwards();

if (mavenFolder === null) process.stderr.write('the Maven data set is not there: a simulated year is moved in its place\n');

describe('an embedded installation that is moved into the engines', () => {
  const namespace = `m${randomBytes(6).toString('hex')}`;
  const environment = { EVENTSTORE_URL, EVENTSTORE_NAMESPACE: namespace };
  let dataDir: string;
  let installation: Installation;
  let here: readonly RecordedEvent[];
  let kills = 0;

  const migrate = (from = dataDir) => crm(['--data-dir', from, 'migrate'], environment);

  /** Migrates, and is killed so long after it has begun to move events, unless it is done before. */
  async function killedAfter(ms: number): Promise<Ended> {
    const program = startProgram('services/crm/src/cli.ts', ['--data-dir', dataDir, 'migrate'], environment);
    let isOver = false;
    void program.ended.then(() => (isOver = true));
    while (!isOver && !program.said().includes('moving')) await sleep(5);
    const fuse = setTimeout(() => program.child.kill('SIGKILL'), ms);
    return program.ended.finally(() => clearTimeout(fuse));
  }

  const opened = (clock = '2026-01-01T00:00:00.000Z') =>
    openEventStoreDb({ connectionString: EVENTSTORE_URL, namespace, clock: () => clock as Instant });

  beforeAll(async () => {
    dataDir = folders.make();
    installation = await startInstallation(dataDir);
    await (mavenFolder === null
      ? crmOn(dataDir, 'demo', '--deals', '500', '--days', '60')
      : crmOn(dataDir, 'import', 'maven-crm', mavenFolder));
  });

  it('is refused while it is served: what was recorded meanwhile would be left behind', async () => {
    const ended = await migrate();
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toContain('belongs to process');
    await installation.end();
    here = await allOf(openSqliteLogReader({ folder: join(dataDir, 'log') }));
    expect(here.length).toBeGreaterThan(1_000);
  });

  it('is moved whole, however often that is killed, and cannot be opened before', async () => {
    let ended = await killedAfter(100);
    for (let killAfterMs = 160; ended.signal !== null; killAfterMs = Math.round(killAfterMs * 1.6)) {
      kills += 1;
      await expect(opened()).rejects.toMatchObject({ code: 'STORE.OWNED' });
      ended = await killedAfter(killAfterMs);
    }
    process.stderr.write(`after ${kills} kills: ${ended.stdout}`);
    expect(ended.stderr).toContain('IDENTITY_KEY_FILE=');
    expect(ended.stdout).toContain(`${here.length} events`);
    expect(ended.code).toBe(0);
    expect(kills).toBeGreaterThan(2);
  });

  it('has every event with its id, in the order of positions, at its two times, with its key and its command', async () => {
    const there = await allOf(await opened());
    expect(there).toHaveLength(here.length);
    for (const [index, event] of there.entries()) expect(eventText(event)).toBe(eventText(here[index] as RecordedEvent));
    for (const [index, { position }] of there.entries()) expect(position).toBeGreaterThan(there[index - 1]?.position ?? 0);
  });

  it('goes on where it was: nothing new is recorded before what is there', async () => {
    const store = await opened('2001-01-01T00:00:00.000Z');
    try {
      const last = here.at(-1) as RecordedEvent;
      const { events } = await store.append(last.stream, last.revision, [{ ...last, id: 'after-the-move' }]);
      expect(events[0]?.recordedAt).toBe(last.recordedAt);
    } finally {
      await store.close();
    }
  });

  it('is not moved twice, nor over another', async () => {
    const again = await migrate();
    expect(again.code).not.toBe(0);
    expect(again.stderr).toContain('holds this log already');
    const other = folders.make();
    const started = await startInstallation(other);
    await started.end();
    const over = await migrate(other);
    expect(over.code).not.toBe(0);
    expect(over.stderr).toContain('holds another log');
  });

  it('has the read models that it had, to the byte, positions aside', async () => {
    const embedded = openSqliteLogReader({ folder: join(dataDir, 'log') });
    const engine = await opened();
    const there = await allOf(await opened());
    // The event that was recorded after the move is left out.
    const moved = untilPosition(engine, there[here.length - 1]?.position ?? 0);
    const mongo = await openMongoReadStore({ url: MONGODB_URL, database: namespace });
    try {
      const memory = memoryReadStore();
      await filled(memory, embedded);
      await filled(mongo, moved);
      const [ours, theirs] = [await readModels(memory, embedded), await readModels(mongo, engine)];
      for (const { name } of views) expect(theirs.get(name)).toEqual(ours.get(name));
      expect([...ours.values()].reduce((sum, texts) => sum + texts.length, 0)).toBeGreaterThan(here.length);
    } finally {
      await mongo.close();
      await engine.close();
      await embedded.close();
    }
  });
});

async function allOf(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let after = 0; ;) {
    const page = await log.readAll({ after, limit: 1_000 });
    events.push(...page.events);
    after = page.position;
    if (page.atEnd) break;
  }
  await log.close();
  return events;
}

function untilPosition(log: EventLog, last: number): Pick<EventLog, 'head' | 'readAll'> {
  return {
    head: async () => last,
    async readAll(read) {
      const page = await log.readAll(read);
      const isPast = page.position >= last;
      return isPast ? { events: page.events.filter(({ position }) => position <= last), position: last, atEnd: true } : page;
    },
  };
}

/** Builds every view out of a log, and has it served. */
async function filled(store: ReadStore, log: Pick<EventLog, 'head' | 'readAll'>): Promise<void> {
  const builds = views.map((view) => ({ view, id: nextBuildName(view, []) }));
  const outcome = await fillBuilds({ log, store, builds, groups: 1, heldMax: 1_000_000 });
  expect(outcome.filter(({ error }) => error !== null)).toEqual([]);
  for (const { view, id } of builds) await store.activate(view.name, id);
}
