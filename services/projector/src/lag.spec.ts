import { memoryEventStore } from '@zongheng/event-store';
import { type BusinessDate, type Instant, shardCount, shardOf } from '@zongheng/kernel';
import { lagsOf } from './lag.ts';

const nowMs = Date.parse('2026-03-01T08:00:00.000Z');
const view = (name: string) => ({ name });
const all = Array.from({ length: shardCount }, (_, shard) => shard);

async function logOf(count: number) {
  let recorded = 0;
  const log = memoryEventStore({ clock: () => new Date(nowMs - 10_000 + 1_000 * (recorded += 1)).toISOString() as Instant });
  for (let number = 1; number <= count; number += 1) {
    const event = {
      id: `event-${number}`,
      type: 'VisitRecorded',
      schemaVersion: 1,
      orderingKey: 'customer-1',
      businessDate: '2026-03-01' as BusinessDate,
      actor: 'spec',
      correlationId: 'spec',
      data: {},
    };
    await log.append(`visit-${number}`, 'no-stream', [event]);
  }
  return log;
}

/** A build that is as far in every shard. */
const at = (position: number) => ({ build: { positions: all.map(() => position) } });

describe('how far a view is behind', () => {
  const home = shardOf('customer-1');
  const partitions = new Map([
    [0, all.filter((shard) => shard !== home)],
    [1, [home]],
  ]);

  it('is nothing where nothing of its partition waits, and counts from the first event that does', async () => {
    const log = await logOf(5);
    const builds = [
      { view: view('early'), ...at(5) },
      { view: view('late'), ...at(2) },
      { view: view('opening'), build: null },
    ];
    expect(await lagsOf({ log, partitions, builds, nowMs, apart: 1 })).toEqual([
      { view: 'early', partition: 0, events: 0, seconds: 0 },
      { view: 'late', partition: 0, events: 0, seconds: 0 },
      { view: 'early', partition: 1, events: 0, seconds: 0 },
      { view: 'late', partition: 1, events: 1, seconds: 7 },
    ]);
  });
});
