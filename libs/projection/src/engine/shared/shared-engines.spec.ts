import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '@zongheng/event-store';
import type { View } from '@zongheng/kernel';
import { memoryReadStore, readMemory, type ReadMemory, type ReadStore } from '@zongheng/read-store';
import { inlineCompactor } from '../../journal/compactor.ts';
import { JournalReaders } from '../../serving/journal-readers.ts';
import { StoredProgress } from '../../serving/stored-progress.ts';
import { type EngineOptions, ProjectionEngine, type SharedOptions } from '../engine.ts';
import { jobsHere } from '../jobs.ts';
import { faultyStore } from '../testing/faults.ts';
import { partFeed } from '../testing/part-feed.ts';
import { storedTexts } from '../testing/stored.ts';
import { parcelView, shelfView, toyLog, toyViews } from '../testing/toy.ts';
import { appendAll, newLog } from '../testing/world.ts';

const names = toyViews.map((view) => view.name);
const quick: SharedOptions = { leaseMs: 300, keptMs: 50, everyMs: 5, sweepMs: 20, patienceMs: 100 };

/** Engines of several processes over one log and one store. */
class Processes {
  readonly log: EventStore = newLog();
  readonly memory: ReadMemory = readMemory();
  readonly engines: ProjectionEngine[] = [];

  engine(member: number, members: number, more: Partial<EngineOptions> = {}): ProjectionEngine {
    const { log } = this;
    const store = memoryReadStore(this.memory);
    const feed = partFeed(log, member, members);
    const engine = new ProjectionEngine({ views: toyViews, log, store, feed, shared: quick, retryMs: [1, 20], ...more });
    this.engines.push(engine);
    return engine;
  }

  store(): ReadStore {
    return memoryReadStore(this.memory);
  }

  async stored(): Promise<readonly string[]> {
    return (await this.store().builds()).map(({ build }) => build);
  }

  /** Resolves when it is so that … */
  async until(isSo: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; !(await isSo()); tries += 1) {
      if (tries > 2_000) throw new Error('it does not come to be so');
      await pause(2);
    }
  }

  async caughtUp(): Promise<void> {
    const head = await this.log.head();
    await this.until(async () => (await this.store().served()).every(({ positions }) => positions.every((position) => position >= head)));
  }

  async stop(): Promise<void> {
    for (const engine of this.engines) await engine.stop();
  }
}

async function texts(store: ReadStore): Promise<readonly (readonly string[])[]> {
  const served = new Map((await store.served()).map(({ view, build }) => [view, build]));
  return Promise.all(toyViews.map((view) => storedTexts(store, view, served.get(view.name) ?? '')));
}

/** What one engine that has all to itself makes of the log. */
async function undisturbed(log: EventStore): Promise<readonly (readonly string[])[]> {
  const store = memoryReadStore();
  const engine = new ProjectionEngine({ views: toyViews, log, store, feed: partFeed(log, 0, 1), shared: quick });
  await engine.start();
  for (const name of names) await engine.progress.waitFor(name, 'all', await log.head(), 5_000);
  await engine.stop();
  return texts(store);
}

describe('projecting in several processes', () => {
  let world: Processes;

  beforeEach(() => {
    world = new Processes();
  });

  afterEach(() => world.stop());

  it('begun by two at once on nothing makes one build of each view, and both fold into it', async () => {
    await appendAll(world.log, toyLog(60));
    const [one, other] = [world.engine(0, 2), world.engine(1, 2)];
    await Promise.all([one.start(), other.start()]);
    await appendAll(world.log, toyLog(120).slice(60));
    await world.caughtUp();
    expect(await world.stored()).toEqual(names.map((name) => `${name}@1.1`).sort());
    expect(await texts(world.store())).toEqual(await undisturbed(world.log));
  });

  it('begun by two at once on a long log rebuilds each view once', async () => {
    await appendAll(world.log, toyLog(200));
    await Promise.all([0, 1].map((member) => world.engine(member, 2, { shortLogMax: 10 }).start()));
    await world.until(async () => (await world.store().served()).length === names.length);
    await world.caughtUp();
    await world.until(async () => (await world.stored()).length === names.length);
    expect(await texts(world.store())).toEqual(await undisturbed(world.log));
  });

  it('rebuilds from either beside live traffic: the new build is taken up by both, and the old one goes when its readers had time', async () => {
    const [one, other] = [world.engine(0, 2), world.engine(1, 2)];
    await one.start();
    await other.start();
    await appendAll(world.log, toyLog(80));
    const traffic = (async () => {
      for (const event of toyLog(400).slice(80)) {
        await appendAll(world.log, [event]);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const outcomes = await other.rebuild(names);
    expect(outcomes).toMatchObject(names.map((view) => ({ view, isServed: true, difference: null, error: null })));
    await traffic;
    await world.caughtUp();
    const now = outcomes.map(({ build }) => build);
    await world.until(async () => (await world.stored()).every((build) => now.includes(build)));
    await world.until(async () => one.live.builds().every(({ id }) => now.includes(id)));
    expect(names.map((name) => one.progress.get(name)?.build)).toEqual(now);
    await appendAll(world.log, toyLog(420).slice(400));
    await world.caughtUp();
    expect(await texts(world.store())).toEqual(await undisturbed(world.log));
    for (const name of names) expect((await one.verify(name)).difference).toBeNull();
  });

  it('refuses a second rebuild of a view with a code, whichever process is asked', async () => {
    await appendAll(world.log, toyLog(60));
    const slow = Promise.withResolvers<void>();
    const jobs = jobsHere(world.log, world.store());
    const one = world.engine(0, 2, { jobs: { ...jobs, fill: (...given) => slow.promise.then(() => jobs.fill(...given)) } });
    const other = world.engine(1, 2);
    await one.start();
    await other.start();
    const rebuilding = one.rebuild(['parcels']);
    await world.until(async () => (await world.store().claims()).length > 0);
    await expect(other.rebuild(['diaries', 'parcels'])).rejects.toMatchObject({ code: 'PROJECTION.REBUILDING' });
    await expect(one.rebuild(['parcels'])).rejects.toMatchObject({ code: 'PROJECTION.REBUILDING' });
    // What was refused holds up nobody: diaries can be rebuilt.
    expect(await other.rebuild(['diaries'])).toMatchObject([{ isServed: true }]);
    slow.resolve();
    expect(await rebuilding).toMatchObject([{ isServed: true, error: null }]);
  });

  it('that starts leaves alone what another is building', async () => {
    await appendAll(world.log, toyLog(60));
    const filling = Promise.withResolvers<void>();
    const store = world.store();
    const jobs = jobsHere(world.log, store);
    const one = world.engine(0, 2, {
      store,
      jobs: {
        ...jobs,
        fill: async (builds, onStep) => {
          const filled = await jobs.fill(builds, onStep);
          await filling.promise;
          return filled;
        },
      },
    });
    await one.start();
    const rebuilding = one.rebuild(['parcels', 'shelves']);
    await world.until(async () => (await world.stored()).length === names.length + 2);
    const other = world.engine(1, 2);
    await other.start();
    await pause(400);
    filling.resolve();
    expect(await rebuilding).toMatchObject([{ isServed: true }, { isServed: true }]);
  });

  it('leaves the served build as it was wherever a rebuild is killed, and another removes what it left and can begin anew', async () => {
    const events = toyLog(40, 6);
    await appendAll(world.log, events);
    const survivor = world.engine(1, 2);
    await survivor.start();
    for (let deadly = 1; deadly < 130; deadly += 8) {
      let isDead = false;
      let isBegun = false;
      let calls = 0;
      const store = faultyStore(world.store(), () => {
        if (!isBegun) return 'none';
        calls += 1;
        isDead ||= calls >= deadly;
        return isDead ? (calls === deadly && deadly % 2 === 0 ? 'after' : 'before') : 'none';
      });
      const victim = new ProjectionEngine({
        views: toyViews,
        log: world.log,
        store,
        feed: partFeed(world.log, 0, 2),
        shared: quick,
        retryMs: [1, 20],
      });
      await victim.start();
      isBegun = true;
      // Killed: nobody waits for it any more.
      let isOver = false;
      void victim
        .rebuild(['parcels', 'shelves'])
        .catch(() => undefined)
        .finally(() => (isOver = true));
      await world.until(() => Promise.resolve(isDead || isOver));
      isDead = true;
      const takeOver = world.engine(0, 2);
      await takeOver.start();
      await world.caughtUp();
      expect(await texts(world.store())).toEqual(await undisturbed(world.log));
      await world.until(async () => (await world.stored()).length === names.length);
      expect(await texts(world.store())).toEqual(await undisturbed(world.log));
      await victim.stop().catch(() => undefined);
      await takeOver.stop();
    }
    expect(await survivor.rebuild(['parcels'])).toMatchObject([{ isServed: true }]);
  });

  it('catches up by itself the shards that nobody has, before a rebuilt view is served', async () => {
    await appendAll(world.log, toyLog(60));
    const both = [world.engine(0, 2), world.engine(1, 2)] as const;
    for (const engine of both) await engine.start();
    await world.caughtUp();
    await both[1].stop();
    expect(await both[0].rebuild(names)).toMatchObject(names.map(() => ({ isServed: true, error: null })));
    await world.caughtUp();
    expect(await texts(world.store())).toEqual(await undisturbed(world.log));
  });

  it('lets go of a view that a newer release has taken over, and says so', async () => {
    await appendAll(world.log, toyLog(60));
    const old = world.engine(0, 2);
    await old.start();
    const next: View = { ...parcelView, version: 2 };
    const newer = world.engine(1, 2, { views: [next, ...toyViews.slice(1)], shortLogMax: 10 });
    await newer.start();
    await world.until(async () => (await old.status()).views[0]?.state === 'failing');
    expect((await old.status()).views[0]?.error).toContain('a newer release');
    await pause(50);
    expect((await world.store().served()).find(({ view }) => view === 'parcels')?.version).toBe(2);
    expect(old.live.builds().map(({ view }) => view.name)).toEqual(['diaries', 'shelves']);
  });
});

describe('a process that reads and does not project', () => {
  it('answers figures with its own writes in them, and goes over to a rebuilt journal', async () => {
    const world = new Processes();
    const engines = [world.engine(0, 2), world.engine(1, 2)];
    for (const engine of engines) await engine.start();
    const store = world.store();
    const progress = await StoredProgress.open({ store, views: toyViews, everyMs: [1, 20] });
    const journals = await JournalReaders.open([shelfView], { store, progress, compactor: inlineCompactor() });
    const isAnsweredAfter = async (events: number): Promise<void> => {
      await appendAll(world.log, toyLog(events).slice(await world.log.head()));
      const head = await world.log.head();
      expect(await progress.waitFor('shelves', 'all', head, 5_000)).toBe(true);
      await journals.refresh('shelves');
      const reader = journals.of('shelves');
      expect(reader?.watermark).toBe(head);
      const packed = toyLog(events).filter(({ type }) => type === 'Packed').length;
      expect(reader?.sum({ measures: ['count'] }).total('count')).toBe(BigInt(packed));
    };
    await isAnsweredAfter(60);
    const [outcome] = (await engines[0]?.rebuild(['shelves'])) ?? [];
    expect(outcome).toMatchObject({ isServed: true });
    await isAnsweredAfter(90);
    expect(progress.get('shelves')?.build).toBe(outcome?.build);
    progress.close();
    await journals.close();
    await world.stop();
  });
});
