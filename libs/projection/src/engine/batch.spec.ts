import { memoryEventStore } from '@zongheng/event-store';
import { event, TestClock } from '@zongheng/event-store/contract';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { batchOf } from './batch.ts';

/** An event a customer, in the order given. */
async function recordedOf(...customers: readonly string[]): Promise<readonly RecordedEvent[]> {
  const log = memoryEventStore({ clock: new TestClock().read });
  for (const [index, customer] of customers.entries()) await log.append(`visit-${index}`, 'no-stream', [event({ orderingKey: customer })]);
  return (await log.readAll({ after: 0 })).events;
}

describe('a batch', () => {
  it('leaves out what comes again within it, and nothing of other shards', async () => {
    const [one, two, three, other] = await recordedOf('customer-1', 'customer-1', 'customer-1', 'customer-2');
    if (!one || !two || !three || !other) throw new Error('four were recorded');
    const { events, shards, types } = batchOf({ events: [two, three, other, one, two, three, other], marks: new Map() });
    expect(events).toEqual([two, three, other]);
    expect([shards.length, types.length]).toEqual([3, 3]);
    expect([...shards]).toEqual([two, three, other].map(({ orderingKey }) => shardOf(orderingKey)));
  });

  it('reaches the mark of a shard, or its last event where that is further', async () => {
    const [one, two] = await recordedOf('customer-1', 'customer-1');
    if (!one || !two) throw new Error('two were recorded');
    const shard = shardOf('customer-1');
    expect(batchOf({ events: [one, two], marks: new Map([[shard, 1]]) }).reached).toEqual(new Map([[shard, two.position]]));
    expect(batchOf({ events: [one], marks: new Map([[shard, 9]]) }).reached).toEqual(new Map([[shard, 9]]));
  });
});
