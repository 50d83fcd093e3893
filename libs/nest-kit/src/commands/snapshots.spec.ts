import type { EventStore, StreamRead } from '@zongheng/event-store';
import { lampAggregate, turnLamp } from '../toy/house.plans.ts';
import { done, house, newStore, runnerOn, send, withAppend } from '../toy/house.runner.ts';
import { memorySnapshotStore, type SnapshotStore } from './snapshot-store.ts';

/** A store that notes where streams are read from. */
function watched(store: EventStore): { store: EventStore; from: number[] } {
  const from: number[] = [];
  const readStream = (stream: string, read?: StreamRead) => {
    from.push(read?.from ?? 0);
    return store.readStream(stream, read);
  };
  return { store: { ...withAppend(store, (...given) => store.append(...given)), readStream }, from };
}

async function longLived(snapshots: SnapshotStore): Promise<EventStore> {
  const store = newStore();
  const runner = await house(store, { snapshots });
  for (let count = 1; count <= 25; count += 1) await done(send(runner, turnLamp, { id: 'l1', key: `k${count}`, body: { by: 1 } }));
  return store;
}

describe('a snapshot', () => {
  it('spares reading the events before it, and the stream goes on as if there were none', async () => {
    const snapshots = memorySnapshotStore();
    const { store, from } = watched(await longLived(snapshots));
    const runner = runnerOn(store, { snapshots });
    expect(await done(send(runner, turnLamp, { id: 'l1', body: { by: 1 } }))).toMatchObject({
      revision: 26,
      events: [{ data: { to: 26 } }],
    });
    expect(from).toEqual([20]);
  });

  it('remembers the keys of the commands it has folded', async () => {
    const snapshots = memorySnapshotStore();
    const store = await longLived(snapshots);
    const runner = runnerOn(store, { snapshots });
    expect((await done(send(runner, turnLamp, { id: 'l1', key: 'k3', body: { by: 1 } }))).replayed).toBe(true);
  });

  it('of another version, of another log, or that cannot be read is as good as none', async () => {
    const snapshots = memorySnapshotStore();
    const store = await longLived(snapshots);
    const kept = await snapshots.load('lamp-l1');
    if (!kept) throw new Error('no snapshot was taken');
    const broken: SnapshotStore = { load: async () => Promise.reject(new Error('unreadable')), save: async () => undefined };
    const stale = [
      { ...kept, version: kept.version - 1, state: null },
      { ...kept, epoch: 'e0', state: null },
    ].map((snapshot): SnapshotStore => ({ load: async () => snapshot, save: async () => undefined }));
    for (const each of [...stale, broken]) {
      const { store: reading, from } = watched(store);
      await done(send(runnerOn(reading, { snapshots: each }), turnLamp, { id: 'l1', key: 'k1', body: { by: 1 } }));
      expect(from[0]).toBe(0);
    }
  });

  it('that cannot be saved fails no command', async () => {
    const failed: unknown[] = [];
    const snapshots: SnapshotStore = { load: async () => null, save: async () => Promise.reject(new Error('no room')) };
    const meter = {
      answered() {},
      refused() {},
      appended() {},
      conflicted() {},
      folded() {},
      snapshotFailed: (error: unknown) => void failed.push(error),
    };
    const store = newStore();
    const runner = await house(store, { snapshots, meter });
    const every = lampAggregate.snapshot?.every ?? 0;
    for (let count = 0; count < every; count += 1) await done(send(runner, turnLamp, { id: 'l1', body: { by: 1 } }));
    expect(failed.length).toBeGreaterThan(0);
  });
});
