import type { EventStore } from '@zongheng/event-store';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import type { RecordedEvent, View } from '@zongheng/kernel';
import fc from 'fast-check';
import { poisoned } from './testing/poison.ts';
import { storedTexts } from './testing/stored.ts';
import { diaryView, parcelView, shelfView, toyLog, toyLogs, toyViews } from './testing/toy.ts';
import { newLog, type World, worldOf } from './testing/world.ts';

const feedOf = (log: EventStore) => inProcessFeed(log);

async function texts(world: World, view: View): Promise<readonly string[]> {
  return storedTexts(world.store, view, world.engine.progress.get(view.name)?.build ?? '');
}

/** The same log, projected by a view that never failed. */
async function neverPoisoned(log: EventStore, view: View): Promise<readonly string[]> {
  const world = worldOf({ views: [view], feedOf, log });
  await world.engine.start();
  await world.caughtUp();
  await world.engine.stop();
  return texts(world, view);
}

describe('an event that cannot be folded', () => {
  it('parks the later events of its ordering key alone, until it is released: then all is as if it had never failed', async () => {
    let parkings = 0;
    await fc.assert(
      fc.asyncProperty(
        toyLogs({ minLength: 5 }),
        fc.nat({ max: 30 }),
        fc.constantFrom('fold' as const, 'index' as const),
        fc.integer({ min: 1, max: 7 }),
        async (events, poison, where, batchMax) => {
          for (const view of toyViews) {
            const poisonId = events[poison % events.length]?.id;
            const faulty = poisoned(view, (event) => event.id === poisonId, where);
            const world = worldOf({ views: [faulty.view], feedOf, batchMax });
            await world.engine.start();
            await world.append(events);
            await world.caughtUp();
            const parked = (await world.engine.parked()).flatMap(({ keys }) => keys);
            parkings += parked.length;
            expect(parked.length).toBeLessThanOrEqual(1);
            expect((await world.engine.verify(view.name)).difference).toBeNull();
            faulty.mend();
            await world.engine.release(view.name);
            expect(await world.engine.parked()).toEqual([]);
            await world.caughtUp();
            expect((await world.engine.verify(view.name)).difference).toBeNull();
            await world.engine.stop();
            expect(await texts(world, view)).toEqual(await neverPoisoned(world.log, view));
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(parkings).toBeGreaterThan(20);
  });

  it('is parked at the same position whatever the batches were, live and in a rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(toyLogs({ minLength: 5 }), fc.nat({ max: 30 }), async (events, poison) => {
        const poisonId = events[poison % events.length]?.id;
        const views = toyViews.map((view) => poisoned(view, (event) => event.id === poisonId).view);
        const log = newLog();
        const ofBatches = (batchMax: number) => worldOf({ views, feedOf, log, batchMax });
        const [single, few, many] = [ofBatches(1), ofBatches(4), ofBatches(500)];
        await single.append(events);
        for (const world of [single, few, many]) {
          await world.engine.start();
          await world.caughtUp();
        }
        const parked = keysOf(await single.engine.parked());
        expect(keysOf(await few.engine.parked())).toEqual(parked);
        expect(keysOf(await many.engine.parked())).toEqual(parked);
        const rebuilt = await single.engine.rebuild(views.map((view) => view.name));
        expect(rebuilt.map(({ isServed, difference }) => ({ isServed, difference }))).toEqual(
          views.map(() => ({ isServed: true, difference: null })),
        );
        expect(keysOf(await single.engine.parked())).toEqual(parked);
        for (const world of [single, few, many]) await world.engine.stop();
        for (const view of views) {
          const expected = await texts(few, view);
          expect(await texts(single, view)).toEqual(expected);
          expect(await texts(many, view)).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is told with its key, its position and its error, is named beside the answers, and stays parked over a restart', async () => {
    const events = toyLog(60, 5);
    const poisonEvent = events.find(({ type }) => type === 'Packed');
    const view = poisoned(parcelView, ({ id }) => id === poisonEvent?.id).view;
    const world = worldOf({ views: [view], feedOf });
    await world.engine.start();
    await world.append(events);
    await world.caughtUp();
    const recorded = await recordedAs(world.log, poisonEvent?.id ?? '');
    const expected = {
      orderingKey: recorded.orderingKey,
      firstPosition: recorded.position,
      eventId: recorded.id,
      error: `Error: cannot fold ${recorded.id}`,
    };
    expect(await world.engine.parked('parcels')).toEqual([
      { view: 'parcels', build: 'parcels@1.1', keys: [expect.objectContaining(expected)] },
    ]);
    expect(world.engine.progress.get('parcels')?.parked).toEqual([expect.objectContaining(expected)]);
    expect((await world.engine.status()).views[0]).toMatchObject({ state: 'live', parked: 1, caughtUp: true, lag: 0 });
    await world.engine.stop();

    const again = worldOf({ views: [view], feedOf, log: world.log, store: world.store });
    await again.engine.start();
    await again.caughtUp();
    expect((await again.engine.parked()).flatMap(({ keys }) => keys)).toEqual([expect.objectContaining(expected)]);
    await again.engine.stop();
  });

  it('can be tried without changing anything: what still fails is told with the position it fails at', async () => {
    const events = toyLog(80, 4);
    for (const toy of [parcelView, shelfView]) {
      const keys = new Set(['customer-1', 'customer-2']);
      const faulty = poisoned(toy, (event) => keys.has(event.orderingKey) && event.type === 'Packed');
      const world = worldOf({ views: [faulty.view], feedOf });
      await world.engine.start();
      await world.append(events);
      await world.caughtUp();
      const before = await texts(world, faulty.view);
      expect((await world.engine.retry(toy.name)).map(({ folds }) => folds)).toEqual([false, false]);
      keys.delete('customer-1');
      const tried = await world.engine.retry(toy.name);
      expect(tried.find(({ orderingKey }) => orderingKey === 'customer-1')).toMatchObject({ folds: true, position: null, error: null });
      expect(tried.find(({ orderingKey }) => orderingKey === 'customer-2')).toMatchObject({ folds: false });
      expect(await texts(world, faulty.view)).toEqual(before);
      expect((await world.engine.parked())[0]?.keys).toHaveLength(2);
      const released = await world.engine.release(toy.name, ['customer-1']);
      expect(released.map(({ orderingKey, folds }) => [orderingKey, folds])).toEqual([['customer-1', true]]);
      expect((await world.engine.parked())[0]?.keys.map(({ orderingKey }) => orderingKey)).toEqual(['customer-2']);
      await world.engine.stop();
    }
  });

  it('stops its projection loudly when it is one of more than a hundred, and leaves the others alone', async () => {
    const events = toyLog(1_500, 300);
    const faulty = poisoned(parcelView, () => true);
    const troubles: string[] = [];
    const world = worldOf({
      views: [faulty.view, diaryView],
      feedOf,
      batchMax: 20,
      onTrouble: ({ id, state }) => troubles.push(`${id} ${state}`),
    });
    await world.engine.start();
    await world.append(events);
    await world.caughtUp(['diaries']);
    expect(troubles).toEqual(['parcels@1.1 stopped']);
    const [status, other] = (await world.engine.status()).views;
    expect(status).toMatchObject({ state: 'stopped', caughtUp: false });
    expect(status?.error).toMatch(/^TooManyParked: parcels@1\.1: more than 100 ordering keys cannot be folded, the last is customer-/);
    expect(other).toMatchObject({ state: 'live', caughtUp: true });
    expect((await world.engine.parked('parcels'))[0]?.keys.length).toBeLessThanOrEqual(100);

    faulty.mend();
    await world.engine.release('parcels');
    await world.caughtUp();
    expect((await world.engine.verify('parcels')).difference).toBeNull();
    await world.engine.stop();
    expect(await texts(world, faulty.view)).toEqual(await neverPoisoned(world.log, parcelView));
  });
});

function keysOf(parked: Awaited<ReturnType<World['engine']['parked']>>): unknown {
  return parked.map(({ view, keys }) => [view, keys.map(({ orderingKey, firstPosition }) => `${orderingKey} ${firstPosition}`)]);
}

async function recordedAs(log: EventStore, id: string): Promise<RecordedEvent> {
  const { events } = await log.readAll({ after: 0 });
  const found = events.find((event) => event.id === id);
  if (!found) throw new Error(`no event ${id}`);
  return found;
}
