import { visits } from '@zongheng/event-feed/contract';
import { memoryEventStore } from '@zongheng/event-store';
import { type Instant, type RecordedEvent, shardCount } from '@zongheng/kernel';
import type { Received } from './message.ts';
import { PartitionReader } from './partition-reader.ts';

/** A log of so many events, and a reader of the one partition that it is published into. */
async function published(count: number, batchMax: number) {
  let now = Date.parse('2026-03-01T08:00:00.000Z');
  const log = memoryEventStore({ clock: () => new Date((now += 1)).toISOString() as Instant });
  const events: RecordedEvent[] = [];
  for (const { stream, event } of visits(count)) events.push(...(await log.append(stream, 'no-stream', [event])).events);
  const reached = new Map(Array.from({ length: shardCount }, (_, shard) => [shard, 0]));
  const reader = new PartitionReader({ topic: 'crm.events', log, types: undefined, batchMax }, reached, false);
  const messages = events.map((event): Received => ({ event, position: event.position, previous: event.position - 1, epoch: log.epoch }));
  return { events, messages, reader };
}

async function delivered(reader: PartitionReader, messages: readonly Received[]): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of reader.batches(messages)) events.push(...batch.events);
  return events;
}

describe('a partition that two relays have published into', () => {
  it.each([3, 1_000])('is handed over once, however close together the same messages stand (%i events a batch)', async (batchMax) => {
    const { events, messages, reader } = await published(20, batchMax);
    const twice = [...messages.slice(0, 12), ...messages.slice(4, 12), ...messages.slice(8)];
    expect(await delivered(reader, twice)).toEqual(events);
    expect(await delivered(reader, messages.slice(10))).toEqual([]);
  });

  it('is handed over whole where the one that is late has left a gap behind', async () => {
    const { events, messages, reader } = await published(20, 1_000);
    expect(await delivered(reader, [...messages.slice(0, 5), ...messages.slice(9), ...messages.slice(5)])).toEqual(events);
  });
});
