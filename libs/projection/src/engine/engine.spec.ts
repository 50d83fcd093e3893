import type { EventStore } from '@zongheng/event-store';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import type { View } from '@zongheng/kernel';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import fc from 'fast-check';
import { mergeSegments } from '../journal/merge-segments.ts';
import { allShards } from './batch.ts';
import { collectionSpecOf } from './documents/stored-form.ts';
import { journalSpecOf } from './journals/journal-build.ts';
import { storedTexts } from './testing/stored.ts';
import { parcelView, shelfView, toyLog, toyLogs, toyViews } from './testing/toy.ts';
import { newLog, type World, type WorldOptions, worldOf } from './testing/world.ts';

const names = toyViews.map((view) => view.name);

function world(options: Partial<WorldOptions> = {}): World {
  return worldOf({ views: toyViews, feedOf: (log: EventStore) => inProcessFeed(log), ...options });
}

async function served({ engine, store }: World, view: View): Promise<readonly string[]> {
  return storedTexts(store, view, engine.progress.get(view.name)?.build ?? '');
}

describe('a rebuild', () => {
  it('beside live traffic ends equal to the live build, to the byte, and is served in its place with no event missing', async () => {
    await fc.assert(
      fc.asyncProperty(toyLogs({ minLength: 20 }), fc.nat({ max: 60 }), fc.integer({ min: 1, max: 9 }), async (events, cut, batchMax) => {
        const running = world({ batchMax });
        const untouched = world({ log: running.log });
        await running.engine.start();
        await running.append(events.slice(0, cut));
        const traffic = (async () => {
          for (const event of events.slice(cut)) {
            await running.append([event]);
            await new Promise((resolve) => setImmediate(resolve));
          }
        })();
        const outcomes = await running.engine.rebuild(names);
        await traffic;
        await running.caughtUp();
        expect(outcomes).toEqual(names.map((view) => ({ view, build: `${view}@1.2`, isServed: true, difference: null, error: null })));
        expect(names.map((name) => running.engine.progress.get(name)?.build)).toEqual(names.map((name) => `${name}@1.2`));
        expect((await running.store.builds()).map(({ build }) => build).sort()).toEqual(names.map((name) => `${name}@1.2`).sort());
        await running.engine.stop();
        await untouched.engine.start();
        await untouched.caughtUp();
        await untouched.engine.stop();
        for (const view of toyViews) expect(await served(running, view)).toEqual(await served(untouched, view));
      }),
      { numRuns: 60 },
    );
  });

  it('is not served where it differs from the live build, and tells the first difference; forced, it is', async () => {
    const running = world();
    await running.engine.start();
    await running.append(toyLog(80, 6));
    await running.caughtUp();
    const [document] = await tamper(running.store, 'parcels@1.1', '{"grams":1,"history":[],"shelf":"stolen"}');
    const [outcome] = await running.engine.rebuild(['parcels']);
    expect(outcome).toMatchObject({ build: 'parcels@1.2', isServed: false, difference: { where: document?.key } });
    expect(outcome?.difference?.live).toContain('stolen');
    expect(outcome?.difference?.folded).toBe(`${document?.position} ${document?.body}`);
    expect((await running.store.builds()).map(({ build }) => build)).not.toContain('parcels@1.2');
    const [forced] = await running.engine.rebuild(['parcels'], { force: true });
    expect(forced).toMatchObject({ isServed: true });
    expect((await running.engine.verify('parcels')).equal).toBe(true);
    await running.engine.stop();
  });

  it('says how far it is, and refuses to run twice at once', async () => {
    const running = world();
    await running.engine.start();
    await running.append(toyLog(300));
    const steps: [number, number][] = [];
    const rebuilding = running.engine.rebuild(names, { onStep: (done, total) => steps.push([done, total]) });
    await expect(running.engine.rebuild(['parcels'])).rejects.toThrow('parcels is being rebuilt already');
    expect((await running.engine.status()).views[0]?.rebuild).not.toBeNull();
    await rebuilding;
    expect(steps.at(-1)).toEqual([300, 300]);
    expect(steps.every(([done], index) => index === 0 || done >= (steps[index - 1]?.[0] ?? 0))).toBe(true);
    expect((await running.engine.status()).views[0]?.rebuild).toBeNull();
    await running.engine.stop();
  });

  it('leaves the build before it in place until those who read it have moved', async () => {
    const moving = Promise.withResolvers<void>();
    const running = world({ readersMoved: () => moving.promise });
    await running.engine.start();
    await running.append(toyLog(40));
    await running.caughtUp();
    const rebuilding = running.engine.rebuild(['parcels']);
    await running.engine.progress.waitFor('parcels', 'all', 0, 1_000);
    while (running.engine.progress.get('parcels')?.build !== 'parcels@1.2') await new Promise((resolve) => setImmediate(resolve));
    const stored = async () => (await running.store.builds()).map(({ build }) => build);
    expect(await stored()).toContain('parcels@1.1');
    moving.resolve();
    await rebuilding;
    expect(await stored()).not.toContain('parcels@1.1');
    await running.engine.stop();
  });
});

describe('a new version of a view', () => {
  it('is built beside at the start, from a long log too, and then served in place of the old one', async () => {
    const log = newLog();
    const store = memoryReadStore();
    const first = world({ log, store });
    await first.engine.start();
    await first.append(toyLog(200));
    await first.caughtUp();
    await first.engine.stop();

    const next: View = { ...parcelView, version: 2 };
    const views = [next, ...toyViews.slice(1)];
    const second = world({ log, store, views, shortLogMax: 10 });
    await second.engine.start();
    expect((await second.engine.status()).views[0]).toMatchObject({ state: 'building', build: null });
    await second.append(toyLog(230).slice(200));
    await second.caughtUp();
    expect(second.engine.progress.get('parcels')?.build).toBe('parcels@2.1');
    expect((await second.engine.verify('parcels')).equal).toBe(true);
    await second.engine.stop();
    expect((await store.builds()).map(({ build }) => build)).toEqual(['diaries@1.1', 'parcels@2.1', 'shelves@1.1']);
  });

  it('begun and broken off by a crash, is begun anew at the next start', async () => {
    const store = memoryReadStore();
    await store.collection(collectionSpecOf(parcelView, 'parcels@1.7'), { bulk: true });
    const running = world({ store });
    await running.engine.start();
    await running.append(toyLog(50));
    await running.caughtUp();
    expect((await store.builds()).map(({ build }) => build)).toEqual(['diaries@1.1', 'parcels@1.1', 'shelves@1.1']);
    await running.engine.stop();
  });
});

describe('verify', () => {
  it('finds every view equal to the pure fold while events keep coming', async () => {
    await fc.assert(
      fc.asyncProperty(toyLogs({ minLength: 20 }), fc.nat({ max: 60 }), async (events, cut) => {
        const running = world({ batchMax: 3 });
        await running.engine.start();
        await running.append(events.slice(0, cut));
        const traffic = running.append(events.slice(cut));
        for (const name of names) expect((await running.engine.verify(name)).difference).toBeNull();
        await traffic;
        await running.caughtUp();
        for (const name of names) {
          const { equal, counts, hashes } = await running.engine.verify(name);
          expect(equal).toBe(true);
          expect(counts.live).toBe(counts.folded);
          expect(hashes.live).toBe(hashes.folded);
        }
        await running.engine.stop();
      }),
      { numRuns: 60 },
    );
  });

  it('finds a document whose body was changed behind its back', async () => {
    const running = await projected();
    const [document] = await tamper(running.store, 'parcels@1.1', '{"grams":0,"history":[],"shelf":"a"}');
    const finding = await running.engine.verify('parcels');
    expect(finding.equal).toBe(false);
    expect(finding.hashes.live).not.toBe(finding.hashes.folded);
    expect(finding.difference).toEqual({
      shard: document?.shard,
      where: document?.key,
      live: `${document?.position} {"grams":0,"history":[],"shelf":"a"}`,
      folded: `${document?.position} ${document?.body}`,
    });
    await running.engine.stop();
  });

  it('finds a document that is missing, one that should not be, and one that was not folded far enough', async () => {
    for (const fault of ['missing', 'invented', 'behind'] as const) {
      const running = await projected();
      const store = liedTo(running.store, fault);
      const checking = world({ log: running.log, store });
      await running.engine.stop();
      await checking.engine.start();
      await checking.caughtUp();
      const finding = await checking.engine.verify('parcels');
      expect({ fault, equal: finding.equal }).toEqual({ fault, equal: false });
      expect(finding.counts.live - finding.counts.folded).toBe({ missing: -1, invented: 1, behind: 0 }[fault]);
      await checking.engine.stop();
    }
  });

  it('finds a row that a journal has lost, and one that it has twice', async () => {
    for (const change of [-1, 1]) {
      const running = await projected();
      const spec = journalSpecOf(shelfView, 'shelves@1.1');
      const journal = await running.store.journal(spec);
      const tampered: ReadStore = {
        ...running.store,
        journal: async () => ({
          ...journal,
          read: async (shard, above) => {
            const segments = await journal.read(shard, above);
            return change < 0 ? segments.slice(1) : [...segments, ...segments.slice(0, 1)];
          },
        }),
      };
      const checking = world({ log: running.log, store: tampered });
      await running.engine.stop();
      await checking.engine.start();
      await checking.caughtUp();
      const finding = await checking.engine.verify('shelves');
      expect(finding.equal).toBe(false);
      expect(Math.sign(finding.counts.live - finding.counts.folded)).toBe(change);
      expect(change < 0 ? finding.difference?.live : finding.difference?.folded).toBeNull();
      await checking.engine.stop();
    }
  });

  it('finds a journal equal whatever segments its rows were merged into', async () => {
    const running = await projected();
    await running.append(toyLog(300, 7).slice(90));
    await running.caughtUp();
    const before = await running.engine.verify('shelves');
    const journal = await running.store.journal(journalSpecOf(shelfView, 'shelves@1.1'));
    const segments = async () => (await Promise.all(allShards.map((shard) => journal.read(shard, 0)))).flat().length;
    const many = await segments();
    for (const shard of allShards) await mergeSegments(journal, shelfView, shard);
    expect(await segments()).toBeLessThan(many);
    expect(await running.engine.verify('shelves')).toEqual(before);
    expect(before.equal).toBe(true);
    await running.engine.stop();
  });
});

describe('reading what one wrote', () => {
  it('waits until the view has the shard at that position, and says so when it does not in time', async () => {
    const running = world();
    await running.engine.start();
    const [event] = toyLog(1);
    const waiting = running.engine.progress.waitFor('parcels', 'all', 1, 5_000);
    await running.append(event ? [event] : []);
    expect(await waiting).toBe(true);
    expect(await running.engine.progress.waitFor('parcels', 5, 2, 20)).toBe(false);
    expect(await running.engine.progress.waitFor('parcels', 5, 1, 0)).toBe(true);
    const forever = running.engine.progress.waitFor('parcels', 5, 99, 60_000);
    await running.engine.stop();
    expect(await forever).toBe(false);
  });
});

async function projected(): Promise<World> {
  const running = world();
  await running.engine.start();
  await running.append(toyLog(90, 7));
  await running.caughtUp();
  return running;
}

/** Puts another body under a stored document, at the position it has. */
async function tamper(store: ReadStore, build: string, body: string) {
  const collection = await store.collection(collectionSpecOf(parcelView, build));
  for (let shard = 0; shard < 64; shard += 1) {
    const found = (await collection.scan(shard, null, 10)).find((document) => document.body !== null);
    if (!found) continue;
    await collection.write([
      { foldedFrom: found.position, document: { ...found, body, fields: { shelf: 'a', grams: 1 }, search: [], attributes: {} } },
    ]);
    return [found];
  }
  return [];
}

/** A store whose first scanned shard with documents does not hold what it should. */
function liedTo(store: ReadStore, fault: 'missing' | 'invented' | 'behind'): ReadStore {
  return {
    ...store,
    collection: async (spec, opening) => {
      const collection = await store.collection(spec, opening);
      let isTold = spec.view !== 'parcels';
      return {
        ...collection,
        scan: async (shard, afterKey, limit) => {
          const documents = await collection.scan(shard, afterKey, limit);
          const [first, ...rest] = documents;
          if (isTold || !first) return documents;
          isTold = true;
          if (fault === 'missing') return rest;
          if (fault === 'invented') return [first, { ...first, key: 'parcel-999.9' }, ...rest];
          return [{ ...first, position: first.position - 1 }, ...rest];
        },
      };
    },
  };
}
