import type { LogPage } from '@zongheng/event-store';
import { type Instant, type RecordedEvent, shardOf } from '@zongheng/kernel';
import { beginStepFor } from '@zongheng/tracing';
import type { Message } from 'kafkajs';
import { eventMessage, markMessage } from './message.ts';

/** What goes to each partition, in one send. */
export type Outgoing = readonly (readonly [partition: number, messages: readonly Message[]])[];

export interface OutletOptions {
  /** Resolves when all of it is acknowledged; rejects when that is not known of some of it. */
  readonly send: (outgoing: Outgoing) => Promise<void>;
  readonly epoch: string;
  /** The position of the last message of each partition, as it was found. */
  readonly tails: readonly number[];
  /** After how long a silent partition is marked anew, so that there is a last message in it whatever its retention (default one hour). */
  readonly refreshMs?: number;
  /** By default the system's, in ms since 1970. */
  readonly now?: () => number;
}

/**
 * Sends to all partitions, one send at a time, and knows what each of them has. Whatever other outlets do meanwhile, and however late their sends land, with each
 * message its partition holds all of its events up to the message's position: an outlet goes on from a message that stands there, and from its own
 * sends once they are acknowledged. So the last message of a partition is always a safe place to go on from, if not always the furthest.
 */
export class Outlet {
  readonly #options: OutletOptions;
  /** The position of the last message of each partition, and when it was sent. */
  readonly #last: number[];
  readonly #sentAt: number[];
  readonly #breaking = new AbortController();
  #reached = 0;
  #reachedAt: Instant | null = null;
  #sending: Promise<void> = Promise.resolve();
  failure: unknown = null;

  constructor(options: OutletOptions) {
    this.#options = options;
    this.#last = [...options.tails];
    this.#sentAt = options.tails.map(() => this.#now());
  }

  /** Aborts when a send has failed. */
  get broken(): AbortSignal {
    return this.#breaking.signal;
  }

  send({ events, position }: LogPage): Promise<void> {
    return this.#one(async () => {
      if (events.length > 0) {
        const step = beginStepFor(events, 'publish', { kind: 'publishing', says: { 'crm.events': events.length } });
        await step.during(this.#sent(this.#messagesOf(events)));
      }
      this.#reached = Math.max(this.#reached, position);
      this.#reachedAt = events.at(-1)?.recordedAt ?? this.#reachedAt;
    });
  }

  /** Tells partitions that have nothing of what was published last how far it has come, and those that have been silent for long once more. */
  mark(): Promise<void> {
    return this.#one(async () => {
      const [position, at] = [this.#reached, this.#reachedAt];
      const { refreshMs = 3_600_000 } = this.#options;
      const now = this.#now();
      const marks: [number, readonly Message[]][] = [];
      for (const [partition, last] of this.#last.entries()) {
        if (at !== null && last < position) marks.push([partition, [this.#markOf(partition, position, at)]]);
        else if (last > 0 && now - (this.#sentAt[partition] ?? 0) >= refreshMs) {
          // With the present time: a mark of the past would be forgotten at once.
          marks.push([partition, [this.#markOf(partition, last, new Date(now).toISOString() as Instant)]]);
        }
      }
      await this.#sent(marks);
    });
  }

  /** One send after the other; none once one has failed, for what stands in the topic is not known then. */
  #one(work: () => Promise<void>): Promise<void> {
    const sending = this.#sending.then(async () => {
      if (this.failure !== null) throw this.failure;
      try {
        await work();
      } catch (error) {
        this.failure = error;
        this.#breaking.abort();
        throw error;
      }
    });
    this.#sending = sending.catch(() => undefined);
    return sending;
  }

  #messagesOf(events: readonly RecordedEvent[]): Outgoing {
    const messages = new Map<number, Message[]>();
    for (const event of events) {
      const partition = shardOf(event.orderingKey) % this.#last.length;
      const previous = this.#last[partition] ?? 0;
      if (event.position <= previous) continue;
      const own = messages.get(partition);
      const message = eventMessage(event, { epoch: this.#options.epoch, previous });
      if (own) own.push(message);
      else messages.set(partition, [message]);
      this.#last[partition] = event.position;
    }
    return [...messages];
  }

  #markOf(partition: number, position: number, at: Instant): Message {
    const previous = this.#last[partition] ?? 0;
    this.#last[partition] = position;
    return markMessage({ epoch: this.#options.epoch, position, previous }, at);
  }

  async #sent(outgoing: Outgoing): Promise<void> {
    if (outgoing.length === 0) return;
    await this.#options.send(outgoing);
    const now = this.#now();
    for (const [partition] of outgoing) this.#sentAt[partition] = now;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
