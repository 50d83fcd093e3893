import { customersViews } from '@zongheng/customers-views';
import { canonicalJson, type RecordedEvent, type View } from '@zongheng/kernel';
import { documentsOf } from '@zongheng/kernel/testing';
import { fillBuilds, LiveProjector } from '@zongheng/projection';
import { listLog, type Schedule, scheduledFeed, schedules, storedTexts } from '@zongheng/projection/testing';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import { salesViews } from '@zongheng/sales-views';
import fc from 'fast-check';
import { salesLogs, shardsOfCustomers } from './sales-log.ts';

const views = [...customersViews, ...salesViews];
const builds = views.map((view) => ({ view, id: `${view.name}@${view.version}.1` }));

async function projected(events: readonly RecordedEvent[], schedule: Schedule): Promise<ReadStore> {
  const store = memoryReadStore();
  const drained = Promise.withResolvers<void>();
  const feed = scheduledFeed(events, schedule, drained.resolve);
  const projector = new LiveProjector({ feed, log: listLog(events), store, retryMs: [1, 5] });
  await projector.start(builds);
  await drained.promise;
  await projector.stop();
  return store;
}

async function parkedIn(store: ReadStore): Promise<number> {
  const parked = await Promise.all(builds.map(async ({ id }) => (await store.checkpoints(id)).flatMap((checkpoint) => checkpoint.parked)));
  return parked.flat().length;
}

/** Texts with the name of their view, so that a failure says which it is. */
function of(view: View, texts: readonly string[]): { readonly view: string; readonly texts: readonly string[] } {
  return { view: view.name, texts };
}

describe('the views of sales and customers', () => {
  it('are the same to the byte however the log is delivered: in any pieces, partitions, interleavings, with any duplicates', async () => {
    expect(shardsOfCustomers).toBeGreaterThan(2);
    let events = 0;
    await fc.assert(
      fc.asyncProperty(salesLogs, schedules, async (log, schedule) => {
        events += log.length;
        const plain = await projected(log, { partitions: 1, deliveries: [] });
        const mixed = await projected(log, schedule);
        expect(await parkedIn(mixed)).toBe(0);
        for (const { view, id } of builds)
          expect(of(view, await storedTexts(mixed, view, id))).toEqual(of(view, await storedTexts(plain, view, id)));
      }),
      { numRuns: 40 },
    );
    expect(events).toBeGreaterThan(1_000);
  });

  it('are the same to the byte when they are rebuilt from the log by groups of shards', async () => {
    await fc.assert(
      fc.asyncProperty(
        salesLogs,
        schedules,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(1, 60_000),
        async (log, schedule, groups, heldMax) => {
          const live = await projected(log, schedule);
          const store = memoryReadStore();
          const filled = await fillBuilds({ log: listLog(log), store, builds, groups, heldMax, pageEvents: 7 });
          expect(filled.filter(({ error }) => error !== null)).toEqual([]);
          for (const { view, id } of builds)
            expect(of(view, await storedTexts(store, view, id))).toEqual(of(view, await storedTexts(live, view, id)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are what folding one event after the other by hand makes of them', async () => {
    await fc.assert(
      fc.asyncProperty(salesLogs, schedules, async (log, schedule) => {
        const store = await projected(log, schedule);
        for (const { view, id } of builds) {
          if (view.kind === 'journal') continue;
          const expected = [...documentsOf(view, log)].map(([key, document]) => `${key} ${canonicalJson(document)}`).sort();
          const found = (await storedTexts(store, view, id)).filter((text) => !text.endsWith(' removed'));
          const bodies = found.map((text) => text.replace(/^(\S+) \d+ /, '$1 '));
          expect(of(view, bodies)).toEqual(of(view, expected));
        }
      }),
      { numRuns: 40 },
    );
  });
});
