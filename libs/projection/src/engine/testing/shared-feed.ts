import type { EventFeed, FeedSubscription } from '@zongheng/event-feed';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { allShards } from '../batch.ts';

interface Held {
  readonly events: readonly RecordedEvent[];
  next: number;
}

interface Member {
  readonly joined: PromiseWithResolvers<FeedSubscription>;
  readonly held: Map<number, Held>;
}

/**
 * A broker whose partitions are given, taken away and delivered by hand: several members may have one partition at a time, as where one of them has
 * not heard yet that it was given to another.
 */
export class SharedFeed {
  readonly #events: readonly RecordedEvent[];
  readonly #partitions: number;
  readonly #members = new Map<string, Member>();

  constructor(events: readonly RecordedEvent[], partitions: number) {
    this.#events = events;
    this.#partitions = partitions;
  }

  /** The feed as one member sees it. */
  feedOf(name: string): EventFeed {
    const member = this.#member(name);
    return {
      consume: (subscription, signal) => {
        member.joined.resolve(subscription);
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      },
    };
  }

  /** Gives a member partitions in place of those it has. It is asked where it stands in the new ones. */
  async give(name: string, partitions: readonly number[]): Promise<void> {
    const { joined, held } = this.#member(name);
    const subscription = await joined.promise;
    held.clear();
    subscription.assigned?.(new Map(partitions.map((partition) => [partition, this.#shardsOf(partition)])));
    if (partitions.length === 0) return;
    const positions = await subscription.positions(partitions.flatMap((partition) => this.#shardsOf(partition)));
    for (const partition of partitions) {
      const events = this.#events.filter((event) => shardOf(event.orderingKey) % this.#partitions === partition);
      const after = Math.min(...this.#shardsOf(partition).map((shard) => positions[shard] ?? 0));
      held.set(partition, { events, next: events.filter(({ position }) => position <= after).length });
    }
  }

  /** Delivers so many events more of a partition, to whom has it; a member that has it not gets nothing. */
  async deliver(name: string, partition: number, count: number): Promise<void> {
    const { joined, held } = this.#member(name);
    const own = held.get(partition);
    if (!own) return;
    const events = own.events.slice(own.next, own.next + count);
    own.next += events.length;
    const isAtEnd = own.next === own.events.length;
    const reached = isAtEnd ? (this.#events.at(-1)?.position ?? 0) : (own.events[own.next - 1]?.position ?? 0);
    const marks = new Map(this.#shardsOf(partition).map((shard) => [shard, reached]));
    await (await joined.promise).handle({ events, marks, caughtUp: isAtEnd });
  }

  /** Delivers all that is left of what a member has. */
  async deliverAll(name: string): Promise<void> {
    for (const partition of this.#member(name).held.keys()) await this.deliver(name, partition, this.#events.length);
  }

  #member(name: string): Member {
    const member = this.#members.get(name) ?? { joined: Promise.withResolvers<FeedSubscription>(), held: new Map<number, Held>() };
    this.#members.set(name, member);
    return member;
  }

  #shardsOf(partition: number): readonly number[] {
    return allShards.filter((shard) => shard % this.#partitions === partition);
  }
}
