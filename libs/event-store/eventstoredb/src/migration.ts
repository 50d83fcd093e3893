import { createHash, type Hash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeAppend, type EventLog, eventText, StoreError } from '@zongheng/event-store';
import type { RecordedEvent } from '@zongheng/kernel';
import { AppendStream } from './append-stream.ts';
import { Connection } from './connection.ts';
import { wordsOf } from './failures.ts';
import { LogReading } from './log-reading.ts';
import { finishMigration, type MigrationMark, migrationMark } from './migration-mark.ts';
import { StreamNames } from './names.ts';
import { Reading } from './reading.ts';
import { checkedNamespace, defaultNamespace, defaultWaits, type EventStoreDbOptions } from './settings.ts';
import { proposedEvent } from './stored-event.ts';

export interface MigrationOptions extends Omit<EventStoreDbOptions, 'clock'> {
  /** How far it is: events copied, or verified, of so many positions. */
  readonly onStep?: (phase: 'comparing' | 'copying' | 'verifying', done: number, total: number) => void;
}

/** A log as it was moved. */
export interface MigratedLog {
  readonly epoch: string;
  readonly events: number;
  /** SHA-256 over all events in their order, positions aside: the same of both logs. */
  readonly hash: string;
}

/** So many appends are under way at once: the server takes up what comes over one stream in the order in which it comes. */
const windowMax = 64;
/** An append holds consecutive events of one stream, at most so many and about so many characters. */
const eventsMax = 256;
const charactersMax = 500_000;
const pageEvents = 1_000;
/** So often it is tried again where nothing comes of it. */
const triesMax = 20;

/**
 * Moves a log into EventStoreDB: every event as it is, in the same order, recorded when it was; a new epoch. Whatever stops it, it goes on where it was when it is run
 * again, and until it is done nobody else can open the log. Nobody may write to the source meanwhile.
 * @throws StoreError STORE.INVALID where another log stands there, or this one was moved before; STORE.UNAVAILABLE
 */
export async function migrateLog(source: EventLog, options: MigrationOptions): Promise<MigratedLog> {
  const names = new StreamNames(checkedNamespace(options.namespace ?? defaultNamespace));
  const waits = { ...defaultWaits, ...options.waits };
  const connections = [new Connection(options.connectionString), new Connection(options.connectionString)] as const;
  try {
    const [appends, reads] = connections;
    const parts = { wire: new AppendStream(appends, waits.answerMs), reading: new Reading(reads, waits.answerMs), names, waits };
    const mark = await migrationMark(parts, source.epoch, options.epoch ?? randomUUID());
    const copy = new LogCopy(source, { wire: parts.wire, names, target: new LogReading(parts.reading, names, mark.begin), mark, options });
    await copy.run();
    const verified = await copy.verify();
    await finishMigration(parts, mark, verified);
    return { epoch: mark.epoch, ...verified };
  } finally {
    await Promise.all(connections.map((connection) => connection.close()));
  }
}

interface CopyParts {
  readonly wire: AppendStream;
  readonly names: StreamNames;
  readonly target: LogReading;
  readonly mark: MigrationMark;
  readonly options: MigrationOptions;
}

class LogCopy {
  readonly #source: EventLog;
  readonly #parts: CopyParts;
  /** Up to here both logs are known to hold the same. */
  #from = { source: 0, target: 0 };
  #head = 0;

  constructor(source: EventLog, parts: CopyParts) {
    this.#source = source;
    this.#parts = parts;
  }

  /** Copies all; after each failure, looks what is there first. */
  async run(): Promise<void> {
    this.#head = await this.#source.head();
    for (let tries = 0; ;) {
      const before = this.#from.source;
      try {
        await this.#compare();
        if (this.#from.source >= this.#head) return;
        await this.#copyOn();
      } catch (error) {
        if (!(error instanceof StoreError && error.code === 'STORE.UNAVAILABLE')) throw error;
        tries = this.#from.source > before ? 0 : tries + 1;
        if (tries === triesMax) throw error;
        await sleep(Math.min(100 * 2 ** tries, 2_000));
      }
    }
  }

  /** Reads both from end to end. @throws StoreError STORE.CORRUPT naming the first event that differs */
  async verify(): Promise<{ readonly events: number; readonly hash: string }> {
    const hashes = { source: createHash('sha256'), target: createHash('sha256') };
    this.#from = { source: 0, target: 0 };
    const events = await this.#compare('verifying', hashes);
    const [hash, other] = [hashes.source.digest('hex'), hashes.target.digest('hex')];
    if (this.#from.source < this.#head || hash !== other) throw differs(`the copy ends after ${events} events`);
    return { events, hash };
  }

  /** Follows the target as far as it goes: it holds what the source holds, and nothing else. */
  async #compare(
    phase: 'comparing' | 'verifying' = 'comparing',
    hashes?: { readonly source: Hash; readonly target: Hash },
  ): Promise<number> {
    let events = 0;
    for (;;) {
      const there = await this.#parts.target.page({ after: this.#from.target, limit: pageEvents });
      const here =
        there.events.length === 0 ? [] : (await this.#source.readAll({ after: this.#from.source, limit: there.events.length })).events;
      for (const [index, event] of there.events.entries()) {
        const own = here[index];
        const [text, ownText] = [eventText(event), own === undefined ? null : eventText(own)];
        if (own === undefined || text !== ownText)
          throw differs(`position ${event.position} holds ${event.id}, and should ${own?.id ?? 'nothing'}`);
        hashes?.source.update(`${ownText}\n`);
        hashes?.target.update(`${text}\n`);
        this.#from = { source: own.position, target: event.position };
        events += 1;
      }
      this.#parts.options.onStep?.(phase, this.#from.source, this.#head);
      if (there.atEnd) return events;
      this.#from = { ...this.#from, target: Math.max(this.#from.target, there.position) };
    }
  }

  /** Appends what follows, a window at a time. @throws StoreError STORE.UNAVAILABLE as soon as one append is not known to be recorded */
  async #copyOn(): Promise<void> {
    const underWay: { readonly sent: ReturnType<AppendStream['append']>; readonly last: RecordedEvent }[] = [];
    let after = this.#from.source;
    try {
      for (let isAtEnd = false; !isAtEnd;) {
        const page = await this.#source.readAll({ after, limit: pageEvents });
        for (const events of consecutive(page.events)) {
          if (underWay.length >= windowMax) await this.#settle(underWay.shift());
          const last = events.at(-1);
          if (last) underWay.push({ sent: this.#append(events), last });
        }
        after = page.position;
        isAtEnd = page.atEnd;
      }
      for (let next = underWay.shift(); next; next = underWay.shift()) await this.#settle(next);
    } finally {
      await Promise.all(underWay.map(({ sent }) => sent));
    }
  }

  #append(events: readonly RecordedEvent[]): ReturnType<AppendStream['append']> {
    const { wire, names, mark } = this.#parts;
    const [first] = events;
    const { stream = '', revision = 0 } = first ?? {};
    const expected = revision === 0 ? 'no-stream' : revision - 1;
    const encoded = encodeAppend(stream, expected, events);
    return wire.append(names.stored(stream), expected, () =>
      encoded.map((event, index) => {
        const { orderingKey, recordedAt, revision: own } = events[index] as RecordedEvent;
        return proposedEvent(event, idOf(mark.epoch, stream, own), orderingKey, recordedAt);
      }),
    );
  }

  async #settle(next: { readonly sent: ReturnType<AppendStream['append']>; readonly last: RecordedEvent } | undefined): Promise<void> {
    if (!next) return;
    const answer = await next.sent;
    switch (answer.kind) {
      case 'recorded':
        this.#parts.options.onStep?.('copying', next.last.position, this.#head);
        return;
      case 'refused':
        throw answer.error;
      case 'conflict':
        // With ourselves, a moment ago; where it is another's, the comparison says so.
        throw unsettled(next.last, `its stream is at ${answer.actual}`);
      case 'unknown':
        throw unsettled(next.last, wordsOf(answer.cause));
    }
  }
}

/** Consecutive events of one stream, as many as one append may hold. */
function* consecutive(events: readonly RecordedEvent[]): Generator<readonly RecordedEvent[]> {
  let batch: RecordedEvent[] = [];
  let characters = 0;
  for (const event of events) {
    const size = JSON.stringify(event.data).length;
    if (batch.length > 0 && (batch[0]?.stream !== event.stream || batch.length === eventsMax || characters + size > charactersMax)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(event);
    characters += size;
  }
  if (batch.length > 0) yield batch;
}

/** By which the database knows the event, the same each time it is sent: a sending that comes late is taken for a repetition. */
function idOf(epoch: string, stream: string, revision: number): string {
  const hex = createHash('sha256').update(`${epoch}\n${stream}\n${revision}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function unsettled(event: RecordedEvent, words: string): StoreError {
  return new StoreError(
    'STORE.UNAVAILABLE',
    `nobody knows whether the event at ${event.position} is copied (${words})`,
    'migrate again: it goes on',
  );
}

function differs(found: string): StoreError {
  return new StoreError(
    'STORE.CORRUPT',
    `what is moved is not what was there: ${found}`,
    'migrate into another namespace, and find out who wrote here',
  );
}
