import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore, type SqliteEventStore } from '@zongheng/event-store-sqlite';
import type { Instant } from '@zongheng/kernel';
import { ProjectorClient, type ProjectorClientHooks, type ProjectorThread } from '@zongheng/projection';
import { appendAll, toyLog, toyViews } from '@zongheng/projection/testing';

const names = toyViews.map((view) => view.name);

describe('projections in a thread of their own', () => {
  let folder: string;
  let store: SqliteEventStore;
  let client: ProjectorClient;

  const thread = (more: Partial<ProjectorThread> = {}): ProjectorThread => ({
    engines: { module: new URL('./engines.ts', import.meta.url).href, config: { folder } },
    views: { module: new URL('./toy-views.ts', import.meta.url).href },
    ...more,
  });
  const started = async (hooks: ProjectorClientHooks = {}, more: Partial<ProjectorThread> = {}): Promise<void> => {
    client = await ProjectorClient.start(thread(more), hooks);
  };
  const caughtUp = async (): Promise<void> => {
    const head = await store.head();
    for (const name of names) expect(await client.progress.waitFor(name, 'all', head, 10_000)).toBe(true);
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'projector-'));
    store = await openSqliteEventStore({ folder: join(folder, 'log'), clock: () => new Date().toISOString() as Instant });
  });

  afterEach(async () => {
    await client.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('follow the log, tell how far they are, and go on where they were after a stop', async () => {
    const events = toyLog(120);
    await started();
    await appendAll(store, events.slice(0, 80));
    await caughtUp();
    await client.stop();
    await appendAll(store, events.slice(80));
    await started();
    await caughtUp();
    expect((await client.status()).views.map(({ view, state, lag, caughtUp: isIt }) => ({ view, state, lag, isIt }))).toEqual(
      names.map((view) => ({ view, state: 'live', lag: 0, isIt: true })),
    );
    for (const name of names) expect((await client.verify(name)).difference).toBeNull();
  });

  it('rebuild beside, tell the steps, move the readers over, and drop the old build', async () => {
    const moved: string[] = [];
    await started({
      readersMoved: async (view, build) => {
        moved.push(`${view} ${build} ${client.progress.get(view)?.build === build}`);
      },
    });
    await appendAll(store, toyLog(150));
    await caughtUp();
    const steps: number[] = [];
    const outcomes = await client.rebuild(names, { onStep: (done) => steps.push(done) });
    expect(outcomes).toEqual(names.map((view) => ({ view, build: `${view}@1.2`, isServed: true, difference: null, error: null })));
    expect(moved).toEqual(names.map((view) => `${view} ${view}@1.2 true`));
    expect(steps.at(-1)).toBe(150);
    expect(await client.parked()).toEqual([]);
    for (const name of names) expect((await client.verify(name)).equal).toBe(true);
  });

  it('build a long log beside at the first start, and then serve it', async () => {
    await appendAll(store, toyLog(200));
    await started({}, { shortLogMax: 50 });
    await caughtUp();
    await appendAll(store, toyLog(230).slice(200));
    await caughtUp();
    for (const name of names) expect((await client.verify(name)).equal).toBe(true);
  });

  it('are started again when their thread dies, and go on where they were', async () => {
    const troubles: (string | null)[] = [];
    const mortal = { module: new URL('./mortal-engines.ts', import.meta.url).href, config: { folder } };
    await started({ restartMs: 10, onTrouble: ({ error }) => troubles.push(error) }, { engines: mortal });
    for (const event of toyLog(60)) {
      await appendAll(store, [event]);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await caughtUp();
    expect(troubles).toEqual(['the thread of the projector has ended']);
    for (const name of names) expect((await client.verify(name)).equal).toBe(true);
  });

  it('answer what cannot be done with the reason', async () => {
    await started();
    await expect(client.verify('nothing')).rejects.toThrow('no view nothing: there are parcels, diaries, shelves');
    await expect(client.rebuild(['nothing'])).rejects.toThrow(RangeError);
  });

  it('do not start where the views or the engines cannot be opened, and say why', async () => {
    await started();
    const missing = thread({ views: { module: new URL('./engines.ts', import.meta.url).href } });
    await expect(ProjectorClient.start(missing)).rejects.toThrow('exports no list of views');
    const nowhere = thread({ engines: { module: new URL('./engines.ts', import.meta.url).href, config: { folder: '/nonexistent' } } });
    await expect(ProjectorClient.start(nowhere)).rejects.toThrow('/nonexistent');
  });
});
