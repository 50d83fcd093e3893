import { memoryReadStore } from '@zongheng/read-store';
import type { Snapshot } from './snapshot-store.ts';
import { snapshotsIn } from './stored-snapshots.ts';

const snapshot = (revision: number): Snapshot => ({
  stream: 'opportunity-a',
  version: 1,
  epoch: 'e',
  revision,
  position: revision + 10,
  orderingKey: 'customer-1',
  state: { stage: '商务谈判', moves: revision },
  echoes: [],
});

describe('snapshots beside the read models', () => {
  it('come back as they were saved', async () => {
    const snapshots = snapshotsIn(memoryReadStore());
    expect(await snapshots.load('opportunity-a')).toBeNull();
    await snapshots.save(snapshot(500));
    expect(await snapshots.load('opportunity-a')).toEqual(snapshot(500));
  });

  it('are replaced by newer ones, never by older', async () => {
    const snapshots = snapshotsIn(memoryReadStore());
    await snapshots.save(snapshot(1000));
    await snapshots.save(snapshot(500));
    expect((await snapshots.load('opportunity-a'))?.revision).toBe(1000);
    await snapshots.save(snapshot(1500));
    expect((await snapshots.load('opportunity-a'))?.revision).toBe(1500);
  });
});
