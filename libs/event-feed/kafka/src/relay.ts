import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '@zongheng/event-store';
import { CompressionTypes, type Kafka, type Producer } from 'kafkajs';
import { FeedError } from './errors.ts';
import { letGo, unlessAborted } from './letting-go.ts';
import { type Outgoing, Outlet } from './outlet.ts';
import { clientOf, defaultTopic, type KafkaSettings } from './settings.ts';
import { TailReader } from './tails.ts';

export interface RelayOptions {
  readonly log: EventLog;
  readonly kafka: KafkaSettings;
  /** At most so many events a send (default 500). */
  readonly batchMax?: number;
  /** How long a partition may be silent while others go on (default 50 ms); then it gets a mark. */
  readonly markAfterMs?: number;
  /** How long it may be silent altogether (default one hour); then it is marked anew. It must be well within what the topic keeps. */
  readonly refreshMs?: number;
  /** How long to wait after a failure (default 500 ms). */
  readonly pauseMs?: number;
  /** Asked before each send: whether this relay is the one to publish. By default it is. */
  readonly mayPublish?: () => boolean;
  readonly onState?: (state: RelayState) => void;
}

/** What the relay tells of itself whenever something changes. */
export type RelayState =
  /** It goes on from these last positions of the partitions. */
  | { readonly state: 'publishing'; readonly tails: readonly number[] }
  /** Everything up to the position is acknowledged by Kafka; `events` of them just now. */
  | { readonly state: 'published'; readonly position: number; readonly events: number; readonly atEnd: boolean }
  | { readonly state: 'failed'; readonly error: unknown };

/**
 * Publishes the log, in order, until `signal` aborts. Whatever fails, it begins again with what the topic says of itself: a send whose answer
 * was lost has happened or not, and its tails tell. An event may be published twice then, but none is left out, and none overtakes another.
 * @param reader reads the tails; by default one that is opened and closed here
 * @throws FeedError FEED.EPOCH where the topic holds another log.
 */
export async function relay(options: RelayOptions, signal: AbortSignal, reader?: TailReader): Promise<void> {
  const { kafka: settings, onState, pauseMs = 500 } = options;
  const kafka = clientOf(settings);
  const tails = reader ?? new TailReader(kafka, settings.topic ?? defaultTopic);
  try {
    while (!signal.aborted) {
      try {
        await publish(kafka, options, tails, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof FeedError && error.code === 'FEED.EPOCH') throw error;
        onState?.({ state: 'failed', error });
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  } finally {
    if (!reader) await tails.close();
  }
}

/** From the tails on, until something fails. */
async function publish(kafka: Kafka, options: RelayOptions, reader: TailReader, signal: AbortSignal): Promise<void> {
  const { log, kafka: settings, batchMax = 500, markAfterMs = 50, refreshMs, mayPublish = () => true, onState } = options;
  const topic = settings.topic ?? defaultTopic;
  // Each failure must come here at once: a client that tries again by itself would hide that it did.
  const producer = kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
  const connecting = producer.connect();
  try {
    await unlessAborted(connecting, signal);
    if (signal.aborted) return;
    if (!mayPublish()) throw fenced();
    const found = await unlessAborted(reader.read(), signal);
    if (!found) return;
    const { tails, epoch } = found;
    if (epoch !== null && epoch !== log.epoch) {
      const remedy = 'publish a restored or migrated log into a new topic';
      throw new FeedError('FEED.EPOCH', `${topic} holds events of the log ${epoch}, not of ${log.epoch}`, remedy);
    }
    onState?.({ state: 'publishing', tails });
    const send = (outgoing: Outgoing): Promise<void> => (mayPublish() ? produced(producer, topic, outgoing) : Promise.reject(fenced()));
    const outlet = new Outlet({ send, epoch: log.epoch, tails, ...(refreshMs === undefined ? {} : { refreshMs }) });
    const failed = new AbortController();
    const marking = marksEvery(markAfterMs, outlet, AbortSignal.any([signal, failed.signal]));
    try {
      const unbroken = AbortSignal.any([signal, outlet.broken]);
      for await (const page of log.subscribeAll({ after: Math.min(...tails), limit: batchMax }, unbroken)) {
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
    await letGo(producer, connecting);
  }
}

/** Not to be taken for a failure of the brokers: another relay publishes, or may. */
function fenced(): FeedError {
  return new FeedError('FEED.FENCED', 'no sign of life of this relay was confirmed in time', 'another goes on; this one stands by');
}

async function produced(producer: Producer, topic: string, outgoing: Outgoing): Promise<void> {
  await producer.send({
    topic,
    acks: -1,
    compression: CompressionTypes.None,
    messages: outgoing.flatMap(([partition, own]) => own.map((message) => ({ ...message, partition }))),
  });
}

async function marksEvery(ms: number, outlet: Outlet, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await outlet.mark().catch(() => undefined);
  }
}
