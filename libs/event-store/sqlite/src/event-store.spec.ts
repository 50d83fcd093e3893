import { eventStoreContract } from '@zongheng/event-store/contract';
import { openSqliteEventStore } from './event-store.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';

const folders = temporaryFolders();

eventStoreContract('SQLite', ({ clock }) => openSqliteEventStore({ folder: folders.make(), clock }));

describe('the positions of the embedded log', () => {
  it('are counted from 1, without gaps', async () => {
    const store = await openSqliteEventStore({ folder: folders.make(), clock: testClock });
    const { events: first } = await store.append('visit-1', 'no-stream', [visit({ orderingKey: 'one' }), visit({ orderingKey: 'one' })]);
    const { events: second } = await store.append('visit-2', 'no-stream', [visit()]);
    expect([...first, ...second].map(({ position }) => position)).toEqual([1, 2, 3]);
    await store.close();
  });
});
