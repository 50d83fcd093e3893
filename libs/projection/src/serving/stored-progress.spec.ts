import { memoryReadStore, readMemory, type ReadStore } from '@zongheng/read-store';
import { collectionSpecOf } from '../engine/documents/stored-form.ts';
import { allShards } from '../engine/batch.ts';
import { parcelView, toyViews } from '../engine/testing/toy.ts';
import { StoredProgress } from './stored-progress.ts';

const everywhere = (position: number) => new Map(allShards.map((shard) => [shard, position]));
const parcels = parcelView.name;

/** A projector's store and a reader's, on one memory. */
async function parted() {
  const memory = readMemory();
  const [projecting, reading] = [memoryReadStore(memory), memoryReadStore(memory)];
  const serve = async (build: string, version = 1): Promise<void> => {
    await projecting.collection({ ...collectionSpecOf(parcelView, build), version });
    await projecting.activate(parcels, build);
  };
  return { projecting, reading, serve };
}

describe('where views stand, as a process sees it that does not project them', () => {
  it('is what the projectors have said, from the beginning on and as they go on', async () => {
    const { projecting, reading, serve } = await parted();
    await serve('parcels@1.1');
    await projecting.reach(['parcels@1.1'], everywhere(7));
    const progress = await StoredProgress.open({ store: reading, views: toyViews, everyMs: [1, 1] });
    expect(progress.watermark(parcels)).toBe(7);
    expect(progress.get('diaries')).toBeUndefined();
    const heard: number[] = [];
    progress.onProgress((moved) => heard.push(...moved.map(({ positions }) => positions[5] ?? 0)));
    const waiting = progress.waitFor(parcels, 5, 9, 5_000);
    await projecting.reach(['parcels@1.1'], new Map([[5, 9]]));
    expect(await waiting).toBe(true);
    expect(await progress.waitFor(parcels, 'all', 8, 20)).toBe(false);
    // What stands still is told of once.
    expect(heard).toEqual([9]);
    progress.close();
  });

  it('names what is parked, until it is released', async () => {
    const { projecting, reading, serve } = await parted();
    await serve('parcels@1.1');
    const collection = await projecting.collection(collectionSpecOf(parcelView, 'parcels@1.1'));
    const parked = { orderingKey: 'customer-1', shard: 3, firstPosition: 4, eventId: 'event-4', error: 'no' };
    await collection.write([], { positions: new Map([[3, 5]]), parked: new Map([[3, [parked]]]) });
    const progress = await StoredProgress.open({ store: reading, views: toyViews, everyMs: [1, 1] });
    expect(progress.get(parcels)?.parked).toEqual([parked]);
    const moved = new Promise((resolve) => progress.onProgress(resolve));
    await collection.write([], { positions: new Map([[3, 5]]), parked: new Map([[3, []]]) });
    await moved;
    expect(progress.get(parcels)?.parked).toEqual([]);
    progress.close();
  });

  it('moves to another build when that is served, and has none of a version that is not read here', async () => {
    const { projecting, reading, serve } = await parted();
    await serve('parcels@1.1');
    await projecting.reach(['parcels@1.1'], everywhere(50));
    const progress = await StoredProgress.open({ store: reading, views: toyViews, everyMs: [1, 1] });
    await serve('parcels@1.2');
    const waiting = progress.waitFor(parcels, 0, 60, 5_000);
    await projecting.reach(['parcels@1.2'], new Map([[0, 60]]));
    expect(await waiting).toBe(true);
    expect(progress.get(parcels)?.build).toBe('parcels@1.2');
    await serve('parcels@2.1', 2);
    while (progress.get(parcels)) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(progress.watermark(parcels)).toBe(0);
    progress.close();
  });

  it('looks more often while somebody waits, and stands still where the store cannot be looked at', async () => {
    const { projecting, reading, serve } = await parted();
    await serve('parcels@1.1');
    let looks = 0;
    let isGone = false;
    const failures: unknown[] = [];
    const store: Pick<ReadStore, 'served'> = {
      served: () => {
        looks += 1;
        return isGone ? Promise.reject(new Error('no way to the store')) : reading.served();
      },
    };
    const progress = await StoredProgress.open({
      store,
      views: toyViews,
      everyMs: [1, 60_000],
      onFailure: (error) => failures.push(error),
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(looks).toBe(1);
    expect(await progress.waitFor(parcels, 0, 1, 40)).toBe(false);
    expect(looks).toBeGreaterThan(5);
    isGone = true;
    const waiting = progress.waitFor(parcels, 0, 1, 5_000);
    while (failures.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    isGone = false;
    await projecting.reach(['parcels@1.1'], new Map([[0, 1]]));
    expect(await waiting).toBe(true);
    expect(failures).toHaveLength(1);
    progress.close();
  });
});
