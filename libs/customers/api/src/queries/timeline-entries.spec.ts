import { entriesIn, placeOf, timeline, type TimelineEntry, type TimelinePage } from '@zongheng/customers-views';
import { addDays, type BusinessDate, type CustomerId, type RecordedEvent } from '@zongheng/kernel';
import { ServedDocuments } from '@zongheng/nest-kit';
import { type DocumentCollection, memoryReadStore, type PageEnd } from '@zongheng/read-store';
import fc from 'fast-check';
import { entriesOf, type EntryFilters } from './timeline-entries.ts';

const types = ['InteractionRecorded', 'OpportunityAdvanced', 'ContractSigned'] as const;
const channels = ['hotline', 'letter', null] as const;
const any: EntryFilters = { context: undefined, channel: undefined, department: undefined, type: undefined };

/** What is drawn of an event: its stream, how many days into the year it was, its type, its channel, and whether it names a second customer. */
const drawn = fc.record({
  stream: fc.nat({ max: 3 }),
  day: fc.nat({ max: 20 }),
  type: fc.constantFrom(...types),
  channel: fc.constantFrom(...channels),
  both: fc.boolean(),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function eventsOf(all: readonly Drawn[]): readonly RecordedEvent[] {
  const revisions = [0, 0, 0, 0];
  return all.map(({ stream, day, type, channel, both }, index) => {
    const revision = revisions[stream] ?? 0;
    revisions[stream] = revision + 1;
    return {
      id: `event-${index}`,
      type,
      schemaVersion: 1,
      stream: `deal-${stream}` as RecordedEvent['stream'],
      revision,
      position: index + 1,
      orderingKey: 'c1',
      customerId: 'c1' as CustomerId,
      recordedAt: '2026-01-01T00:00:00.000Z' as RecordedEvent['recordedAt'],
      businessDate: addDays('2026-01-01' as BusinessDate, day),
      actor: 'spec',
      correlationId: 'spec',
      data: { channel, ...(both ? { other: 'c2' } : {}) },
    };
  });
}

/** The timeline folded from events, as it is stored. */
async function stored(
  events: readonly RecordedEvent[],
): Promise<{ readonly documents: ServedDocuments; readonly pages: readonly TimelinePage[] }> {
  const pages = new Map<string, TimelinePage>();
  for (const event of events) {
    for (const key of timeline.keysOf(event)) {
      const page = timeline.evolve(pages.get(key) ?? null, event, key);
      if (page) pages.set(key, page);
    }
  }
  const store = memoryReadStore();
  const { name, version, fields, indexes } = timeline;
  const collection: DocumentCollection = await store.collection({ view: name, version, build: 'b', fields, indexes });
  await collection.write(
    [...pages].map(([key, page]) => ({
      foldedFrom: null,
      document: { key, shard: 0, position: 1, body: JSON.stringify(page), fields: timeline.index(page).fields, search: [], attributes: {} },
    })),
  );
  const progress = { get: () => ({ build: 'b', positions: [], parked: [] }), watermark: () => 0, waitFor: () => Promise.resolve(true) };
  return { documents: new ServedDocuments(store, progress), pages: [...pages.values()] };
}

/** All entries of some files, asked for a page at a time. */
async function paged(
  documents: ServedDocuments,
  files: readonly string[],
  filters: EntryFilters,
  limit: number,
): Promise<readonly TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let after: PageEnd | null = null;
  do {
    const page = await entriesOf(documents, files, filters, limit, after);
    entries.push(...page.entries);
    after = page.next;
  } while (after !== null);
  return entries;
}

const places = (entries: readonly TimelineEntry[]): readonly string[] =>
  entries.map(({ on, position, customer }) => `${placeOf(on, position)} ${customer}`);

describe('the entries of a timeline', () => {
  it('come newest first, each once, whatever pages they are stored in and asked for by', async () => {
    const asked = fc.record({ files: fc.subarray(['c1', 'c2'], { minLength: 1 }), limit: fc.integer({ min: 1, max: 7 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { maxLength: 150 }), asked, async (all, { files, limit }) => {
        const { documents, pages } = await stored(eventsOf(all));
        const expected = places(pages.flatMap(entriesIn).filter(({ customer }) => files.includes(customer)));
        expect(places(await paged(documents, files, any, limit))).toEqual(expected.toSorted().toReversed());
      }),
    );
  });

  it('are left out where they do not fit what is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { maxLength: 60 }),
        fc.constantFrom(...types),
        fc.constantFrom('hotline', 'letter'),
        async (all, type, channel) => {
          const { documents } = await stored(eventsOf(all));
          const whole = await paged(documents, ['c1'], any, 10);
          expect(await paged(documents, ['c1'], { ...any, type }, 2)).toEqual(whole.filter((entry) => entry.type === type));
          expect(await paged(documents, ['c1'], { ...any, channel }, 2)).toEqual(whole.filter((entry) => entry.channel === channel));
          expect(await paged(documents, ['c1'], { ...any, context: 'sales' }, 2)).toEqual(
            whole.filter((entry) => entry.context === 'sales'),
          );
        },
      ),
    );
  });

  it('of a customer with very many are found a piece at a time', async () => {
    const all = Array.from({ length: 6_000 }, (): Drawn => ({
      stream: 0,
      day: 0,
      type: 'InteractionRecorded',
      channel: null,
      both: false,
    }));
    const events = eventsOf(all).map((event, index) => ({ ...event, businessDate: addDays('2026-01-01' as BusinessDate, index) }));
    const { documents, pages } = await stored(events);
    expect(Math.max(...pages.map(({ entries }) => entries.length))).toBe(64);
    const first = await entriesOf(documents, ['c1'], any, 3);
    expect(first.entries.map(({ position }) => position)).toEqual([6_000, 5_999, 5_998]);
    const entries = await paged(documents, ['c1'], any, 1_000);
    expect(entries.map(({ position }) => position)).toEqual(events.map(({ position }) => position).toReversed());
  });
});
