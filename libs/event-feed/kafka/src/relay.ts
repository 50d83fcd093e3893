import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog, LogPage } from '@zongheng/event-store';
import { type Instant, type RecordedEvent, shardOf } from '@zongheng/kernel';
import { beginStepFor } from '@zongheng/tracing';
import { CompressionTypes, type Kafka, type Message, type Producer } from 'kafkajs';
import { FeedError } from './errors.ts';
import { eventMessage, markMessage } from './message.ts';
import { clientOf, defaultTopic, type KafkaSettings } from './settings.ts';
import { readTails } from './tails.ts';

export interface RelayOptions {
  readonly log: EventLog;
  readonly kafka: KafkaSettings;
  /** At most so many events a send (default 500). */
  readonly batchMax?: number;
  /** How long a partition may be silent while others go on (default 50 ms); then it gets a mark. */
  readonly markAfterMs?: number;
  /** How long to wait after a failure (default 500 ms). */
  readonly pauseMs?: number;
  readonly onState?: (state: RelayState) => void;
}

/** What the relay tells of itself whenever something changes. */
export type RelayState =
  | { readonly state: 'publishing'; readonly from: number }
  /** Everything up to the position is acknowledged by Kafka; `events` of them just now. */
  | { readonly state: 'published'; readonly position: number; readonly events: number; readonly atEnd: boolean }
  | { readonly state: 'failed'; readonly error: unknown };

/**
 * Publishes the log, in order, until `signal` aborts. Whatever fails, it begins again with what the topic says of itself: a send whose answer
 * was lost has happened or not, and its tails tell. An event may be published twice then, but none is left out, and none overtakes another.
 * @throws FeedError FEED.EPOCH where the topic holds another log.
 */
export async function relay(options: RelayOptions, signal: AbortSignal): Promise<void> {
  const { kafka: settings, onState, pauseMs = 500 } = options;
  const kafka = clientOf(settings);
  while (!signal.aborted) {
    try {
      await publish(kafka, options, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof FeedError && error.code === 'FEED.EPOCH') throw error;
      onState?.({ state: 'failed', error });
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** From the tails on, until something fails. */
async function publish(
  kafka: Kafka,
  { log, kafka: settings, batchMax = 500, markAfterMs = 50, onState }: RelayOptions,
  signal: AbortSignal,
): Promise<void> {
  const topic = settings.topic ?? defaultTopic;
  const { tails, epoch } = await readTails(kafka, topic);
  if (epoch !== null && epoch !== log.epoch) {
    const remedy = 'publish a restored or migrated log into a new topic';
    throw new FeedError('FEED.EPOCH', `${topic} holds events of the log ${epoch}, not of ${log.epoch}`, remedy);
  }
  const after = Math.min(...tails);
  // Each failure must come here at once: a client that tries again by itself would hide that it did.
  const producer = kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
  await producer.connect();
  try {
    onState?.({ state: 'publishing', from: after });
    const outlet = new Outlet(producer, topic, log.epoch, tails);
    const failed = new AbortController();
    const marking = marksEvery(markAfterMs, outlet, AbortSignal.any([signal, failed.signal]));
    try {
      for await (const page of log.subscribeAll({ after, limit: batchMax }, AbortSignal.any([signal, outlet.broken]))) {
        await outlet.send(page);
        onState?.({ state: 'published', position: page.position, events: page.events.length, atEnd: page.atEnd });
      }
    } finally {
      failed.abort();
      await marking;
    }
    if (outlet.failure !== null) throw outlet.failure;
    if (!signal.aborted) throw new FeedError('FEED.UNAVAILABLE', 'the log was closed under its relay', 'stop the relay first');
  } finally {
    await producer.disconnect();
  }
}

/** Sends to all partitions, one send at a time, and knows what each of them has. */
class Outlet {
  readonly #producer: Producer;
  readonly #topic: string;
  readonly #epoch: string;
  /** The position of the last message of each partition. */
  readonly #last: number[];
  readonly #breaking = new AbortController();
  #reached = 0;
  #reachedAt: Instant | null = null;
  #sending: Promise<void> = Promise.resolve();
  failure: unknown = null;

  constructor(producer: Producer, topic: string, epoch: string, last: readonly number[]) {
    this.#producer = producer;
    this.#topic = topic;
    this.#epoch = epoch;
    this.#last = [...last];
  }

  /** Aborts when a send has failed. */
  get broken(): AbortSignal {
    return this.#breaking.signal;
  }

  send({ events, position }: LogPage): Promise<void> {
    return this.#one(async () => {
      if (events.length > 0) {
        const step = beginStepFor(events, 'publish', { kind: 'publishing', says: { 'crm.events': events.length } });
        await step.during(this.#produce(this.#messagesOf(events)));
      }
      this.#reached = Math.max(this.#reached, position);
      this.#reachedAt = events.at(-1)?.recordedAt ?? this.#reachedAt;
    });
  }

  /** Tells partitions that have nothing of what was published last how far it has come. */
  mark(): Promise<void> {
    return this.#one(async () => {
      const [position, at] = [this.#reached, this.#reachedAt];
      if (at === null) return;
      const silent = [...this.#last.keys()].filter((partition) => (this.#last[partition] ?? 0) < position);
      await this.#produce(silent.map((partition) => [partition, [this.#markOf(partition, position, at)]]));
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

  #messagesOf(events: readonly RecordedEvent[]): readonly (readonly [number, readonly Message[]])[] {
    const messages = new Map<number, Message[]>();
    for (const event of events) {
      const partition = shardOf(event.orderingKey) % this.#last.length;
      const previous = this.#last[partition] ?? 0;
      if (event.position <= previous) continue;
      const own = messages.get(partition);
      const message = eventMessage(event, { epoch: this.#epoch, previous });
      if (own) own.push(message);
      else messages.set(partition, [message]);
      this.#last[partition] = event.position;
    }
    return [...messages];
  }

  #markOf(partition: number, position: number, at: Instant): Message {
    const previous = this.#last[partition] ?? 0;
    this.#last[partition] = position;
    return markMessage({ epoch: this.#epoch, position, previous }, at);
  }

  async #produce(messages: readonly (readonly [number, readonly Message[]])[]): Promise<void> {
    if (messages.length === 0) return;
    await this.#producer.send({
      topic: this.#topic,
      acks: -1,
      compression: CompressionTypes.None,
      messages: messages.flatMap(([partition, own]) => own.map((message) => ({ ...message, partition }))),
    });
  }
}

async function marksEvery(ms: number, outlet: Outlet, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await outlet.mark().catch(() => undefined);
  }
}
