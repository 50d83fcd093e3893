import type { RecordedEvent } from '@zongheng/kernel';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import fc from 'fast-check';
import { LiveProjector } from './live/live-projector.ts';
import { type Fault, faultyStore } from './testing/faults.ts';
import { listLog, type Schedule, scheduledFeed, schedules } from './testing/logs.ts';
import { storedTexts } from './testing/stored.ts';
import { parcelView, shelfView, toyLog, toyLogs, toyViews } from './testing/toy.ts';

const builds = toyViews.map((view) => ({ view, id: `${view.name}@1.1` }));

/** Projects until everything is handled or, where the store died, until that shows; what was not saved is then lost, as with a killed process. */
async function project(store: ReadStore, events: readonly RecordedEvent[], schedule: Schedule, isDead = () => false): Promise<void> {
  const over = Promise.withResolvers<void>();
  const projector = new LiveProjector({
    feed: scheduledFeed(events, schedule, over.resolve),
    log: listLog(events),
    store,
    retryMs: [1, 2],
    onTrouble: () => isDead() && over.resolve(),
  });
  await projector.start(builds);
  await over.promise;
  await settled(projector);
  await projector.stop();
}

/** Builds that failed are brought again beside the feed: waits until all are live, or one cannot be. */
async function settled(projector: LiveProjector): Promise<void> {
  for (let turn = 0; turn < 200 && projector.builds().some(({ state }) => state !== 'live'); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (projector.builds().every(({ state }) => state === 'failing')) return;
  }
}

async function everything(store: ReadStore): Promise<readonly (readonly string[])[]> {
  return Promise.all(builds.map(({ view, id }) => storedTexts(store, view, id)));
}

async function undisturbed(events: readonly RecordedEvent[]): Promise<readonly (readonly string[])[]> {
  const store = memoryReadStore();
  await project(store, events, { partitions: 1, deliveries: [] });
  return everything(store);
}

describe('a projector whose store fails', () => {
  it('ends equal after dying at any call, before or after it was carried out, and starting again', async () => {
    await fc.assert(
      fc.asyncProperty(
        toyLogs({ minLength: 10 }),
        schedules,
        fc.integer({ min: 1, max: 150 }),
        fc.constantFrom('before' as const, 'after' as const),
        async (events, schedule, deadly, when) => {
          const store = memoryReadStore();
          let isDead = false;
          const dying: Fault = (call) => {
            if (call < deadly) return 'none';
            isDead = true;
            return call === deadly ? when : 'before';
          };
          await project(faultyStore(store, dying), events, schedule, () => isDead);
          await project(store, events, schedule);
          expect(await everything(store)).toEqual(await undisturbed(events));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('recovers by itself from failures that pass, view by view, and ends equal', async () => {
    await fc.assert(
      fc.asyncProperty(
        toyLogs({ minLength: 10 }),
        schedules,
        fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.constantFrom('before' as const, 'after' as const)), { maxLength: 12 }),
        async (events, schedule, faults) => {
          const store = memoryReadStore();
          const passing = new Map(faults);
          await project(
            faultyStore(store, (call) => passing.get(call) ?? 'none'),
            events,
            schedule,
          );
          expect(await everything(store)).toEqual(await undisturbed(events));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is killed at every single call in turn, and nothing is lost or twice', async () => {
    const events = toyLog(120, 12);
    const schedule = {
      partitions: 3,
      deliveries: Array.from({ length: 30 }, (_, index) => ({ partition: index % 3, count: 5, rewind: index % 4 })),
    };
    const counting = faultyStore(memoryReadStore(), () => 'none');
    await project(counting, events, schedule);
    const expected = await undisturbed(events);
    expect(counting.calls()).toBeGreaterThan(50);
    for (let deadly = 1; deadly <= counting.calls(); deadly += 1) {
      const store = memoryReadStore();
      let isDead = false;
      const dying: Fault = (call) => {
        isDead ||= call >= deadly;
        return isDead ? (call === deadly && deadly % 2 === 0 ? 'after' : 'before') : 'none';
      };
      await project(faultyStore(store, dying), events, schedule, () => isDead);
      await project(store, events, schedule);
      expect(await everything(store)).toEqual(expected);
    }
  });

  it('does not hold up the other views while one of them fails', async () => {
    const events = toyLog(200);
    const store = memoryReadStore();
    const diariesOnly: ReadStore = {
      ...store,
      collection: (spec, opening) =>
        spec.view === 'diaries' ? Promise.reject(new Error('the disk of the diaries is gone')) : store.collection(spec, opening),
    };
    const drained = Promise.withResolvers<void>();
    const troubles: string[] = [];
    const projector = new LiveProjector({
      feed: scheduledFeed(events, { partitions: 4, deliveries: [] }, drained.resolve),
      log: listLog(events),
      store: diariesOnly,
      retryMs: [1, 5],
      onTrouble: ({ id, error }) => troubles.push(`${id}: ${error}`),
    });
    await projector.start(builds);
    await drained.promise;
    expect(projector.builds().map(({ id, state }) => `${id} ${state}`)).toEqual([
      'parcels@1.1 live',
      'diaries@1.1 failing',
      'shelves@1.1 live',
    ]);
    expect(troubles[0]).toBe('diaries@1.1: Error: the disk of the diaries is gone');
    await projector.stop();
    const [parcels, , shelves] = await undisturbed(events);
    expect(await storedTexts(store, parcelView, 'parcels@1.1')).toEqual(parcels);
    expect(await storedTexts(store, shelfView, 'shelves@1.1')).toEqual(shelves);
  });
});
