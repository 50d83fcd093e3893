import type { EventFeed } from '@zongheng/event-feed';
import { canonicalJson, type DocumentView, type JournalView, type RecordedEvent, type View } from '@zongheng/kernel';
import { documentsOf } from '@zongheng/kernel/testing';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import fc from 'fast-check';
import { LiveProjector } from './live-projector.ts';
import { rowText } from '../journals/row-text.ts';
import { listLog, scheduledFeed, schedules } from '../testing/logs.ts';
import { slowedStore } from '../testing/slow-store.ts';
import { storedTexts } from '../testing/stored.ts';
import { toyLogs, toyViews } from '../testing/toy.ts';

const builds = toyViews.map((view) => ({ view, id: `${view.name}@1.1` }));

/** Projects a log over a feed into a store, until everything was handled. */
async function project(store: ReadStore, events: readonly RecordedEvent[], makeFeed: (onDrained: () => void) => EventFeed): Promise<void> {
  const drained = Promise.withResolvers<void>();
  const projector = new LiveProjector({ feed: makeFeed(drained.resolve), log: listLog(events), store, retryMs: [1, 5] });
  await projector.start(builds);
  await drained.promise;
  await projector.stop();
}

/** What the kernel's own kit says of a view: bodies, or rows. */
function pureTexts(view: View, events: readonly RecordedEvent[]): readonly string[] {
  if (view.kind === 'journal') return pureRows(view, events);
  return [...documentsOf(view as DocumentView, events)].map(([key, document]) => `${key} ${canonicalJson(document)}`).sort();
}

function pureRows(view: JournalView, events: readonly RecordedEvent[]): readonly string[] {
  return events
    .filter((event) => view.handles.includes(event.type))
    .flatMap((event) => view.contribute(event).map((contribution) => rowText(view, event.position, contribution)))
    .sort();
}

/** Stored documents without the positions and without those removed, as the kernel's kit tells them. */
async function bodies(store: ReadStore, view: View, build: string): Promise<readonly string[]> {
  const texts = await storedTexts(store, view, build);
  if (view.kind === 'journal') return texts;
  return texts.filter((text) => !text.endsWith(' removed')).map((text) => text.replace(/^(\S+) \d+ /, '$1 '));
}

describe('the projector', () => {
  it('folds what the feed delivers as the pure fold does, in any pieces, partitions and order between them, and with any duplicates', async () => {
    await fc.assert(
      fc.asyncProperty(toyLogs(), schedules, async (events, schedule) => {
        const store = memoryReadStore();
        await project(store, events, (onDrained) => scheduledFeed(events, schedule, onDrained));
        for (const { view, id } of builds) expect(await bodies(store, view, id)).toEqual(pureTexts(view, events));
      }),
      { numRuns: 150 },
    );
  });

  it('stores the same documents at the same positions and the same rows, however the log was delivered', async () => {
    await fc.assert(
      fc.asyncProperty(toyLogs({ minLength: 10 }), schedules, schedules, async (events, one, other) => {
        const stores = [memoryReadStore(), memoryReadStore()] as const;
        await project(stores[0], events, (onDrained) => scheduledFeed(events, one, onDrained));
        await project(stores[1], events, (onDrained) => scheduledFeed(events, other, onDrained));
        for (const { view, id } of builds) expect(await storedTexts(stores[0], view, id)).toEqual(await storedTexts(stores[1], view, id));
      }),
      { numRuns: 100 },
    );
  });

  it('goes on where it was stopped, and has every shard at the end of the log', async () => {
    await fc.assert(
      fc.asyncProperty(toyLogs({ minLength: 5 }), schedules, schedules, fc.nat({ max: 120 }), async (events, one, other, cut) => {
        const store = memoryReadStore();
        const first = events.slice(0, cut);
        await project(store, first, (onDrained) => scheduledFeed(first, one, onDrained));
        await project(store, events, (onDrained) => scheduledFeed(events, other, onDrained));
        const end = events.at(-1)?.position ?? 0;
        for (const { view, id } of builds) {
          expect(await bodies(store, view, id)).toEqual(pureTexts(view, events));
          expect((await store.checkpoints(id)).map(({ position }) => position)).toEqual(Array.from({ length: 64 }, () => end));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('ends equal where two projectors fold the same shards at once', async () => {
    const losses = { documents: 0, segments: 0 };
    await fc.assert(
      fc.asyncProperty(toyLogs({ minLength: 10 }), schedules, schedules, async (events, one, other) => {
        const store = slowedStore(memoryReadStore(), losses);
        await Promise.all([
          project(store, events, (onDrained) => scheduledFeed(events, one, onDrained)),
          project(store, events, (onDrained) => scheduledFeed(events, other, onDrained)),
        ]);
        for (const { view, id } of builds) expect(await bodies(store, view, id)).toEqual(pureTexts(view, events));
      }),
      { numRuns: 100 },
    );
    // The property says something only where the two did meet.
    expect(losses.documents).toBeGreaterThan(0);
    expect(losses.segments).toBeGreaterThan(0);
  });
});
