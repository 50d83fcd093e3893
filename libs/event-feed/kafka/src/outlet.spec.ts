import { visits } from '@zongheng/event-feed/contract';
import { type EventStore, memoryEventStore } from '@zongheng/event-store';
import { type Instant, type RecordedEvent, shardCount, shardOf } from '@zongheng/kernel';
import fc from 'fast-check';
import type { Message } from 'kafkajs';
import { received } from './message.ts';
import { type Outgoing, Outlet } from './outlet.ts';
import { PartitionReader } from './partition-reader.ts';

const partitionCount = 3;
const topic = 'crm.events';

/** What becomes of the part of a send that is for one partition. */
type Fate = 'acknowledged' | 'answer lost' | 'lost' | 'late';

/** A topic as Kafka keeps it: what a send holds for one partition stands there whole and at once, or not at all; when, is not the sender's to say. */
class Topic {
  readonly partitions: Message[][] = Array.from({ length: partitionCount }, () => []);
  readonly #late: (readonly [number, readonly Message[]])[] = [];

  /** Sends with these fates in turn; rejects unless all is acknowledged. */
  sending(fates: () => Fate): (outgoing: Outgoing) => Promise<void> {
    return async (outgoing) => {
      let isAcknowledged = true;
      for (const [partition, messages] of outgoing) {
        const fate = fates();
        if (fate === 'acknowledged' || fate === 'answer lost') this.partitions[partition]?.push(...messages);
        if (fate === 'late') this.#late.push([partition, messages]);
        isAcknowledged &&= fate === 'acknowledged';
      }
      if (!isAcknowledged) throw new Error('nobody knows');
    };
  }

  /** What was under way for longest arrives. */
  arrive(): void {
    const [partition, messages] = this.#late.shift() ?? [0, []];
    this.partitions[partition]?.push(...messages);
  }

  tails(): readonly number[] {
    return this.partitions.map((messages) => this.read(messages.slice(-1))[0]?.position ?? 0);
  }

  read(messages: readonly Message[]) {
    return messages.map(({ key = null, value, headers = {} }, index) =>
      received(
        {
          key: key === null ? null : Buffer.from(key),
          value: Buffer.from(value ?? ''),
          headers,
          timestamp: '0',
          offset: String(index),
          attributes: 0,
        },
        topic,
      ),
    );
  }
}

/** A relay that publishes a few events at a time, and begins again with the tails when a send fails. */
class SteppedRelay {
  #outlet: Outlet | null = null;
  #next = 0;

  readonly #topic: Topic;
  readonly #log: readonly RecordedEvent[];

  constructor(made: Topic, log: readonly RecordedEvent[]) {
    this.#topic = made;
    this.#log = log;
  }

  get isDone(): boolean {
    return this.#outlet !== null && this.#next >= this.#log.length;
  }

  async step(count: number, fates: () => Fate): Promise<void> {
    this.#outlet ??= this.#begun(fates);
    const events = this.#log.slice(this.#next, this.#next + count);
    const last = events.at(-1);
    try {
      if (last) await this.#outlet.send({ events, position: last.position, atEnd: false });
      this.#next += events.length;
      await this.#outlet.mark();
    } catch {
      this.#outlet = null;
    }
  }

  #begun(fates: () => Fate): Outlet {
    const tails = this.#topic.tails();
    const after = Math.min(...tails);
    this.#next = this.#log.filter(({ position }) => position <= after).length;
    // What becomes of a send is asked for as it is sent: outlets live longer than a step.
    return new Outlet({ send: this.#topic.sending(fates), epoch: 'one', tails });
  }
}

describe('relays at once, whatever becomes of what they send', () => {
  let store: EventStore;
  let log: readonly RecordedEvent[];

  beforeEach(async () => {
    let now = Date.parse('2026-03-01T08:00:00.000Z');
    store = memoryEventStore({ epoch: 'one', clock: () => new Date((now += 1)).toISOString() as Instant });
    const recorded: RecordedEvent[] = [];
    for (const { stream, event } of visits(40)) recorded.push(...(await store.append(stream, 'no-stream', [event])).events);
    log = recorded;
  });

  const act = fc.oneof(
    { weight: 4, arbitrary: fc.record({ relay: fc.nat(2), count: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 2, arbitrary: fc.constant('arrive' as const) },
  );
  const fate = fc.constantFrom<Fate>('acknowledged', 'acknowledged', 'acknowledged', 'acknowledged', 'answer lost', 'lost', 'late');

  const published = async (
    acts: readonly (typeof act extends fc.Arbitrary<infer Act> ? Act : never)[],
    fates: readonly Fate[],
  ): Promise<Topic> => {
    const made = new Topic();
    let taken = 0;
    const next = (): Fate => fates[taken++ % fates.length] ?? 'acknowledged';
    const relays = Array.from({ length: 3 }, () => new SteppedRelay(made, log));
    for (const each of acts) {
      if (each === 'arrive') made.arrive();
      else await relays[each.relay]?.step(each.count, next);
    }
    const last = new SteppedRelay(made, log);
    while (!last.isDone) await last.step(7, () => 'acknowledged');
    // What was still under way comes after everything.
    for (let left = 0; left < 200; left += 1) made.arrive();
    return made;
  };

  it('leaves out nothing: with each message, its partition holds all events up to its position', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), fc.array(fate, { minLength: 1, maxLength: 60 }), async (acts, fates) => {
        const made = await published(acts, fates);
        for (const [partition, messages] of made.partitions.entries()) {
          const own = log.filter(({ orderingKey }) => shardOf(orderingKey) % partitionCount === partition);
          const there = new Set<number>();
          for (const { event, position } of made.read(messages)) {
            if (event) there.add(position);
            expect(own.filter((each) => each.position <= position && !there.has(each.position))).toEqual([]);
          }
          expect(there.size).toBe(own.length);
        }
      }),
    );
  });

  it('is read as every event once and in order, from any place on and with what it keeps no longer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 40 }),
        fc.array(fate, { minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        async (acts, fates, forgotten, had) => {
          const made = await published(acts, fates);
          for (const [partition, messages] of made.partitions.entries()) {
            const shards = Array.from({ length: shardCount }, (_, shard) => shard).filter((shard) => shard % partitionCount === partition);
            const after = had % (log.length + 1);
            const reached = new Map(shards.map((shard) => [shard, after]));
            const reader = new PartitionReader({ topic, log: store, types: undefined, batchMax: 5 }, reached, false);
            const seen: RecordedEvent[] = [];
            const kept = made.read(messages.slice(messages.length === 0 ? 0 : forgotten % messages.length));
            for await (const batch of reader.batches(kept)) seen.push(...batch.events);
            const own = log.filter(({ orderingKey, position }) => shardOf(orderingKey) % partitionCount === partition && position > after);
            // Whoever comes when only late messages are left, has the rest with the next one; here there is none.
            const upTo = Math.max(after, ...kept.map(({ position }) => position));
            expect(seen).toEqual(own.filter(({ position }) => position <= upTo));
          }
        },
      ),
    );
  });

  it('marks a partition anew that has been silent for long, so that it never forgets how far it is', async () => {
    const made = new Topic();
    let now = Date.parse('2026-03-08T08:00:00.000Z');
    const options = { send: made.sending(() => 'acknowledged'), epoch: 'one', refreshMs: 1_000, now: () => now };
    const outlet = new Outlet({ ...options, tails: made.tails() });
    await outlet.send({ events: log, position: log.length, atEnd: true });
    await outlet.mark();
    const before = made.partitions.map((messages) => messages.length);
    await outlet.mark();
    expect(made.partitions.map((messages) => messages.length)).toEqual(before);
    now += 1_000;
    await outlet.mark();
    expect(made.partitions.map((messages) => messages.length)).toEqual(before.map((count) => count + 1));
    expect(made.tails()).toEqual(made.partitions.map(() => log.length));
    expect(made.partitions.map((messages) => messages.at(-1)?.timestamp)).toEqual(made.partitions.map(() => String(now)));
  });
});
