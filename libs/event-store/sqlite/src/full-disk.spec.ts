import { readWhole } from '@zongheng/event-store/contract';
import { openSqliteEventStore } from './event-store.ts';
import { testClock, visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';

const folders = temporaryFolders();

describe('a full disk', () => {
  it('is told to each append that does not fit; what was acknowledged stays, reading goes on, and appends do once there is room', async () => {
    const folder = folders.make();
    const bounded = await openSqliteEventStore({ folder, clock: testClock, writer: { pagesMax: 60 } });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 800 }, (_, index) => bounded.append(`visit-${index}`, 'no-stream', [visit()])),
    );
    const codes = new Set(
      outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : 'recorded')),
    );
    expect(codes).toEqual(new Set(['recorded', 'STORE.FULL']));
    const acknowledged = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.events : []));
    expect(await readWhole(bounded)).toEqual(acknowledged);
    await expect(bounded.append('visit-more', 'no-stream', [visit()])).rejects.toMatchObject({ code: 'STORE.FULL' });
    await bounded.close();

    const roomy = await openSqliteEventStore({ folder, clock: testClock });
    expect(await readWhole(roomy)).toEqual(acknowledged);
    expect((await roomy.append('visit-more', 'no-stream', [visit()])).position).toBe(acknowledged.length + 1);
    await roomy.close();
  });
});
