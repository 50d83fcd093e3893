import { encodeAppend, type ExpectedRevision, type LogRead, memoryEventStore } from '@zongheng/event-store';
import { event } from '@zongheng/event-store/contract';
import { type Instant, type NewEvent, shardOf } from '@zongheng/kernel';
import fc from 'fast-check';
import { RecentEvents } from './recent-events.ts';

const at = '2026-03-01T08:00:00.000Z' as Instant;
const types = ['VisitPlanned', 'VisitCompleted', 'VisitCancelled'];

/** What was appended, kept beside a store that keeps everything. */
function both() {
  const recent = new RecentEvents();
  const store = memoryEventStore({ clock: () => at });
  const revisions = new Map<string, number>();
  const append = async (stream: string, given: readonly NewEvent[]): Promise<void> => {
    const expected: ExpectedRevision = revisions.get(stream) ?? 'no-stream';
    const { revision, position } = await store.append(stream, expected, given);
    revisions.set(stream, revision);
    const orderingKey = given[0]?.orderingKey ?? '';
    const [first] = await store.readAll({ after: position - given.length, limit: 1 }).then(({ events }) => events);
    const queued = { stream, expected, orderingKey, shard: shardOf(orderingKey), events: encodeAppend(stream, expected, given) };
    recent.add(queued, position - given.length + 1, first?.recordedAt ?? at);
  };
  return { recent, store, append };
}

describe('the last events', () => {
  it('are told as the log tells them, whatever is asked of them', async () => {
    const appends = fc.array(fc.record({ stream: fc.nat(4), count: fc.integer({ min: 1, max: 4 }), type: fc.constantFrom(...types) }), {
      minLength: 1,
      maxLength: 30,
    });
    const asking = fc.record({
      after: fc.nat(80),
      limit: fc.integer({ min: 1, max: 20 }),
      types: fc.option(fc.uniqueArray(fc.constantFrom(...types)), { nil: undefined }),
      odd: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(appends, fc.array(asking, { maxLength: 10 }), async (list, reads) => {
        const { recent, store, append } = both();
        for (const { stream, count, type } of list) {
          const orderingKey = `customer-${stream}`;
          await append(
            `visit-${stream}`,
            Array.from({ length: count }, () => event({ type, orderingKey })),
          );
        }
        const head = await store.head();
        for (const { limit, types: wanted, odd, ...read } of reads) {
          const after = Math.min(read.after, head);
          const shards = odd ? new Set(Array.from({ length: 32 }, (_, index) => index * 2 + 1)) : undefined;
          const asked: LogRead = { after, limit, ...(wanted ? { types: new Set(wanted) } : {}), ...(shards ? { shards } : {}) };
          expect(recent.page(asked, head)).toEqual(await store.readAll(asked));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('say nothing of what has gone before them, or has not come to them', async () => {
    const { recent, append } = both();
    expect(recent.page({ after: 0 }, 0)).toBeNull();
    const long = 'x'.repeat(900_000);
    for (let number = 0; number < 10; number += 1) await append('visit-1', [event({ data: long })]);
    expect(recent.page({ after: 0 }, 10)).toBeNull();
    expect(recent.page({ after: 8 }, 10)?.events).toHaveLength(2);
    expect(recent.page({ after: 8 }, 11)).toBeNull();
  });

  it('begin anew after a gap', () => {
    const recent = new RecentEvents();
    const events = encodeAppend('visit-1', 'no-stream', [event()]);
    const queued = { stream: 'visit-1', expected: 'no-stream' as const, orderingKey: 'customer-1', shard: 1, events };
    recent.add(queued, 1, at);
    recent.add({ ...queued, stream: 'visit-2' }, 7, at);
    expect(recent.page({ after: 0 }, 7)).toBeNull();
    expect(recent.page({ after: 6 }, 7)?.events.map(({ stream }) => stream)).toEqual(['visit-2']);
  });
});
