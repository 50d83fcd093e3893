import { createHash } from 'node:crypto';
import { type EventLog, eventText } from '@zongheng/event-store';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { clientOf, defaultTopic, type KafkaSettings } from './settings.ts';
import { type Placed, TopicReader } from './topic-reader.ts';

/** The first place where the topic is not as the log. */
export interface TopicDifference {
  /**
   * `missing`: the event is not in the topic. `overtaken`: it comes after later ones. `altered`: it is there with other content.
   * `unknown`: the topic holds one that the log has not.
   */
  readonly kind: 'missing' | 'overtaken' | 'altered' | 'unknown';
  readonly id: string;
  readonly position: number;
  readonly partition: number;
  /** The offset at which it stands, or at which another stands in its place; null at the end of the partition. */
  readonly offset: string | null;
}

export interface TopicFinding {
  readonly equal: boolean;
  /** Everything up to this position was compared. */
  readonly position: number;
  /** Events that stand in both; those more than once; those that the topic keeps no longer; those it has yet to get. */
  readonly counts: { readonly compared: number; readonly repeated: number; readonly expired: number; readonly waiting: number };
  /** SHA-256 over what was compared, in the order of the log: equal where every byte is. */
  readonly hashes: { readonly log: string; readonly topic: string };
  readonly difference: TopicDifference | null;
}

export interface CompareTopicOptions {
  readonly log: EventLog;
  readonly kafka: KafkaSettings;
  /** Each event of the log as it is read: for those who need them all as well. */
  readonly onEvent?: (event: RecordedEvent) => void;
  readonly onStep?: (done: number, total: number) => void;
}

const pageEvents = 1_000;

/**
 * Holds the topic as it stands against the log: every event once or more, each partition in order, with the same content. It ends with the first difference;
 * what it holds in memory does not grow with the log.
 * @throws FeedError where the topic cannot be read, or is written by others
 */
export async function compareTopic(options: CompareTopicOptions): Promise<TopicFinding> {
  const { kafka, log, onEvent, onStep } = options;
  const reader = new TopicReader(clientOf(kafka), kafka.topic ?? defaultTopic);
  try {
    await reader.open();
    // Asked for after the topic's ends: whatever stands in it, stands in the log up to here.
    const head = await log.head();
    const comparison = new Comparison(reader, log);
    for (let after = 0; after < head && comparison.difference === null;) {
      const page = await log.readAll({ after, limit: pageEvents });
      for (const event of page.events) {
        if (event.position > head || comparison.difference !== null) break;
        onEvent?.(event);
        await comparison.meet(event);
      }
      after = page.position;
      onStep?.(Math.min(after, head), head);
      if (page.atEnd) break;
    }
    await comparison.meetRest();
    return comparison.finding();
  } finally {
    await reader.close();
  }
}

class Comparison {
  difference: TopicDifference | null = null;
  readonly #reader: TopicReader;
  readonly #log: EventLog;
  readonly #hashes = { log: createHash('sha256'), topic: createHash('sha256') };
  readonly #counts = { compared: 0, repeated: 0, expired: 0, waiting: 0 };
  /** The position of the last event that was met in each partition, and how far its marks say that it is. */
  readonly #last: number[];
  readonly #reached: number[];

  constructor(reader: TopicReader, log: EventLog) {
    this.#reader = reader;
    this.#log = log;
    this.#last = Array.from({ length: reader.count }, () => 0);
    this.#reached = [...this.#last];
  }

  /** The next event of the log. */
  async meet(event: RecordedEvent): Promise<void> {
    const partition = shardOf(event.orderingKey) % this.#reader.count;
    for (;;) {
      const message = await this.#reader.peek(partition);
      if (message !== null && message.position < event.position) {
        this.#reader.take(partition);
        await this.#passed(message);
        if (this.difference !== null) return;
      } else if (message !== null && message.position === event.position && message.event !== null) {
        this.#reader.take(partition);
        return this.#matched(event, message, message.event);
      } else return this.#absent(event, partition, message);
    }
  }

  /** What is left in the topic when the log has ended. */
  async meetRest(): Promise<void> {
    for (let partition = 0; partition < this.#reader.count; partition += 1) {
      for (
        let message = await this.#reader.peek(partition);
        message && this.difference === null;
        message = await this.#reader.peek(partition)
      ) {
        this.#reader.take(partition);
        await this.#passed(message);
      }
    }
  }

  finding(): TopicFinding {
    return {
      equal: this.difference === null,
      position: this.difference === null ? Math.min(...this.#reached) : this.difference.position - 1,
      counts: { ...this.#counts },
      hashes: { log: this.#hashes.log.digest('hex'), topic: this.#hashes.topic.digest('hex') },
      difference: this.difference,
    };
  }

  #matched(event: RecordedEvent, { partition, offset }: Placed, found: RecordedEvent): void {
    const [text, other] = [eventText(event), eventText(found)];
    this.#hashes.log.update(`${event.position} ${text}\n`);
    this.#hashes.topic.update(`${found.position} ${other}\n`);
    this.#last[partition] = event.position;
    this.#reached[partition] = Math.max(this.#reached[partition] ?? 0, event.position);
    this.#counts.compared += 1;
    if (text !== other) this.difference = { kind: 'altered', id: event.id, position: event.position, partition, offset };
  }

  /** A message that is not the next event: a mark, or a repetition, which has to say the same. */
  async #passed({ event, position, partition, offset }: Placed): Promise<void> {
    this.#reached[partition] = Math.max(this.#reached[partition] ?? 0, position);
    if (event === null) return;
    const [own] = (await this.#log.readAll({ after: position - 1, limit: 1 })).events;
    if (own?.position !== position) this.difference = { kind: 'unknown', id: event.id, position, partition, offset };
    else if (eventText(own) !== eventText(event)) this.difference = { kind: 'altered', id: event.id, position, partition, offset };
    else if (position > (this.#last[partition] ?? 0)) this.difference = { kind: 'unknown', id: event.id, position, partition, offset };
    else this.#counts.repeated += 1;
  }

  #absent(event: RecordedEvent, partition: number, message: Placed | null): void {
    const { id, position } = event;
    const isFirst = (this.#last[partition] ?? 0) === 0;
    if (this.#reader.hasExpired(partition) && isFirst && position <= Math.max(message?.position ?? 0, this.#reached[partition] ?? 0)) {
      this.#counts.expired += 1;
    } else if (message === null && position > (this.#reached[partition] ?? 0)) {
      this.#counts.waiting += 1;
    } else {
      const kind = this.#reader.isComing(partition, position) ? 'overtaken' : 'missing';
      this.difference = { kind, id, position, partition, offset: message?.offset ?? null };
    }
  }
}
