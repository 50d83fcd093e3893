import { type EventStore, memoryEventStore } from '@zongheng/event-store';
import { event, TestClock } from '@zongheng/event-store/contract';
import { readLogOf } from './read-log.ts';

/** A log of three events whose positions are so far apart. */
async function logOf(apart: number): Promise<EventStore> {
  const store = memoryEventStore({ clock: new TestClock().read });
  for (const stream of ['lamp-1', 'lamp-2', 'lamp-3']) await store.append(stream, 'no-stream', [event({ orderingKey: stream })]);
  return Object.assign(Object.create(store) as EventStore, {
    readAll: async (read: { readonly after: number }) => {
      const page = await store.readAll({ ...read, after: Math.floor(read.after / apart) });
      return {
        ...page,
        events: page.events.map((each) => ({ ...each, position: each.position * apart })),
        position: page.position * apart,
      };
    },
  });
}

describe('how many events lie between two positions', () => {
  it('is their difference where each position is an event’s', async () => {
    const log = readLogOf(await logOf(1));
    expect([await log.eventsBetween(1, 3), await log.eventsBetween(3, 3), await log.eventsBetween(3, 1)]).toEqual([2, 0, 0]);
  });

  it('is about so many where positions are places in a file, and never none where one is behind', async () => {
    const log = readLogOf(await logOf(600));
    expect([await log.eventsBetween(600, 1_800), await log.eventsBetween(1_790, 1_800), await log.eventsBetween(1_800, 1_800)]).toEqual([
      2, 1, 0,
    ]);
  });
});
